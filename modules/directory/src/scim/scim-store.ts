import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { StoredGroup } from './scim-group.ts';
import type { ScimObject } from './scim-value.ts';

export interface UserRow {
  readonly id: string;
  readonly personId: number;
  readonly active: boolean;
  readonly resource: ScimObject | null;
  readonly login: string;
  readonly name: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly groups: readonly ScimObject[];
}

export interface GroupRow {
  readonly id: string;
  readonly groupId: number;
  readonly name: string;
  readonly resource: StoredGroup | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const users = `select s.external_id as id, s.person_id as "personId", s.state = 'present' as active, s.resource, p.login, p.name,
    s.version, p.created_at as "createdAt", s.changed_at as "changedAt",
    (select coalesce(json_agg(json_build_object('value', g.external_id, 'display', d.name) order by d.name), '[]')
     from directory.group_member m join directory.source_group g on g.group_id = m.group_id and g.source_id = s.source_id
       join directory.group d on d.id = g.group_id
     where m.person_id = s.person_id) as groups
  from directory.source_person s join directory.person p on p.id = s.person_id
  where s.source_id = $1 and s.state <> 'gone'`;
const groups = `select s.external_id as id, s.group_id as "groupId", g.name, s.resource, s.version, g.created_at as "createdAt",
    s.changed_at as "changedAt"
  from directory.source_group s join directory.group g on g.id = s.group_id where s.source_id = $1`;

const listUsers = statement('directory.scim-users', `${users} order by s.person_id`);
const pageUsers = statement('directory.scim-users-page', `${users} order by s.person_id offset $2 limit $3`);
const countUsers = statement(
  'directory.scim-users-count',
  `select count(*) as total from directory.source_person where source_id = $1 and state <> 'gone'`,
);
const findUser = statement('directory.scim-user', `${users} and s.external_id = $2`);
const findUserByLogin = statement('directory.scim-user-by-login', `${users} and p.login = $2`);
const findUserByExternal = statement('directory.scim-user-by-external', `${users} and s.resource->>'externalId' = $2`);
const goneByLogin = statement(
  'directory.scim-gone-user',
  `select s.external_id as id from directory.source_person s join directory.person p on p.id = s.person_id
   where s.source_id = $1 and s.state = 'gone' and p.login = $2 and p.erased_at is null`,
);
const setUser = statement(
  'directory.set-scim-user',
  `update directory.source_person set resource = $3::json, version = version + 1, changed_at = $4
   where source_id = $1 and external_id = $2`,
);
const setState = statement(
  'directory.set-scim-user-state',
  'update directory.source_person set state = $3 where source_id = $1 and external_id = $2',
);
const lockUser = statement(
  'directory.lock-scim-user',
  `select state from directory.source_person where source_id = $1 and external_id = $2 for update`,
);
const listGroups = statement('directory.scim-groups', `${groups} order by s.group_id`);
const findGroup = statement('directory.scim-group', `${groups} and s.external_id = $2`);
const lockGroup = statement(
  'directory.lock-scim-group',
  'select 1 from directory.source_group where source_id = $1 and external_id = $2 for update',
);
const setGroup = statement(
  'directory.set-scim-group',
  `update directory.source_group set resource = $3::json, version = version + 1, changed_at = $4
   where source_id = $1 and external_id = $2`,
);
const listMembers = statement(
  'directory.scim-group-members',
  `select g.external_id as "groupId", s.external_id as value, p.name as display
   from directory.source_group g
     cross join lateral jsonb_array_elements_text(g.resource->'members') as m(id)
     join directory.source_person s on s.source_id = g.source_id and s.external_id = m.id and s.state <> 'gone'
     join directory.person p on p.id = s.person_id
   where g.source_id = $1 and g.external_id = any($2) order by s.person_id`,
);
const rejoin = statement(
  'directory.scim-rejoin-groups',
  `insert into directory.group_member (group_id, person_id)
   select g.group_id, s.person_id from directory.source_person s join directory.source_group g on g.source_id = s.source_id
   where s.source_id = $1 and s.external_id = $2 and g.resource->'members' @> to_jsonb(s.external_id)
   on conflict do nothing returning group_id as id`,
);
const countLeft = statement(
  'directory.scim-left-lately',
  `select count(*) filter (where state <> 'present' and changed_at > $2) as "left",
     count(*) filter (where state = 'present') as present
   from directory.source_person where source_id = $1`,
);

export const allUsers = (q: Queryable, sourceId: number) => q.query<UserRow>(listUsers, [sourceId]);

export async function someUsers(q: Queryable, sourceId: number, offset: number, limit: number) {
  const [counted] = await q.query<{ total: number }>(countUsers, [sourceId]);
  const rows = limit === 0 ? [] : await q.query<UserRow>(pageUsers, [sourceId, offset, limit]);
  return { total: counted?.total ?? 0, rows };
}

export const userById = async (q: Queryable, sourceId: number, id: string) =>
  (await q.query<UserRow>(findUser, [sourceId, id]))[0];
export const usersByLogin = (q: Queryable, sourceId: number, login: string) =>
  q.query<UserRow>(findUserByLogin, [sourceId, login]);
export const usersByExternalId = (q: Queryable, sourceId: number, externalId: string) =>
  q.query<UserRow>(findUserByExternal, [sourceId, externalId]);

/** The id of somebody who was deleted and has this login. */
export async function goneUser(q: Queryable, sourceId: number, login: string): Promise<string | undefined> {
  return (await q.query<{ id: string }>(goneByLogin, [sourceId, login]))[0]?.id;
}

/** Waits for whoever changes the user now. */
export async function lockUserRow(tx: Queryable, sourceId: number, id: string): Promise<void> {
  await tx.query(lockUser, [sourceId, id]);
}

export async function writeUser(tx: Queryable, sourceId: number, id: string, resource: ScimObject, now: Date) {
  await tx.query(setUser, [sourceId, id, JSON.stringify(resource), now]);
}

export async function writeUserState(tx: Queryable, sourceId: number, id: string, state: 'disabled'): Promise<void> {
  await tx.query(setState, [sourceId, id, state]);
}

export const allGroups = (q: Queryable, sourceId: number) => q.query<GroupRow>(listGroups, [sourceId]);
export const groupById = async (q: Queryable, sourceId: number, id: string) =>
  (await q.query<GroupRow>(findGroup, [sourceId, id]))[0];

export async function lockGroupRow(tx: Queryable, sourceId: number, id: string): Promise<void> {
  await tx.query(lockGroup, [sourceId, id]);
}

export async function writeGroup(tx: Queryable, sourceId: number, id: string, group: StoredGroup, now: Date) {
  await tx.query(setGroup, [sourceId, id, JSON.stringify(group), now]);
}

/** Members by group, those who are not active among them. */
export async function membersOfGroups(q: Queryable, sourceId: number, ids: readonly string[]) {
  const rows = await q.query<{ groupId: string; value: string; display: string }>(listMembers, [sourceId, ids]);
  const members = new Map<string, ScimObject[]>(ids.map((id) => [id, []]));
  for (const { groupId, value, display } of rows) members.get(groupId)?.push({ value, display });
  return members;
}

/** Who is active again is in the groups again that list them; answers which. */
export async function rejoinGroups(tx: Queryable, sourceId: number, id: string): Promise<number[]> {
  return (await tx.query<{ id: number }>(rejoin, [sourceId, id])).map((row) => row.id);
}

export async function leftLately(
  q: Queryable,
  sourceId: number,
  since: Date,
): Promise<{ left: number; present: number }> {
  return (await q.query<{ left: number; present: number }>(countLeft, [sourceId, since]))[0] ?? { left: 0, present: 0 };
}
