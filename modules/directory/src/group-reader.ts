import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import { isKey } from './input-rules.ts';

export interface GroupRecord {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly organisationId: number | null;
  readonly memberCount: number;
}

export interface GroupMember {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: { readonly key: string; readonly name: string };
}

export interface GroupsFilter {
  /** Part of name or key. */
  readonly text: string;
  /** Groups of these organisations, and those that the person is in; null: all. */
  readonly administered: readonly number[] | null;
  readonly personId: number;
  readonly organisationIds?: readonly number[];
  readonly memberId?: number;
  readonly keys?: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface Page {
  /** Folded words, each of which a member is called by. */
  readonly words: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface GroupReader {
  list(filter: GroupsFilter): Promise<{ total: number; groups: GroupRecord[] }>;
  byKey(key: string, q?: Queryable): Promise<GroupRecord | undefined>;
  isMember(groupId: number, personId: number): Promise<boolean>;
  /** Who is not disabled, by name. */
  members(groupId: number, page: Page): Promise<{ total: number; members: GroupMember[] }>;
  /** Names of the groups that the person is in. */
  namesOfPerson(personId: number): Promise<string[]>;
}

const select = `select g.id, g.key, g.name, g.organisation_id as "organisationId",
  (select count(*) from directory.group_member m where m.group_id = g.id) as "memberCount"
  from directory.group g`;

const findByKey = statement('directory.find-group', `${select} where g.key = $1`);
const findMember = statement(
  'directory.find-group-member',
  'select 1 from directory.group_member where group_id = $1 and person_id = $2',
);
const namesOfPerson = statement(
  'directory.list-group-names-of-person',
  `select g.name from directory.group g join directory.group_member m on m.group_id = g.id
   where m.person_id = $1 order by lower(g.name), g.id`,
);

export function createGroupReader(db: Database): GroupReader {
  return {
    async list({ text, administered, personId, organisationIds, memberId, keys, offset, limit }) {
      const values: unknown[] = [];
      const value = (each: unknown) => `$${values.push(each)}`;
      const where = [
        administered === null
          ? 'true'
          : `(g.organisation_id = any(${value(administered)}::bigint[]) or exists (select 1 from directory.group_member m
               where m.group_id = g.id and m.person_id = ${value(personId)}))`,
        text === '' ? 'true' : `lower(g.name || ' ' || g.key) like ${value(`%${escapeLike(text.toLowerCase())}%`)}`,
        organisationIds === undefined ? 'true' : `g.organisation_id = any(${value(organisationIds)}::bigint[])`,
        keys === undefined ? 'true' : `g.key = any(${value(keys)}::text[])`,
        memberId === undefined
          ? 'true'
          : `g.id in (select m.group_id from directory.group_member m where m.person_id = ${value(memberId)})`,
      ].join(' and ');
      const [counted] = await db.query<{ total: number }>(
        `select count(*) as total from directory.group g where ${where}`,
        values,
      );
      const groups = await db.query<GroupRecord>(
        `${select} where ${where} order by lower(g.name), g.id offset ${value(offset)} limit ${value(limit)}`,
        values,
      );
      return { total: counted?.total ?? 0, groups };
    },
    async byKey(key, q = db) {
      if (!isKey(key)) return undefined;
      return (await q.query<GroupRecord>(findByKey, [key]))[0];
    },
    isMember: async (groupId, personId) => (await db.query(findMember, [groupId, personId])).length > 0,
    async members(groupId, { words, offset, limit }) {
      const values: unknown[] = [groupId];
      const value = (each: unknown) => `$${values.push(each)}`;
      const from = `from directory.group_member m join directory.person p on p.id = m.person_id`;
      const where = [
        'm.group_id = $1 and p.disabled_at is null',
        ...words.map((word) => `p.folded like ${value(`%${word}%`)}`),
      ].join(' and ');
      const [counted] = await db.query<{ total: number }>(`select count(*) as total ${from} where ${where}`, values);
      const members = await db.query<GroupMember>(
        `select p.id, p.login, p.name, json_build_object('key', o.key, 'name', o.name) as organisation ${from}
         join directory.organisation o on o.id = p.organisation_id
         where ${where} order by left(p.folded, 80), p.id offset ${value(offset)} limit ${value(limit)}`,
        values,
      );
      return { total: counted?.total ?? 0, members };
    },
    async namesOfPerson(personId) {
      return (await db.query<{ name: string }>(namesOfPerson, [personId])).map(({ name }) => name);
    },
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
