import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import type { PersonRole } from '@landescloud/kernel';
import type { DirectoryTables, Language, Theme } from './directory-tables.ts';

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisationId: number;
  readonly role: PersonRole;
  readonly language: Language;
}

/** Absent: stays as it is. */
export interface PersonChange {
  readonly name?: string;
  readonly email?: string | null;
  readonly organisationId?: number;
  readonly role?: PersonRole;
  readonly language?: Language;
  readonly theme?: Theme;
  readonly disabledAt?: Date | null;
}

const insertPerson = statement(
  'directory.insert-person',
  `insert into directory.person (login, name, email, organisation_id, role, language)
   values ($1, $2, $3, $4, $5, $6) on conflict (login) do nothing returning id`,
);
// in the order of ids, so that two administrators who do this at once wait for each other instead of blocking
const lockAdministrators = statement(
  'directory.lock-administrators',
  `select id from directory.person where role = 'platform-administrator' and disabled_at is null order by id for update`,
);

/** The new person's id; undefined where the login is taken. */
export async function writeNewPerson(tx: Queryable, person: NewPerson): Promise<number | undefined> {
  const { login, name, email, organisationId, role, language } = person;
  const rows = await tx.query<{ id: number }>(insertPerson, [login, name, email, organisationId, role, language]);
  return rows[0]?.id;
}

export async function writePersonChange(tx: Queryable, id: number, change: PersonChange): Promise<void> {
  const { organisationId, disabledAt, ...rest } = change;
  const set = {
    ...rest,
    ...(organisationId === undefined ? {} : { organisation_id: organisationId }),
    ...(disabledAt === undefined ? {} : { disabled_at: disabledAt }),
  };
  if (Object.keys(set).length === 0) return;
  await tx.kysely<DirectoryTables>().updateTable('directory.person').set(set).where('id', '=', id).execute();
}

/** Everybody who is platform administrator now; nobody else can change that until the transaction ends. */
export async function lockedAdministrators(tx: Queryable): Promise<number[]> {
  return (await tx.query<{ id: number }>(lockAdministrators)).map((row) => row.id);
}
