import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { FactorKind } from '../tell.ts';

// what a person has is counted and changed by one at a time
const lock = statement('auth.lock-factors', `select pg_advisory_xact_lock(hashtextextended('auth.factors ' || $1, 0))`);
const rename: Record<FactorKind, ReturnType<typeof statement>> = {
  totp: statement(
    'auth.rename-totp',
    'update auth.totp set name = $3 where id = $2 and person_id = $1 and confirmed_at is not null returning name',
  ),
  passkey: statement(
    'auth.rename-passkey',
    'update auth.passkey set name = $3 where id = $2 and person_id = $1 returning name',
  ),
};
const remove: Record<FactorKind, ReturnType<typeof statement>> = {
  totp: statement(
    'auth.delete-totp',
    'delete from auth.totp where id = $2 and person_id = $1 and confirmed_at is not null returning name',
  ),
  passkey: statement('auth.delete-passkey', 'delete from auth.passkey where id = $2 and person_id = $1 returning name'),
};
const removeAll = [
  statement('auth.delete-all-totps', 'delete from auth.totp where person_id = $1'),
  statement('auth.delete-all-passkeys', 'delete from auth.passkey where person_id = $1'),
  statement('auth.delete-all-codes', 'delete from auth.recovery_code where person_id = $1'),
] as const;

export async function lockFactors(tx: Queryable, personId: number): Promise<void> {
  await tx.query(lock, [String(personId)]);
}

export async function renameFactor(tx: Queryable, personId: number, kind: FactorKind, id: number, name: string) {
  return (await tx.query(rename[kind], [personId, id, name])).length > 0;
}

/** Answers its name; undefined where the person has none such. */
export async function removeFactor(tx: Queryable, personId: number, kind: FactorKind, id: number) {
  const [row] = await tx.query<{ name: string }>(remove[kind], [personId, id]);
  return row?.name;
}

export async function removeRecoveryCodes(tx: Queryable, personId: number): Promise<void> {
  await tx.query(removeAll[2], [personId]);
}

export async function removeAllFactors(tx: Queryable, personId: number): Promise<void> {
  for (const statementOfKind of removeAll) await tx.query(statementOfKind, [personId]);
}
