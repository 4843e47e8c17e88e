import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { isKey } from './input-rules.ts';
import type { GroupView } from './views.ts';

export interface GroupRecord extends GroupView {
  readonly id: number;
}

export interface GroupMember {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: { readonly key: string; readonly name: string };
}

export interface GroupReader {
  list(): Promise<GroupRecord[]>;
  ofPerson(personId: number): Promise<GroupRecord[]>;
  byKey(key: string): Promise<GroupRecord | undefined>;
  members(groupId: number): Promise<GroupMember[]>;
}

const select = `select g.id, g.key, g.name, o.key as "organisationKey",
  (select count(*) from directory.group_member m where m.group_id = g.id) as "memberCount"
  from directory.group g left join directory.organisation o on o.id = g.organisation_id`;

const listAll = statement('directory.list-groups', `${select} order by g.name, g.id`);
const listOfPerson = statement(
  'directory.list-groups-of-person',
  `${select} where g.id in (select group_id from directory.group_member where person_id = $1) order by g.name, g.id`,
);
const findByKey = statement('directory.find-group', `${select} where g.key = $1`);
const listMembers = statement(
  'directory.list-group-members',
  `select p.id, p.login, p.name, json_build_object('key', o.key, 'name', o.name) as organisation
   from directory.group_member m join directory.person p on p.id = m.person_id
     join directory.organisation o on o.id = p.organisation_id
   where m.group_id = $1 and p.disabled_at is null order by lower(p.name), p.id`,
);

export function createGroupReader(db: Queryable): GroupReader {
  return {
    list: () => db.query<GroupRecord>(listAll),
    ofPerson: (personId) => db.query<GroupRecord>(listOfPerson, [personId]),
    async byKey(key) {
      if (!isKey(key)) return undefined;
      return (await db.query<GroupRecord>(findByKey, [key]))[0];
    },
    members: (groupId) => db.query<GroupMember>(listMembers, [groupId]),
  };
}
