import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const insertGroup = statement(
  'directory.insert-source-group',
  `insert into directory.group (key, name, organisation_id) values ($1, $2, $3) on conflict (key) do nothing returning id`,
);
const linkGroup = statement(
  'directory.link-source-group',
  `insert into directory.source_group (group_id, source_id, external_id, stamp) values ($1, $2, $3, $4)`,
);
const findGroup = statement(
  'directory.find-source-group',
  `select g.id, g.key, g.name, g.organisation_id as "organisationId" from directory.source_group s
     join directory.group g on g.id = s.group_id
   where s.source_id = $1 and s.external_id = $2 for update of g`,
);
const renameGroup = statement('directory.rename-source-group', 'update directory.group set name = $2 where id = $1');
const addMembers = statement(
  'directory.add-source-group-members',
  `insert into directory.group_member (group_id, person_id)
   select $1, s.person_id from directory.source_person s
   where s.source_id = $2 and s.external_id = any($3) and s.state <> 'gone'
   on conflict do nothing returning person_id as id`,
);
const removeMembers = statement(
  'directory.remove-source-group-members',
  `delete from directory.group_member m using directory.source_person s
   where m.group_id = $1 and m.person_id = s.person_id and s.source_id = $2 and s.external_id = any($3)
   returning m.person_id as id`,
);
const removeAllMembers = statement(
  'directory.remove-all-source-group-members',
  `delete from directory.group_member m using directory.source_person s
   where m.group_id = $1 and m.person_id = s.person_id and s.source_id = $2 returning m.person_id as id`,
);
const stampGroups = statement(
  'directory.stamp-source-groups',
  `update directory.source_group s set stamp = i.stamp, version = s.version + 1, changed_at = now()
   from unnest($2::text[], $3::text[]) as i(external_id, stamp)
   where s.source_id = $1 and s.external_id = i.external_id`,
);
const unlinkGroup = statement(
  'directory.unlink-source-group',
  'delete from directory.source_group where group_id = $1',
);
const deleteEmptyGroup = statement(
  'directory.delete-empty-group',
  `delete from directory.group g where g.id = $1
     and not exists (select 1 from directory.group_member m where m.group_id = g.id) returning id`,
);

export interface FoundGroup {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly organisationId: number | null;
}

interface Row {
  readonly id: number;
}

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

/** Undefined where the key belongs to another group. */
export async function writeNewSourceGroup(
  tx: Queryable,
  group: {
    sourceId: number;
    organisationId: number;
    externalId: string;
    key: string;
    name: string;
    stamp: string | null;
  },
): Promise<number | undefined> {
  const [row] = await tx.query<Row>(insertGroup, [group.key, group.name, group.organisationId]);
  if (row) await tx.query(linkGroup, [row.id, group.sourceId, group.externalId, group.stamp]);
  return row?.id;
}

export async function lockSourceGroup(tx: Queryable, sourceId: number, externalId: string) {
  return (await tx.query<FoundGroup>(findGroup, [sourceId, externalId]))[0];
}

export async function writeGroupName(tx: Queryable, groupId: number, name: string): Promise<void> {
  await tx.query(renameGroup, [groupId, name]);
}

/** Ids of those who were not in it. */
export async function writeMembers(tx: Queryable, groupId: number, sourceId: number, externalIds: readonly string[]) {
  return externalIds.length === 0 ? [] : ids(await tx.query<Row>(addMembers, [groupId, sourceId, externalIds]));
}

/** Ids of those who were in it; all of the source's people where none are named. */
export async function removeGroupMembers(
  tx: Queryable,
  groupId: number,
  sourceId: number,
  externalIds: readonly string[] | 'all',
) {
  if (externalIds === 'all') return ids(await tx.query<Row>(removeAllMembers, [groupId, sourceId]));
  return externalIds.length === 0 ? [] : ids(await tx.query<Row>(removeMembers, [groupId, sourceId, externalIds]));
}

export async function writeGroupStamps(
  q: Queryable,
  sourceId: number,
  stamps: readonly { readonly externalId: string; readonly stamp: string | null }[],
): Promise<void> {
  if (stamps.length === 0) return;
  await q.query(stampGroups, [sourceId, stamps.map(({ externalId }) => externalId), stamps.map(({ stamp }) => stamp)]);
}

/** Deletes the group, or leaves it to those who are in it by hand. True: it is gone. */
export async function forgetGroup(tx: Queryable, groupId: number): Promise<boolean> {
  await tx.query(unlinkGroup, [groupId]);
  return (await tx.query(deleteEmptyGroup, [groupId])).length === 1;
}
