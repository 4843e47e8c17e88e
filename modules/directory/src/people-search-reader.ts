import type { OrganisationRole, PersonRole } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { PeopleSearch } from './people-search.ts';
import { personColumns, toRecord } from './person-reader.ts';
import type { PersonRecord, PersonRow } from './person-reader.ts';

/** Whom the actor may find at all; null: everybody. */
export interface PeopleScope {
  /** Who is not disabled, of these organisations. */
  readonly seen: readonly number[] | null;
  /** Disabled people and guests too, of these organisations. */
  readonly administered: readonly number[] | null;
  /** Guests of this organisation are found too. */
  readonly ownOrganisationId: number;
  /** Oneself is always found. */
  readonly ownId: number;
}

export type PeopleState = 'active' | 'disabled' | 'left' | 'all';
export type PeopleSort = 'name' | 'organisation' | 'created';

export interface PeopleFilter {
  readonly scope: PeopleScope;
  readonly search: PeopleSearch;
  readonly organisationIds?: readonly number[];
  readonly role?: PersonRole | OrganisationRole;
  readonly kind?: 'member' | 'guest';
  readonly state: PeopleState;
  readonly sort: PeopleSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface PeopleSearchReader {
  /** By the words; where nobody is called so, by words like them. */
  list(filter: PeopleFilter): Promise<{ total: number; people: PersonRecord[] }>;
  /** The best few: whose words begin so, whose words contain it, whose words are like it. */
  find(scope: PeopleScope, search: PeopleSearch, limit: number): Promise<PersonRecord[]>;
}

/** How alike a typed word and a word of the name have to be: 'schmitd' is 'schmidt', 'meier' is not 'maurer'. */
const alike = '0.45';
const shortest = 3;
/** Comparing costs more than finding: of a name that half an office has, the best few of so many are as good. */
const mostCompared = 400;

/** Search is never a named statement: a generic plan ruins it. */
export function createPeopleSearchReader(db: Database): PeopleSearchReader {
  /** What `%>` goes by is a setting, which holds until the end of the transaction. */
  function tolerant<T>(read: (tx: Queryable) => Promise<T>): Promise<T> {
    return db.transaction(async (tx) => {
      await tx.query(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [alike]);
      return read(tx);
    });
  }

  async function page(q: Queryable, filter: PeopleFilter, match: Match) {
    const values = new Values();
    const where = [...conditions(filter, values), match(filter.search, values)].join(' and ');
    const [counted] = await q.query<{ total: number }>(
      `select count(*) as total from directory.person p where ${where}`,
      values.list,
    );
    const total = counted?.total ?? 0;
    if (total === 0) return { total, people: [] };
    const order = orders[filter.sort].map((by) => (filter.descending ? `${by} desc` : by)).join(', ');
    const joined = 'directory.person p join directory.organisation o on o.id = p.organisation_id';
    const inner = filter.sort === 'organisation' ? joined : 'directory.person p';
    const rows = await q.query<PersonRow>(
      `with page as (select p.id from ${inner} where ${where} order by ${order}
         offset ${values.add(filter.offset)} limit ${values.add(filter.limit)})
       select ${personColumns} from page join ${joined.replace(' join', ' on p.id = page.id join')} order by ${order}`,
      values.list,
    );
    return { total, people: rows.map(toRecord) };
  }

  async function best(
    q: Queryable,
    scope: PeopleScope,
    match: Match,
    rank: Match,
    search: PeopleSearch,
    limit: number,
    ranked: number | null = null,
  ) {
    const values = new Values();
    const where = ['p.disabled_at is null', inScope(scope, values), match(search, values)].join(' and ');
    const rows = await q.query<PersonRow>(
      `with best as (select p.id, ${rank(search, values)} as rank, left(p.folded, 80) as sorted
         from (select p.id, p.folded from directory.person p where ${where} limit ${values.add(ranked)}) p
         order by 2 desc, 3, 1 limit ${values.add(limit)})
       select ${personColumns} from best join directory.person p on p.id = best.id
         join directory.organisation o on o.id = p.organisation_id order by best.rank desc, best.sorted, p.id`,
      values.list,
    );
    return rows.map(toRecord);
  }

  return {
    async list(filter) {
      const found = await page(db, filter, containing);
      if (found.total > 0 || !tolerable(filter.search)) return found;
      return tolerant((tx) => page(tx, filter, resembling));
    },

    async find(scope, search, limit) {
      if (search.words.length === 0) return [];
      const exact = await best(db, scope, containing, beginning, search, limit);
      if (exact.length >= limit || !tolerable(search)) return exact;
      const like = await tolerant((tx) => best(tx, scope, resembling, likeness, search, limit, mostCompared));
      const known = new Set(exact.map(({ id }) => id));
      return [...exact, ...like.filter(({ id }) => !known.has(id))].slice(0, limit);
    },
  };
}

const orders: Readonly<Record<PeopleSort, readonly string[]>> = {
  name: ['left(p.folded, 80)', 'p.id'],
  organisation: ['lower(o.name)', 'left(p.folded, 80)', 'p.id'],
  created: ['p.created_at', 'p.id'],
};

class Values {
  readonly list: unknown[] = [];
  /** The parameter's name. */
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

type Match = (search: PeopleSearch, values: Values) => string;

/** Letters and digits only, so nothing in a word means anything to LIKE. */
function contains(words: readonly string[], values: Values): string {
  return words
    .map((word) => `p.folded like ${values.add(word.length < shortest ? `% ${word}%` : `%${word}%`)}`)
    .join(' and ');
}

const containing: Match = ({ words, readings }, values) => {
  if (words.length === 0) return 'true';
  const ways = readings.map(
    (reading) =>
      `(${contains(reading.words, values)} and p.organisation_id = any(${values.add(reading.organisationIds)}::bigint[]))`,
  );
  return `(${[`(${contains(words, values)})`, ...ways].join(' or ')})`;
};

/** Whose own words all begin as typed comes before whose words only contain it, or who is found by the organisation. */
const beginning: Match = ({ words }, values) =>
  `(${words.map((word) => `p.folded like ${values.add(`% ${word}%`)}`).join(' and ')})::int`;

const resembling: Match = ({ words }, values) =>
  words
    .map((word) =>
      word.length < shortest ? `p.folded like ${values.add(`% ${word}%`)}` : `p.folded %> ${values.add(word)}`,
    )
    .join(' and ');

const likeness: Match = ({ words }, values) =>
  words.map((word) => `word_similarity(${values.add(word)}, p.folded)`).join(' + ');

/** Of one or two letters everything is like everything. */
function tolerable({ words }: PeopleSearch): boolean {
  return words.some((word) => word.length >= shortest);
}

function inScope({ seen, administered, ownOrganisationId, ownId }: PeopleScope, values: Values): string {
  if (administered === null) return 'true';
  const known = seen === null ? 'true' : `p.organisation_id = any(${values.add(seen)}::bigint[])`;
  const guests = `(p.role <> 'guest' or p.organisation_id = ${values.add(ownOrganisationId)})`;
  const ways = [`(p.disabled_at is null and ${guests} and ${known})`, `p.id = ${values.add(ownId)}`];
  if (administered.length > 0) ways.push(`p.organisation_id = any(${values.add(administered)}::bigint[])`);
  return `(${ways.join(' or ')})`;
}

const states: Readonly<Record<PeopleState, string>> = {
  active: 'p.disabled_at is null',
  disabled: 'p.disabled_at is not null and p.left_at is null',
  left: 'p.left_at is not null',
  all: 'true',
};

function conditions(filter: PeopleFilter, values: Values): string[] {
  const { scope, organisationIds, role, kind, state } = filter;
  return [
    inScope(scope, values),
    states[state],
    ...(organisationIds === undefined ? [] : [`p.organisation_id = any(${values.add(organisationIds)}::bigint[])`]),
    ...(kind === undefined ? [] : [kind === 'guest' ? `p.role = 'guest'` : `p.role <> 'guest'`]),
    ...(role === undefined ? [] : [holding(role, values)]),
  ];
}

function holding(role: PersonRole | OrganisationRole, values: Values): string {
  if (role === 'member' || role === 'guest' || role === 'platform-administrator') return `p.role = ${values.add(role)}`;
  return `p.id in (select a.person_id from directory.role_assignment a where a.role = ${values.add(role)})`;
}
