import { statement, type Queryable } from '@landescloud/platform/database';
import type { PeopleSearch } from './people-search.ts';

/** Somebody as they stand in the address book that the directory is. */
export interface DirectoryCard {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly jobTitle: string | null;
  readonly organisation: { readonly key: string; readonly name: string };
  /** Grows with every change of this card. */
  readonly change: number;
}

interface CardRow {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly jobTitle: string | null;
  readonly organisationKey: string;
  readonly organisationName: string;
  readonly change: number;
}

/** Where a reader stands: after this person's change of this number. */
export interface CardPosition {
  readonly change: number;
  readonly personId: number;
}

const columns = `p.id, p.login, p.name, p.email, p.phone, p.place, p.job_title as "jobTitle", o.key as "organisationKey",
  o.name as "organisationName", c.change`;
const from = `from directory.person p join directory.organisation o on o.id = p.organisation_id
  join directory.card_change c on c.person_id = p.id and c.organisation_id = p.organisation_id`;
const listed = `p.disabled_at is null and p.role <> 'guest'`;

const COUNTER = statement('directory.card_counter', 'select change from directory.card_counter');
const LATEST = statement(
  'directory.latest_card',
  'select max(change) as change from directory.card_change where organisation_id = $1',
);
const OF_IDS = statement(
  'directory.cards_by_id',
  `select ${columns} ${from} where p.id = any ($1::bigint[]) and p.organisation_id = any ($2::bigint[]) and ${listed}`,
);
const ALL = statement(
  'directory.cards',
  `select ${columns} ${from} where p.organisation_id = any ($1::bigint[]) and ${listed} order by c.change, p.id`,
);
const CHANGED = statement(
  'directory.changed_cards',
  `select person_id as "personId", max(change) as change from directory.card_change
   where (change, person_id) > ($2::bigint, $3::bigint) and organisation_id = any ($1::bigint[])
   group by person_id order by 2, 1 limit $4`,
);
const PAGE = statement(
  'directory.card_page',
  `select ${columns} ${from} where p.organisation_id = any ($1::bigint[]) and ${listed}
   order by left(p.folded, 80), p.id offset $2 limit $3`,
);
const COUNT = statement(
  'directory.count_cards',
  `select count(*) as total from directory.person p where p.organisation_id = any ($1::bigint[]) and ${listed}`,
);

export function createCardReader(db: Queryable) {
  const many = async (text: typeof ALL | string, params: readonly unknown[]): Promise<DirectoryCard[]> =>
    (await db.query<CardRow>(text, params)).map(toCard);

  return {
    /** The number of the latest change among these organisations, or of a later one elsewhere. */
    async latest(organisationIds: readonly number[]): Promise<number> {
      const [only] = organisationIds;
      const [row] =
        organisationIds.length === 1
          ? await db.query<{ change: number | null }>(LATEST, [only])
          : await db.query<{ change: number | null }>(COUNTER);
      return row?.change ?? 0;
    },
    byIds: (ids: readonly number[], organisationIds: readonly number[]) => many(OF_IDS, [ids, organisationIds]),
    all: (organisationIds: readonly number[]) => many(ALL, [organisationIds]),
    /** Who changed after the position, whether they are still there or not. */
    changed: (organisationIds: readonly number[], { change, personId }: CardPosition, limit: number) =>
      db.query<CardPosition>(CHANGED, [organisationIds, change, personId, limit]),
    async page(organisationIds: readonly number[], offset: number, limit: number) {
      const [[counted], cards] = await Promise.all([
        db.query<{ total: number }>(COUNT, [organisationIds]),
        many(PAGE, [organisationIds, offset, limit]),
      ]);
      return { total: counted?.total ?? 0, cards };
    },
    /** Whose name, login, address or organisation the words begin. Not prepared: a generic plan ruins it. */
    async search({ words, readings }: PeopleSearch, organisationIds: readonly number[], offset: number, limit: number) {
      if (words.length === 0) return { total: 0, cards: [] };
      const params: unknown[] = [organisationIds];
      const like = (each: readonly string[]) =>
        each.map((word) => `p.folded like $${params.push(word.length < 3 ? `% ${word}%` : `%${word}%`)}`).join(' and ');
      const ways = [
        `(${like(words)})`,
        ...readings.map(
          (reading) =>
            `(${like(reading.words)} and p.organisation_id = any ($${params.push(reading.organisationIds)}::bigint[]))`,
        ),
      ];
      const where = `p.organisation_id = any ($1::bigint[]) and ${listed} and (${ways.join(' or ')})`;
      const [counted] = await db.query<{ total: number }>(
        `select count(*) as total from directory.person p where ${where}`,
        params,
      );
      const page = [...params, offset, limit];
      const cards = await many(
        `select ${columns} ${from} where ${where} order by left(p.folded, 80), p.id offset $${page.length - 1} limit $${page.length}`,
        page,
      );
      return { total: counted?.total ?? 0, cards };
    },
  };
}

function toCard({ organisationKey, organisationName, ...row }: CardRow): DirectoryCard {
  const { id, login, name, email, phone, place, jobTitle, change } = row;
  const organisation = { key: organisationKey, name: organisationName };
  return { id, login, name, email, phone, place, jobTitle, organisation, change };
}
