import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { SecretBox } from '../secret-box.ts';

/** Devices that show a new code every half minute (RFC 6238). */
export interface Totps {
  /** A device that does not count before `confirm`; the secret leaves the server this once. Undefined beyond `atMost`. */
  begin(tx: Queryable, owner: TotpOwner, name: string, atMost: number): Promise<NewTotp | undefined>;
  /** Whether the code comes from the device, which from then on counts; answers its name. */
  confirm(tx: Queryable, personId: number, id: number, code: string): Promise<string | undefined>;
  /** Whether the code comes from one of the person's devices and was not taken before. */
  matches(tx: Queryable, personId: number, code: string): Promise<boolean>;
  sweep(tx: Queryable): Promise<void>;
}

export interface TotpOwner {
  readonly personId: number;
  readonly login: string;
}

export interface NewTotp {
  readonly id: number;
  /** Base32, to be typed. */
  readonly secret: string;
  /** `otpauth://…`, to be shown as a picture. */
  readonly uri: string;
}

const periodMs = 30_000;
/** Clocks of telephones are off by some seconds, and typing takes time: one step before and after. */
const window = 1;
const secretLength = 20;
const waitsForMs = 60 * 60_000;

const insertTotp = statement(
  'auth.insert-totp',
  `insert into auth.totp (person_id, name, secret, created_at)
   select $1, $2, ''::bytea, $3 where (select count(*) from auth.totp where person_id = $1) < $4 returning id`,
);
const sealTotp = statement('auth.seal-totp', 'update auth.totp set secret = $2 where id = $1');
const listTotps = statement(
  'auth.totp-secrets',
  'select id, name, secret from auth.totp where person_id = $1 and confirmed_at is not null order by id',
);
const findWaiting = statement(
  'auth.find-waiting-totp',
  `select id, name, secret from auth.totp
   where person_id = $1 and id = $2 and confirmed_at is null and created_at > $3`,
);
const confirmTotp = statement(
  'auth.confirm-totp',
  `update auth.totp set confirmed_at = $3, last_step = $2, last_used_at = $3
   where id = $1 and confirmed_at is null returning id`,
);
// of two that bring the same code at once, one finds the row as it was
const useStep = statement(
  'auth.use-totp-step',
  'update auth.totp set last_step = $2, last_used_at = $3 where id = $1 and last_step < $2 returning id',
);
const deleteForgotten = statement(
  'auth.delete-forgotten-totps',
  'delete from auth.totp where confirmed_at is null and created_at <= $1',
);

interface Row {
  readonly id: number;
  readonly name: string;
  readonly secret: Buffer;
}

export function createTotps(clock: Clock, secrets: SecretBox): Totps {
  const now = () => new Date(clock.now());
  const contextOf = (personId: number, id: number) => `totp ${personId} ${id}`;

  /** The time step that the code is of; undefined for none that is near. */
  function stepOf(personId: number, { id, secret }: Row, code: string): number | undefined {
    const opened = secrets.open(secret, contextOf(personId, id));
    const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(opened).buffer }) });
    const delta = totp.validate({ token: code, timestamp: clock.now(), window });
    return delta === null ? undefined : Math.floor(clock.now() / periodMs) + delta;
  }

  return {
    async begin(tx, { personId, login }, name, atMost) {
      const bytes = randomBytes(secretLength);
      const [row] = await tx.query<{ id: number }>(insertTotp, [personId, name, now(), atMost]);
      if (!row) return undefined;
      const { id } = row;
      await tx.query(sealTotp, [id, secrets.seal(bytes, contextOf(personId, id))]);
      const secret = new Secret({ buffer: new Uint8Array(bytes).buffer });
      const uri = new TOTP({ issuer: 'Landescloud', label: login, secret }).toString();
      return { id, secret: secret.base32, uri };
    },

    async confirm(tx, personId, id, code) {
      const since = new Date(clock.now() - waitsForMs);
      const [row] = await tx.query<Row>(findWaiting, [personId, id, since]);
      const step = row && stepOf(personId, row, code);
      if (step === undefined) return undefined;
      return (await tx.query(confirmTotp, [id, step, now()])).length > 0 ? row!.name : undefined;
    },

    async matches(tx, personId, code) {
      for (const row of await tx.query<Row>(listTotps, [personId])) {
        const step = stepOf(personId, row, code);
        if (step === undefined) continue;
        if ((await tx.query(useStep, [row.id, step, now()])).length > 0) return true;
      }
      return false;
    },

    async sweep(tx) {
      await tx.query(deleteForgotten, [new Date(clock.now() - waitsForMs)]);
    },
  };
}
