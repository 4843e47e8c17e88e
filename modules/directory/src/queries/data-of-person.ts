import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

/** What the directory stores about a person, as it is handed to that person: names in place of ids, times as ISO 8601. */
export interface DirectoryData {
  readonly person: Readonly<Record<string, unknown>>;
  readonly organisation: Readonly<Record<string, unknown>>;
  readonly roles: readonly unknown[];
  readonly groups: readonly unknown[];
  /** Where the person comes from, and what is remembered of what was read there. */
  readonly source: Readonly<Record<string, unknown>> | null;
  /** Organisations' own providers of sign-in, and what each knows the person by. */
  readonly providers: readonly unknown[];
  /** Guests whom the person sponsors or sponsored. */
  readonly guests: readonly unknown[];
  /** Invitations of the person as a guest. */
  readonly invitations: readonly unknown[];
}

const named = (alias: string) => `json_build_object('login', ${alias}.login, 'name', ${alias}.name)`;
const listed = (what: string, from: string, order: string) =>
  `coalesce((select json_agg(${what} order by ${order}) from ${from}), '[]')`;

const findData = statement(
  'directory.data-of-person',
  `select
     json_build_object('id', p.id, 'login', p.login, 'name', p.name, 'email', p.email, 'role', p.role,
       'jobTitle', p.job_title, 'phone', p.phone, 'place', p.place, 'language', p.language, 'theme', p.theme,
       'createdAt', p.created_at, 'disabledAt', p.disabled_at, 'leftAt', p.left_at,
       'furtherAddresses', ${listed('a.address', 'directory.person_address a where a.person_id = p.id', 'a.address')},
       'manager', (select ${named('m')} from directory.person m where m.id = p.manager_id),
       'deputies', ${listed(named('d'), 'directory.deputy x join directory.person d on d.id = x.deputy_id where x.person_id = p.id', 'x.position')},
       'standsInFor', ${listed(named('s'), 'directory.deputy y join directory.person s on s.id = y.person_id where y.deputy_id = p.id', 's.login')}
     ) as person,
     json_build_object('key', o.key, 'name', o.name) as organisation,
     ${listed(
       `json_build_object('role', r.role, 'organisation', ro.key, 'since', r.assigned_at)`,
       'directory.role_assignment r join directory.organisation ro on ro.id = r.organisation_id where r.person_id = p.id',
       'ro.key, r.role',
     )} as roles,
     ${listed(
       `json_build_object('key', g.key, 'name', g.name)`,
       'directory.group_member gm join directory.group g on g.id = gm.group_id where gm.person_id = p.id',
       'g.key',
     )} as groups,
     (select json_build_object('name', so.name, 'kind', so.kind, 'externalId', sp.external_id, 'entry', sp.reference,
         'manager', nullif(sp.manager, ''), 'state', sp.state, 'received', sp.resource, 'changedAt', sp.changed_at,
         'runs', ${listed(
           `json_build_object('at', sr.started_at, 'kind', i.kind, 'before', i.before, 'after', i.after)`,
           `directory.source_run_item i join directory.source_run sr on sr.id = i.run_id
            where sr.source_id = sp.source_id and i.external_id = sp.external_id`,
           'sr.id desc, i.position',
         )})
       from directory.source_person sp join directory.source so on so.id = sp.source_id where sp.person_id = p.id) as source,
     ${listed(
       `json_build_object('name', pr.name, 'issuer', pp.issuer, 'subject', pp.subject, 'linkedAt', pp.linked_at,
         'signedInAt', pp.signed_in_at, 'roles', pp.roles)`,
       `directory.provider_person pp join directory.provider pr on pr.id = pp.provider_id where pp.person_id = p.id`,
       'pp.linked_at',
     )} as providers,
     ${listed(
       `json_build_object('login', gp.login, 'name', gu.name, 'organisation', go.key, 'reason', gu.reason,
         'invitedAt', gu.invited_at, 'confirmedAt', gu.confirmed_at, 'endsAt', gu.ends_at, 'endedAt', gu.ended_at)`,
       `directory.guest gu join directory.person gp on gp.id = gu.person_id
        join directory.organisation go on go.id = gu.organisation_id where gu.sponsor_id = p.id`,
       'gu.id',
     )} as guests,
     ${listed(
       `json_build_object('name', gu.name, 'address', gu.address, 'organisation', go.key, 'reason', gu.reason,
         'invitedTo', gu.place, 'sponsor', (select gs.name from directory.person gs where gs.id = gu.sponsor_id),
         'invitedAt', gu.invited_at, 'acceptedAt', gu.accepted_at, 'confirmedAt', gu.confirmed_at, 'endsAt', gu.ends_at,
         'endedAt', gu.ended_at)`,
       `directory.guest gu join directory.organisation go on go.id = gu.organisation_id where gu.person_id = p.id`,
       'gu.id',
     )} as invitations
   from directory.person p join directory.organisation o on o.id = p.organisation_id where p.id = $1`,
);

// an address that two people share is not for one of them to be told of what the other was written
const findAddresses = statement(
  'directory.own-addresses',
  `with named (address) as (
     select lower(email) from directory.person where id = $1 and email is not null
     union select address from directory.person_address where person_id = $1
     union select address from directory.guest_address where person_id = $1
     union select lower(address) from directory.guest where person_id = $1
   )
   select n.address from named n
   where not exists (select 1 from directory.person p where lower(p.email) = n.address and p.id <> $1)
     and not exists (select 1 from directory.person_address a where a.address = n.address and a.person_id <> $1)
   order by n.address`,
);

export async function dataOfPerson(q: Queryable, personId: number): Promise<DirectoryData | undefined> {
  return (await q.query<DirectoryData>(findData, [personId]))[0];
}

/** Those by which mail reaches this person and nobody else. */
export async function addressesOfPerson(q: Queryable, personId: number): Promise<string[]> {
  return (await q.query<{ address: string }>(findAddresses, [personId])).map(({ address }) => address);
}
