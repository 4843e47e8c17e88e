import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { foldPerson } from '../fold-name.ts';
import { writeAddresses, writeNewPeople as insertPeople } from '../person-writer.ts';
import { circlesOf } from './manager-circles.ts';
import type { Link } from './source-difference.ts';

// Everything goes in by arrays: a first run brings tens of thousands of people.

export interface NewSourcePerson {
  readonly externalId: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly addresses: readonly string[];
  readonly organisationId: number;
  readonly language: 'de' | 'en';
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly manager: string | null;
  readonly link: Link;
}

export interface PersonColumns {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisationId: number;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly addresses: readonly string[];
}

const linkPeople = statement(
  'directory.link-source-people',
  `insert into directory.source_person (person_id, source_id, external_id, reference, stamp, manager)
   select i.person_id, $1, i.external_id, i.reference, i.stamp, i.manager
   from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
     as i(person_id, external_id, reference, stamp, manager)
   on conflict do nothing returning person_id as id`,
);
const deleteAddresses = statement(
  'directory.delete-person-addresses',
  'delete from directory.person_address where person_id = any($1)',
);
const lockPeople = statement(
  'directory.lock-source-people',
  `select p.id, p.login, p.name, p.email, p.organisation_id as "organisationId", p.job_title as "jobTitle", p.phone, p.place,
     array(select a.address from directory.person_address a where a.person_id = p.id order by 1) as addresses,
     s.external_id as "externalId", s.state, p.role, p.role = 'platform-administrator' or exists (
       select 1 from directory.role_assignment r where r.person_id = p.id and r.organisation_id <> all($3)) as protected
   from directory.source_person s join directory.person p on p.id = s.person_id
   where s.source_id = $1 and s.external_id = any($2) order by p.id for update of p`,
);
const updatePeople = statement(
  'directory.update-source-people',
  `update directory.person p set name = i.name, email = i.email, organisation_id = i.organisation_id,
     job_title = i.job_title, phone = i.phone, place = i.place, folded = i.folded
   from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[])
     as i(id, name, email, organisation_id, job_title, phone, place, folded)
   where p.id = i.id`,
);
const renameLogin = statement(
  'directory.rename-source-login',
  `update directory.person set login = $2 where id = $1
     and not exists (select 1 from directory.person where login = $2) returning id`,
);
const bringBack = statement(
  'directory.bring-back-source-people',
  `update directory.person set disabled_at = null, left_at = null where id = any($1) and erased_at is null returning id`,
);
const relink = statement(
  'directory.relink-source-people',
  `update directory.source_person s set reference = i.reference, stamp = i.stamp,
     manager = coalesce(i.manager, s.manager), state = coalesce(i.state, s.state),
     version = s.version + 1, changed_at = now()
   from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as i(external_id, reference, stamp, manager, state)
   where s.source_id = $1 and s.external_id = i.external_id`,
);
const setState = statement(
  'directory.set-source-person-state',
  `update directory.source_person set state = $3, stamp = null, version = version + 1, changed_at = now()
   where source_id = $1 and external_id = any($2)`,
);
// Both may be new in the same run, so managers are set when everybody is here.
const setManagers = statement(
  'directory.set-source-managers',
  `update directory.person p set manager_id = m.person_id
   from directory.source_person s left join directory.source_person m
     on m.source_id = s.source_id and m.external_id = s.manager and m.state <> 'gone'
   where p.id = s.person_id and s.source_id = $1 and s.manager is not null
     and p.manager_id is distinct from m.person_id and m.person_id is distinct from p.id returning p.id`,
);

const listManagers = statement(
  'directory.list-source-managers',
  `select p.id, p.manager_id as "managerId" from directory.source_person s join directory.person p on p.id = s.person_id
   where s.source_id = $1 and p.manager_id is not null`,
);
const clearManagers = statement(
  'directory.clear-managers',
  'update directory.person set manager_id = null where id = any($1)',
);

export interface LockedPerson extends PersonColumns {
  readonly externalId: string;
  readonly role: string;
  readonly state: 'present' | 'disabled' | 'gone';
  /** Holds more than the source's administrators could give: who signs in as them is not theirs to change. */
  readonly protected: boolean;
}

/** Ids by login; who is missing has a login that belongs to somebody. */
export async function writeNewPeople(
  tx: Queryable,
  sourceId: number,
  people: readonly NewSourcePerson[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await insertPeople(
    tx,
    people.map((person) => ({ ...person, role: 'member' as const })),
  );
  const added = people.flatMap((person) => {
    const id = ids.get(person.login);
    return id === undefined ? [] : [{ ...person, id }];
  });
  await writeLinks(tx, sourceId, added);
  return ids;
}

/** Ids of those who belong to the source now; others belonged to one already. */
export async function writeLinks(
  tx: Queryable,
  sourceId: number,
  people: readonly {
    readonly id: number;
    readonly externalId: string;
    readonly link: Link;
    readonly manager: string | null;
  }[],
): Promise<ReadonlySet<number>> {
  const rows = await tx.query<{ id: number }>(linkPeople, [
    sourceId,
    people.map(({ id }) => id),
    people.map(({ externalId }) => externalId),
    people.map(({ link }) => link.reference),
    people.map(({ link }) => link.stamp),
    people.map(({ manager }) => manager),
  ]);
  return new Set(rows.map(({ id }) => id));
}

export function lockSourcePeople(
  tx: Queryable,
  sourceId: number,
  externalIds: readonly string[],
  /** Ids of the organisations that the source may touch. */
  within: readonly number[],
) {
  return tx.query<LockedPerson>(lockPeople, [sourceId, externalIds, within]);
}

/** Everything but the login. */
export async function writePeople(tx: Queryable, people: readonly PersonColumns[]): Promise<void> {
  if (people.length === 0) return;
  await tx.query(updatePeople, [
    people.map(({ id }) => id),
    people.map(({ name }) => name),
    people.map(({ email }) => email),
    people.map(({ organisationId }) => organisationId),
    people.map(({ jobTitle }) => jobTitle),
    people.map(({ phone }) => phone),
    people.map(({ place }) => place),
    people.map(foldPerson),
  ]);
  await tx.query(deleteAddresses, [people.map(({ id }) => id)]);
  await writeAddresses(tx, people);
}

/** False where the login belongs to somebody. */
export async function writeLogin(tx: Queryable, id: number, login: string): Promise<boolean> {
  return (await tx.query(renameLogin, [id, login])).length === 1;
}

/** Who has been erased since stays away. */
export async function writeReturn(tx: Queryable, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  return new Set((await tx.query<{ id: number }>(bringBack, [ids])).map(({ id }) => id));
}

export async function writeRelinks(
  q: Queryable,
  sourceId: number,
  links: readonly (Link & {
    readonly externalId: string;
    /** Null: stays. */
    readonly manager?: string | null;
    readonly state?: 'present' | null;
  })[],
): Promise<void> {
  if (links.length === 0) return;
  await q.query(relink, [
    sourceId,
    links.map(({ externalId }) => externalId),
    links.map(({ reference }) => reference),
    links.map(({ stamp }) => stamp),
    links.map(({ manager }) => manager ?? null),
    links.map(({ state }) => state ?? null),
  ]);
}

export async function writeStates(
  tx: Queryable,
  sourceId: number,
  externalIds: readonly string[],
  state: 'disabled' | 'gone',
): Promise<void> {
  if (externalIds.length > 0) await tx.query(setState, [sourceId, externalIds, state]);
}

/** Ids of those whose manager is another one now. Nobody leads themselves, not over others either. */
export async function writeManagers(tx: Queryable, sourceId: number): Promise<number[]> {
  const ids = (await tx.query<{ id: number }>(setManagers, [sourceId])).map(({ id }) => id);
  if (ids.length === 0) return ids;
  const led = await tx.query<{ id: number; managerId: number }>(listManagers, [sourceId]);
  // Sources know no rule against it; whoever asks who leads somebody would never come to an end.
  const inCircles = circlesOf(new Map(led.map(({ id, managerId }) => [id, managerId])));
  if (inCircles.length > 0) await tx.query(clearManagers, [inCircles]);
  return ids;
}
