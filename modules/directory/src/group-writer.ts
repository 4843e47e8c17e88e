import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const insert = statement(
  'directory.insert-group',
  `insert into directory.group (key, name, organisation_id) values ($1, $2, $3)
   on conflict (key) do nothing returning id`,
);
const update = statement('directory.update-group', 'update directory.group set name = $2 where id = $1');
const remove = statement('directory.delete-group', 'delete from directory.group where id = $1');
const lock = statement('directory.lock-group', 'select id from directory.group where id = $1 for update');
const insertMembers = statement(
  'directory.insert-group-members',
  `insert into directory.group_member (group_id, person_id) select $1, person_id from unnest($2::bigint[]) as person_id
   on conflict do nothing returning person_id as id`,
);
const deleteMembers = statement(
  'directory.delete-group-members',
  'delete from directory.group_member where group_id = $1 and person_id = any($2::bigint[]) returning person_id as id',
);

export async function insertGroup(
  tx: Queryable,
  { key, name, organisationId }: { key: string; name: string; organisationId: number | null },
): Promise<number | undefined> {
  return (await tx.query<{ id: number }>(insert, [key, name, organisationId]))[0]?.id;
}

export async function updateGroup(tx: Queryable, id: number, name: string): Promise<void> {
  await tx.query(update, [id, name]);
}

export async function deleteGroup(tx: Queryable, id: number): Promise<void> {
  await tx.query(remove, [id]);
}

export async function lockedGroup(tx: Queryable, id: number): Promise<void> {
  await tx.query(lock, [id]);
}

/** Who is a member now and was not, or the other way round. */
export async function writeMembers(
  tx: Queryable,
  groupId: number,
  personIds: readonly number[],
  member: boolean,
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(member ? insertMembers : deleteMembers, [groupId, personIds]);
  return rows.map(({ id }) => id);
}
