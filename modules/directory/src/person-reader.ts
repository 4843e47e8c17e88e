import type { RoleAssignment } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { isLogin } from './input-rules.ts';
import type { PersonCard, PersonName } from './views.ts';

/** A card with what only administration shows. */
export interface PersonRecord extends PersonCard {
  readonly createdAt: Date;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly managerId: number | null;
  readonly leftAt: Date | null;
  readonly erasedAt: Date | null;
}

/** What hangs on a person, for those who administer them. */
export interface PersonDetails {
  readonly addresses: string[];
  readonly manager: PersonName | null;
  readonly deputies: PersonName[];
  readonly assignments: readonly RoleAssignment[];
}

/** `columns` of a file or `attributes` of a directory: what the source says about people. */
export interface SourceOfPerson {
  readonly id: number;
  readonly name: string;
  readonly kind: 'ldap' | 'csv' | 'scim';
  readonly organisationId: number;
  readonly columns: Readonly<Record<string, string | null>> | null;
  readonly attributes: Readonly<Record<string, string | null>> | null;
}

export interface PersonReader {
  byIds(ids: readonly number[], q?: Queryable): Promise<PersonRecord[]>;
  byId(id: number, q?: Queryable): Promise<PersonRecord | undefined>;
  byLogin(login: string, q?: Queryable): Promise<PersonRecord | undefined>;
  /** Whose first or further address it is; whoever may not sign in is left out, and of many two are enough. */
  byEmail(email: string): Promise<PersonRecord[]>;
  byLogins(logins: readonly string[], q?: Queryable): Promise<PersonRecord[]>;
  /** Where the person comes from; undefined: kept by hand. */
  sourceOf(id: number): Promise<SourceOfPerson | undefined>;
  details(ids: readonly number[]): Promise<ReadonlyMap<number, PersonDetails>>;
}

/** Of `directory.person p join directory.organisation o`. */
export const personColumns = `p.id, p.login, p.name, p.email, p.role, p.language, p.theme,
  p.disabled_at is not null as disabled, p.created_at as "createdAt", p.job_title as "jobTitle", p.phone, p.place,
  p.manager_id as "managerId", p.left_at as "leftAt", p.erased_at as "erasedAt",
  o.id as "organisationId", o.key as "organisationKey", o.name as "organisationName"`;

const select = `select ${personColumns} from directory.person p join directory.organisation o on o.id = p.organisation_id`;
const findByIds = statement('directory.find-people', `${select} where p.id = any($1::bigint[])`);
const findByLogin = statement('directory.find-person-by-login', `${select} where p.login = $1`);
const findByLogins = statement('directory.find-people-by-login', `${select} where p.login = any($1::text[])`);
const findByEmail = statement(
  'directory.find-people-by-email',
  `${select} where p.disabled_at is null and p.id in (
     select e.id from directory.person e where lower(e.email) = $1
     union select a.person_id from directory.person_address a where a.address = $1) order by p.id limit 2`,
);
const findSource = statement(
  'directory.find-person-source',
  `select s.id, s.name, s.kind, s.organisation_id as "organisationId", s.settings->'columns' as columns,
     s.settings->'attributes' as attributes
   from directory.source_person x join directory.source s on s.id = x.source_id
   where x.person_id = $1 and x.state <> 'gone' and s.removed_at is null`,
);
const findDetails = statement(
  'directory.find-person-details',
  `select p.id,
     array(select a.address from directory.person_address a where a.person_id = p.id order by a.address) as addresses,
     (select json_build_object('login', m.login, 'name', m.name) from directory.person m where m.id = p.manager_id) as manager,
     coalesce((select json_agg(json_build_object('login', d.login, 'name', d.name) order by x.position)
       from directory.deputy x join directory.person d on d.id = x.deputy_id where x.person_id = p.id), '[]') as deputies,
     coalesce((select json_agg(json_build_object('role', r.role, 'organisationId', r.organisation_id)
       order by r.organisation_id, r.role)
       from directory.role_assignment r where r.person_id = p.id), '[]') as assignments
   from directory.person p where p.id = any($1::bigint[])`,
);

export interface PersonRow extends Omit<PersonRecord, 'organisation'> {
  readonly organisationId: number;
  readonly organisationKey: string;
  readonly organisationName: string;
}

export function createPersonReader(db: Queryable): PersonReader {
  async function byIds(ids: readonly number[], q: Queryable = db): Promise<PersonRecord[]> {
    return (await q.query<PersonRow>(findByIds, [ids])).map(toRecord);
  }

  return {
    byIds,
    async byId(id, q = db) {
      return (await byIds([id], q))[0];
    },
    async byLogin(login, q = db) {
      if (!isLogin(login)) return undefined;
      return (await q.query<PersonRow>(findByLogin, [login])).map(toRecord)[0];
    },
    async byEmail(email) {
      const address = email.trim().toLowerCase();
      if (address === '' || address.includes('\0')) return [];
      return (await db.query<PersonRow>(findByEmail, [address])).map(toRecord);
    },
    async byLogins(logins, q = db) {
      return (await q.query<PersonRow>(findByLogins, [logins.filter(isLogin)])).map(toRecord);
    },
    sourceOf: async (id) => (await db.query<SourceOfPerson>(findSource, [id]))[0],
    async details(ids) {
      const rows = await db.query<PersonDetails & { id: number }>(findDetails, [ids]);
      return new Map(rows.map(({ id, ...details }) => [id, details]));
    },
  };
}

export function toRecord({ organisationId, organisationKey, organisationName, ...person }: PersonRow): PersonRecord {
  return { ...person, organisation: { id: organisationId, key: organisationKey, name: organisationName } };
}
