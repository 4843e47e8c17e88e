import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@landescloud/kernel';
import { formatPhc, parsePhc } from './phc-string.ts';

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes the time of a check even where there is no hash, so that nobody learns which logins exist. */
  verify(password: string, phc: string | undefined): Promise<boolean>;
  /** Whether the hash was made with weaker parameters than today's. */
  isOutdated(phc: string): boolean;
}

const today = { memoryKiB: 19_456, passes: 2, parallelism: 1, tagLength: 32, saltLength: 16 };

// Each hash takes a core and 19 MiB for about 30 ms; more at once would only slow everybody else's requests.
const atOnce = 2;
const waitingAtMost = 100;

export function createPasswordHasher(): PasswordHasher {
  const derive = limited(argon2id);
  const decoy = { ...today, salt: randomBytes(today.saltLength), hash: randomBytes(today.tagLength) };

  return {
    async hash(password) {
      const salt = randomBytes(today.saltLength);
      const hash = await derive(password, { ...today, salt });
      return formatPhc({ ...today, salt, hash });
    },
    async verify(password, phc) {
      const known = phc === undefined ? undefined : parsePhc(phc);
      const expected = known ?? decoy;
      const actual = await derive(password, { ...expected, tagLength: expected.hash.length });
      return timingSafeEqual(actual, expected.hash) && known !== undefined;
    },
    isOutdated(phc) {
      const known = parsePhc(phc);
      return known === undefined || known.memoryKiB < today.memoryKiB || known.passes < today.passes;
    },
  };
}

interface Argon2Cost {
  readonly salt: Buffer;
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

function argon2id(password: string, cost: Argon2Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      {
        // NFC, as RFC 8265 section 4.2: the same password typed on another system is the same bytes
        message: Buffer.from(password.normalize('NFC')),
        nonce: cost.salt,
        memory: cost.memoryKiB,
        passes: cost.passes,
        parallelism: cost.parallelism,
        tagLength: cost.tagLength,
      },
      (error, derived) => (error ? reject(error) : resolve(derived)),
    );
  });
}

function limited<Args extends unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (...args) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) {
        throw new DomainError('Unavailable', 'auth.busy', 'Too many people are signing in. Try again in a moment.');
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work(...args);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
