import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { formatPhc, parsePhc } from './phc-string.ts';
import { createWorkQueue } from './work-queue.ts';
import type { Turn, WorkQueue } from './work-queue.ts';

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes the time of a check even where there is no hash, so that nobody learns which logins exist. */
  verify(password: string, phc: string | undefined, turn?: Turn): Promise<boolean>;
  /** For codes that are looked up by their hash: the same for the same salt. */
  withSalt(code: string, salt: Buffer): Promise<Buffer>;
  /** Whether the hash was made with weaker parameters than today's. */
  isOutdated(phc: string): boolean;
}

/** Whoever makes a password or shows a code has shown something before. */
const known: Turn = { rank: 'known' };
const today = { memoryKiB: 19_456, passes: 2, parallelism: 1, tagLength: 32, saltLength: 16 };

/**
 * Each hash takes a core and 19 MiB for about 30 ms: half of the cores stay for everything else. Who waits longer than a
 * hundred others take is better told to come back.
 */
export function passwordQueue(): WorkQueue {
  const atOnce = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
  return createWorkQueue({ atOnce, waitingAtMost: 100 });
}

export function createPasswordHasher(queue: WorkQueue = passwordQueue()): PasswordHasher {
  const derive = (password: string, cost: Argon2Cost, turn?: Turn) => queue.run(() => argon2id(password, cost), turn);
  const decoy = { ...today, salt: randomBytes(today.saltLength), hash: randomBytes(today.tagLength) };

  return {
    async hash(password) {
      const salt = randomBytes(today.saltLength);
      const hash = await derive(password, { ...today, salt }, known);
      return formatPhc({ ...today, salt, hash });
    },
    async verify(password, phc, turn) {
      const stored = phc === undefined ? undefined : parsePhc(phc);
      const expected = stored ?? decoy;
      const actual = await derive(password, { ...expected, tagLength: expected.hash.length }, turn);
      return timingSafeEqual(actual, expected.hash) && stored !== undefined;
    },
    withSalt: (code, salt) => derive(code, { ...today, salt }, known),
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
