import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { randomBytes, randomInt } from 'node:crypto';
import type { PasswordHasher } from '../password-hasher.ts';

/** For who has lost the telephone: ten codes on paper, each once. */
export interface RecoveryCodes {
  /** Slow, so before a transaction; `store` puts them in the place of the old ones. */
  prepare(): Promise<PreparedCodes>;
  store(tx: Queryable, personId: number, codes: PreparedCodes): Promise<void>;
  /** How many are left after this one; undefined where it is none of the person's. Of two at once, one wins. */
  use(tx: Queryable, personId: number, code: string): Promise<number | undefined>;
}

export interface PreparedCodes {
  /** To be shown once. */
  readonly codes: string[];
  readonly hashes: readonly Buffer[];
  readonly salt: Buffer;
}

const atOnce = 10;
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 3;
const groupLength = 4;

const deleteCodes = statement('auth.delete-recovery-codes', 'delete from auth.recovery_code where person_id = $1');
const insertCodes = statement(
  'auth.insert-recovery-codes',
  `insert into auth.recovery_code (person_id, hash, salt, created_at)
   select $1, hash, $3, $4 from unnest($2::bytea[]) as hash`,
);
const findSalt = statement(
  'auth.find-recovery-salt',
  'select salt from auth.recovery_code where person_id = $1 limit 1',
);
const takeCode = statement(
  'auth.take-recovery-code',
  'delete from auth.recovery_code where person_id = $1 and hash = $2 returning hash',
);
const countCodes = statement(
  'auth.count-recovery-codes',
  'select count(*)::int as left from auth.recovery_code where person_id = $1',
);

export function createRecoveryCodes(clock: Clock, hasher: PasswordHasher): RecoveryCodes {
  return {
    async prepare() {
      const salt = randomBytes(16);
      const codes = Array.from({ length: atOnce }, makeCode);
      const hashes = await Promise.all(codes.map((code) => hasher.withSalt(normalise(code), salt)));
      return { codes, hashes, salt };
    },
    async store(tx, personId, { hashes, salt }) {
      await tx.query(deleteCodes, [personId]);
      await tx.query(insertCodes, [personId, hashes, salt, new Date(clock.now())]);
    },
    async use(tx, personId, code) {
      const [set] = await tx.query<{ salt: Buffer }>(findSalt, [personId]);
      if (!set) return undefined;
      const hash = await hasher.withSalt(normalise(code), set.salt);
      if ((await tx.query(takeCode, [personId, hash])).length === 0) return undefined;
      const [count] = await tx.query<{ left: number }>(countCodes, [personId]);
      return count!.left;
    },
  };
}

/** 59 random bits that can be typed from paper. */
function makeCode(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

function normalise(typed: string): string {
  return typed.replace(/[\s-]/g, '').toLowerCase();
}
