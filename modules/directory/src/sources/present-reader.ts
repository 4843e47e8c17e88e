import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { PresentGroup, PresentPerson, PresentState } from './present-state.ts';

const columns = `p.id as "personId", p.login, p.name, p.email, o.key as organisation, p.job_title as "jobTitle", p.phone, p.place,
  array(select a.address from directory.person_address a where a.person_id = p.id) as addresses`;
const from = 'directory.person p join directory.organisation o on o.id = p.organisation_id';

const listPeople = statement(
  'directory.list-source-people',
  `select ${columns}, s.external_id as "externalId", s.state, s.reference, s.stamp, nullif(s.manager, '') as manager
   from directory.source_person s join ${from} on p.id = s.person_id where s.source_id = $1`,
);
const findPerson = statement(
  'directory.find-source-person',
  `select ${columns}, s.external_id as "externalId", s.state, s.reference, s.stamp, nullif(s.manager, '') as manager
   from directory.source_person s join ${from} on p.id = s.person_id where s.source_id = $1 and s.external_id = any($2)`,
);
const listAdoptable = statement(
  'directory.list-adoptable-people',
  `select ${columns}, '' as "externalId", 'present' as state, null as reference, null as stamp, null as manager
   from ${from} where p.login = any($1) and p.organisation_id = any($2) and p.role = 'member' and p.left_at is null
     and p.disabled_at is null and not exists (select 1 from directory.source_person s where s.person_id = p.id)
     and not exists (select 1 from directory.role_assignment r where r.person_id = p.id)`,
);
const listGroups = statement(
  'directory.list-source-groups',
  `select g.id as "groupId", g.key, g.name, s.external_id as "externalId", s.stamp,
     array(select p.external_id from directory.group_member m
       join directory.source_person p on p.person_id = m.person_id and p.source_id = s.source_id
       where m.group_id = g.id) as members
   from directory.source_group s join directory.group g on g.id = s.group_id where s.source_id = $1`,
);
const takenLogins = statement('directory.taken-logins', 'select login from directory.person where login = any($1)');
const takenKeys = statement('directory.taken-group-keys', 'select key from directory.group where key = any($1)');

export interface PresentQuestion {
  readonly sourceId: number;
  /** Absent: everybody. */
  readonly externalIds?: readonly string[];
  readonly logins: readonly string[];
  readonly groupKeys: readonly string[];
  /** Where people may be taken over from; empty: nowhere. */
  readonly adoptIn: readonly number[];
  readonly groups: boolean;
}

export async function readPresent(q: Queryable, question: PresentQuestion): Promise<PresentState> {
  const { sourceId, externalIds, logins, groupKeys, adoptIn, groups } = question;
  const people = externalIds
    ? await q.query<PresentPerson>(findPerson, [sourceId, externalIds])
    : await q.query<PresentPerson>(listPeople, [sourceId]);
  const adoptable = adoptIn.length === 0 ? [] : await q.query<PresentPerson>(listAdoptable, [logins, adoptIn]);
  const taken = await q.query<{ login: string }>(takenLogins, [logins]);
  const keys = await q.query<{ key: string }>(takenKeys, [groupKeys]);
  return {
    people: people.map(sorted),
    adoptable: adoptable.map(sorted),
    groups: groups ? await q.query<PresentGroup>(listGroups, [sourceId]) : [],
    takenLogins: new Set(taken.map(({ login }) => login)),
    takenGroupKeys: new Set(keys.map(({ key }) => key)),
  };
}

/** As the records are: by code unit, whatever PostgreSQL sorts by. */
function sorted(person: PresentPerson): PresentPerson {
  return person.addresses.length < 2 ? person : { ...person, addresses: [...person.addresses].sort() };
}
