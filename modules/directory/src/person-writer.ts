import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { PersonRole } from '@landescloud/kernel';
import type { DirectoryTables, Language, Theme } from './directory-tables.ts';
import { foldPerson } from './fold-name.ts';
import type { NamedPerson } from './fold-name.ts';

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisationId: number;
  readonly role: PersonRole;
  readonly language: Language;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly addresses: readonly string[];
}

/** Absent: stays as it is. */
export interface PersonChange {
  readonly login?: string;
  readonly name?: string;
  readonly email?: string | null;
  readonly organisationId?: number;
  readonly role?: PersonRole;
  readonly language?: Language;
  readonly theme?: Theme;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  readonly managerId?: number | null;
  readonly disabledAt?: Date | null;
  readonly leftAt?: Date | null;
  readonly erasedAt?: Date;
  /** All of them, besides `email`. */
  readonly addresses?: readonly string[];
  /** All of them, in this order. */
  readonly deputyIds?: readonly number[];
}

// one statement for one and for many: an import adds 25,000
const insertPeople = statement(
  'directory.insert-people',
  `insert into directory.person (login, name, email, organisation_id, role, language, job_title, phone, place, folded)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
     $9::text[], $10::text[])
   on conflict (login) do nothing returning id, login`,
);
const insertAddresses = statement(
  'directory.insert-addresses',
  `insert into directory.person_address (person_id, address)
   select * from unnest($1::bigint[], $2::text[]) on conflict do nothing`,
);
const deleteAddresses = statement(
  'directory.delete-addresses',
  'delete from directory.person_address where person_id = $1',
);
const deleteDeputies = statement('directory.delete-deputies', 'delete from directory.deputy where person_id = $1');
const insertDeputies = statement(
  'directory.insert-deputies',
  `insert into directory.deputy (person_id, deputy_id, position)
   select $1, deputy, position from unnest($2::bigint[]) with ordinality as d (deputy, position) on conflict do nothing`,
);
const readNamed = statement(
  'directory.read-names-to-fold',
  `select p.id, p.login, p.name, p.email,
     array(select a.address from directory.person_address a where a.person_id = p.id order by a.address) as addresses
   from directory.person p where p.id = any($1::bigint[])`,
);
const updateFolded = statement(
  'directory.update-folded',
  `update directory.person p set folded = f.folded
   from unnest($1::bigint[], $2::text[]) as f (id, folded) where p.id = f.id`,
);
// in the order of ids, so that two administrators who do this at once wait for each other instead of blocking
const lockAdministrators = statement(
  'directory.lock-administrators',
  `select id from directory.person where role = 'platform-administrator' and disabled_at is null order by id for update`,
);
const lockPerson = statement(
  'directory.lock-person',
  'select id from directory.person where id = $1 for no key update',
);

/** Ids of the new people by login; logins that are taken are left out. */
export async function writeNewPeople(tx: Queryable, people: readonly NewPerson[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: number; login: string }>(insertPeople, [
    people.map(({ login }) => login),
    people.map(({ name }) => name),
    people.map(({ email }) => email),
    people.map(({ organisationId }) => organisationId),
    people.map(({ role }) => role),
    people.map(({ language }) => language),
    people.map(({ jobTitle }) => jobTitle),
    people.map(({ phone }) => phone),
    people.map(({ place }) => place),
    people.map(foldPerson),
  ]);
  const ids = new Map(rows.map(({ id, login }) => [login, id]));
  const added = people.flatMap(({ login, addresses }) => {
    const id = ids.get(login);
    return id === undefined ? [] : [{ id, addresses }];
  });
  await writeAddresses(tx, added);
  return ids;
}

/** Besides those that are there. */
export async function writeAddresses(
  tx: Queryable,
  people: readonly { readonly id: number; readonly addresses: readonly string[] }[],
): Promise<void> {
  const pairs = people.flatMap(({ id, addresses }) => addresses.map((address) => [id, address] as const));
  if (pairs.length === 0) return;
  await tx.query(insertAddresses, [pairs.map(([id]) => id), pairs.map(([, address]) => address)]);
}

export async function writePersonChange(tx: Queryable, id: number, change: PersonChange): Promise<void> {
  const { addresses, deputyIds, ...fields } = change;
  const set = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [columns[field as keyof typeof fields], value]),
  );
  if (Object.keys(set).length > 0) {
    await tx.kysely<DirectoryTables>().updateTable('directory.person').set(set).where('id', '=', id).execute();
  }
  if (addresses !== undefined) {
    await tx.query(deleteAddresses, [id]);
    await writeAddresses(tx, [{ id, addresses }]);
  }
  if (deputyIds !== undefined) {
    await tx.query(deleteDeputies, [id]);
    await tx.query(insertDeputies, [id, deputyIds]);
  }
  const named = ['login', 'name', 'email', 'addresses'] as const;
  if (named.some((field) => change[field] !== undefined)) await refold(tx, [id]);
}

/** Every write of what people are found by ends here. */
async function refold(tx: Queryable, ids: readonly number[]): Promise<void> {
  const people = await tx.query<NamedPerson & { id: number }>(readNamed, [ids]);
  await tx.query(updateFolded, [people.map(({ id }) => id), people.map(foldPerson)]);
}

const columns = {
  login: 'login',
  name: 'name',
  email: 'email',
  organisationId: 'organisation_id',
  role: 'role',
  language: 'language',
  theme: 'theme',
  jobTitle: 'job_title',
  phone: 'phone',
  place: 'place',
  managerId: 'manager_id',
  disabledAt: 'disabled_at',
  leftAt: 'left_at',
  erasedAt: 'erased_at',
} as const satisfies Record<keyof Omit<PersonChange, 'addresses' | 'deputyIds'>, string>;

/** Everybody who is platform administrator now; nobody else can change that until the transaction ends. */
export async function lockedAdministrators(tx: Queryable): Promise<number[]> {
  return (await tx.query<{ id: number }>(lockAdministrators)).map((row) => row.id);
}

export async function lockedPerson(tx: Queryable, id: number): Promise<void> {
  await tx.query(lockPerson, [id]);
}

const setManagers = statement(
  'directory.set-managers',
  `update directory.person p set manager_id = m.id
   from unnest($1::bigint[], $2::text[]) as i (id, login) join directory.person m on m.login = i.login
   where p.id = i.id and m.id <> i.id`,
);
// Whoever looks for a cycle waits for others who do, so that two who become each other's manager at once do not both.
const lockManagers = statement('directory.lock-managers', 'select pg_advisory_xact_lock(7305010604)');
const findAbove = statement(
  'directory.find-managers-above',
  `with recursive above (id) as (
     select $1::bigint union select p.manager_id from above a join directory.person p on p.id = a.id where p.manager_id is not null
   ) select 1 from above where id = $2`,
);

export async function writeManagers(
  tx: Queryable,
  people: readonly { readonly id: number; readonly manager: string }[],
): Promise<void> {
  if (people.length === 0) return;
  await tx.query(setManagers, [people.map(({ id }) => id), people.map(({ manager }) => manager)]);
}

/** Whether the person would stand above themselves with this manager; nobody else changes that until the transaction ends. */
export async function writesManagerCycle(tx: Queryable, personId: number, managerId: number): Promise<boolean> {
  await tx.query(lockManagers);
  return (await tx.query(findAbove, [managerId, personId])).length > 0;
}
