import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const findTables = statement(
  'auth.tables-of-people',
  `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
   where table_schema = 'auth' and column_name = 'person_id'`,
);

/** Whatever is kept of a person here stands in rows with their `person_id`, in tables that are not thought of yet as well. */
export async function erasePersonRows(tx: Queryable, personId: number): Promise<void> {
  for (const { name } of await tx.query<{ name: string }>(findTables)) {
    await tx.query(`delete from ${name} where person_id = $1`, [personId]);
  }
}
