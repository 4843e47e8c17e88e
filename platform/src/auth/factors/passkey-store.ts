import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

export interface PasskeyRow {
  readonly id: number;
  readonly personId: number;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
}

export interface NewPasskey extends Omit<PasskeyRow, 'id'> {
  readonly name: string;
  readonly rpId: string;
  readonly backedUp: boolean;
}

const columns = `id, person_id as "personId", credential_id as "credentialId", public_key as "publicKey", counter,
  transports`;
const insertPasskey = statement(
  'auth.insert-passkey',
  `insert into auth.passkey
     (person_id, name, rp_id, credential_id, public_key, counter, transports, backed_up, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning id`,
);
const findPasskey = statement(
  'auth.find-passkey',
  `select ${columns} from auth.passkey where credential_id = $1 and rp_id = $2`,
);
const listPasskeys = statement(
  'auth.passkeys-of-person',
  `select ${columns} from auth.passkey where person_id = $1 and rp_id = $2 order by id`,
);
// a counter that does not rise is a copy of the device, or the same answer twice; devices without a counter say 0
const usePasskey = statement(
  'auth.use-passkey',
  `update auth.passkey set counter = $2, backed_up = $3, last_used_at = $4
   where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
);

/** Undefined where the authenticator is known already. */
export async function addPasskey(tx: Queryable, key: NewPasskey, now: Date): Promise<number | undefined> {
  const about = [key.personId, key.name, key.rpId, key.credentialId, key.publicKey];
  const rows = await tx.query<{ id: number }>(insertPasskey, [
    ...about,
    key.counter,
    key.transports,
    key.backedUp,
    now,
  ]);
  return rows[0]?.id;
}

export async function passkeyByCredential(tx: Queryable, credentialId: string, rpId: string) {
  const rows = await tx.query<PasskeyRow>(findPasskey, [credentialId, rpId]);
  return rows[0];
}

export async function passkeysOf(tx: Queryable, personId: number, rpId: string): Promise<PasskeyRow[]> {
  return tx.query<PasskeyRow>(listPasskeys, [personId, rpId]);
}

export async function countUse(tx: Queryable, id: number, counter: number, backedUp: boolean, now: Date) {
  return (await tx.query(usePasskey, [id, counter, backedUp, now])).length > 0;
}
