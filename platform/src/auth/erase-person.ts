import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

/** Whatever is kept of a person here: by `person_id`, and nothing else of it names anybody. */
const tables = [
  'password',
  'session',
  'app_password',
  'login_flow',
  'pending_step',
  'totp',
  'passkey',
  'recovery_code',
  'mail_code',
  'password_reset',
  'mail_change',
] as const;

const deletes = tables.map((table) =>
  statement(`auth.erase.${table.replaceAll('_', '-')}`, `delete from auth.${table} where person_id = $1`),
);

export async function erasePersonRows(tx: Queryable, personId: number): Promise<void> {
  for (const deleteRows of deletes) await tx.query(deleteRows, [personId]);
}
