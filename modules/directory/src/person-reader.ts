import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { isLogin } from './input-rules.ts';
import type { PersonCard } from './views.ts';

/** A card with what only administration lists. */
export interface PersonRecord extends PersonCard {
  readonly createdAt: Date;
}

export interface PeopleFilter {
  /** Part of name, login or address; letter case does not matter. */
  readonly text?: string;
  readonly organisationId?: number;
  readonly withDisabled: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface PersonReader {
  byIds(ids: readonly number[]): Promise<PersonRecord[]>;
  byId(id: number): Promise<PersonRecord | undefined>;
  byLogin(login: string, q?: Queryable): Promise<PersonRecord | undefined>;
  search(filter: PeopleFilter): Promise<{ total: number; people: PersonRecord[] }>;
}

const select = `select p.id, p.login, p.name, p.email, p.role, p.language, p.theme,
  p.disabled_at is not null as disabled, p.created_at as "createdAt",
  o.id as "organisationId", o.key as "organisationKey", o.name as "organisationName"`;
const from = 'from directory.person p join directory.organisation o on o.id = p.organisation_id';

const findByIds = statement('directory.find-people', `${select} ${from} where p.id = any($1::bigint[])`);
const findByLogin = statement('directory.find-person-by-login', `${select} ${from} where p.login = $1`);

interface Row extends Omit<PersonRecord, 'organisation'> {
  readonly organisationId: number;
  readonly organisationKey: string;
  readonly organisationName: string;
}

export function createPersonReader(db: Queryable): PersonReader {
  async function byIds(ids: readonly number[]): Promise<PersonRecord[]> {
    return (await db.query<Row>(findByIds, [ids])).map(toRecord);
  }

  return {
    byIds,
    async byId(id) {
      return (await byIds([id]))[0];
    },
    async byLogin(login, q = db) {
      if (!isLogin(login)) return undefined;
      return (await q.query<Row>(findByLogin, [login])).map(toRecord)[0];
    },
    async search({ text = '', organisationId, withDisabled, offset, limit }) {
      // PostgreSQL takes no NUL, so no name has one
      if (text.includes('\0')) return { total: 0, people: [] };
      const conditions = [
        organisationId === undefined ? '$1::bigint is null' : 'p.organisation_id = $1',
        text === '' ? '$2::text is null' : `concat_ws(' ', lower(p.name), p.login, lower(p.email)) like $2`,
        withDisabled ? 'true' : 'p.disabled_at is null',
      ].join(' and ');
      const filter = [organisationId ?? null, text === '' ? null : `%${escapeLike(text.toLowerCase())}%`];
      // unnamed: a generic plan ruins LIKE
      const [counted] = await db.query<{ total: number }>(
        `select count(*) as total ${from} where ${conditions}`,
        filter,
      );
      const page = `${select} ${from} where ${conditions} order by lower(p.name), p.id offset $3 limit $4`;
      const people = await db.query<Row>(page, [...filter, offset, limit]);
      return { total: counted?.total ?? 0, people: people.map(toRecord) };
    },
  };
}

function toRecord({ organisationId, organisationKey, organisationName, ...person }: Row): PersonRecord {
  return { ...person, organisation: { id: organisationId, key: organisationKey, name: organisationName } };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
