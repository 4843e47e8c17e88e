import { statement, type Queryable } from '@landescloud/platform/database';
import type { CardIndex } from './index-card.ts';

/** What synchronising reads of a card. */
export interface CardRow {
  readonly id: number;
  readonly uri: string;
  readonly etag: string;
  readonly size: number;
  readonly change: number;
  readonly modifiedAt: number;
  readonly kind: CardIndex['kind'];
  readonly data?: Buffer;
}

export interface NewCard extends CardIndex {
  /** Of a new card, where it has been given one. */
  readonly id?: number;
  readonly uri: string;
  readonly uid: string;
  readonly data: Buffer;
  readonly etag: string;
  readonly change: number;
}

const plain = `c.id, c.uri, c.etag, c.size, c.change, c.modified_at as "modifiedAt", c.kind`;
const whole = `${plain}, c.data`;
const by = (name: string, where: string) =>
  [
    statement(`contacts.${name}`, `select ${plain} from contacts.card c where ${where}`),
    statement(`contacts.${name}_data`, `select ${whole} from contacts.card c where ${where}`),
  ] as const;

const ALL = by('cards', 'c.book_id = $1 order by c.id');
const OF_URIS = by('cards_by_uri', 'c.book_id = $1 and c.uri = any ($2::text[])');
const CHANGED = by('changed_cards', 'c.book_id = $1 and c.change > $2 order by c.change limit $3');
const BY_ID = statement(
  'contacts.card_by_id',
  `select ${whole} from contacts.card c where c.book_id = $1 and c.id = $2`,
);
const BY_IDS = statement(
  'contacts.cards_by_id',
  `select ${whole} from contacts.card c where c.book_id = $1 and c.id = any ($2::bigint[]) order by c.id`,
);
const UID_TAKEN = statement(
  'contacts.uid_taken',
  'select uri from contacts.card where book_id = $1 and uid = $2 and uri <> $3 limit 1',
);
const GONE = statement(
  'contacts.gone_cards',
  'select uri, change from contacts.gone where book_id = $1 and change > $2 order by change limit $3',
);
const COUNT = statement('contacts.count_cards', 'select count(*) as count from contacts.card where book_id = $1');
const LOCKED = statement(
  'contacts.locked_card',
  `select ${whole} from contacts.card c where c.book_id = $1 and c.uri = $2`,
);
const PUT = statement(
  'contacts.put_cards',
  `with given as (
     select * from unnest($17::bigint[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bigint[], $8::text[], $9::text[],
       $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::text[], $16::jsonb[])
       as t (id, uri, uid, data, etag, change, kind, name, sorted, organisation, title, birthday, photo, folded, lists)
   ), forgotten as (
     delete from contacts.gone g using given where g.book_id = $1 and g.uri = given.uri
   )
   insert into contacts.card (id, book_id, uri, uid, data, size, etag, change, modified_at, kind, name, sorted, organisation,
     title, birthday, photo, folded, mails, phones, numbers, categories)
   overriding system value
   select coalesce(id, nextval('contacts.card_id_seq')), $1, uri, uid, data, length(data), etag, change, $2, kind, name, sorted, organisation, title, birthday, photo, folded,
     array(select jsonb_array_elements_text(lists -> 0)), array(select jsonb_array_elements_text(lists -> 1)),
     array(select jsonb_array_elements_text(lists -> 2)), array(select jsonb_array_elements_text(lists -> 3))
   from given
   on conflict (book_id, uri) do update set uid = excluded.uid, data = excluded.data, size = excluded.size, etag = excluded.etag,
     change = excluded.change, modified_at = excluded.modified_at, kind = excluded.kind, name = excluded.name,
     sorted = excluded.sorted, organisation = excluded.organisation, title = excluded.title, birthday = excluded.birthday,
     photo = excluded.photo, folded = excluded.folded, mails = excluded.mails, phones = excluded.phones,
     numbers = excluded.numbers, categories = excluded.categories
   returning id, uri`,
);
const REMOVE = statement(
  'contacts.remove_cards',
  `with taken as (
     delete from contacts.card where book_id = $1 and uri = any ($2::text[]) returning uri, name, data
   ), marked as (
     insert into contacts.gone (book_id, uri, change, at)
     select $1, uri, $3::bigint - row_number() over () + 1, $4 from taken
     on conflict (book_id, uri) do update set change = excluded.change, at = excluded.at
   )
   insert into contacts.trash (book_id, uri, name, data, at, person_id, merged_into)
   select $1, uri, name, data, $4, $5, $6 from taken returning id, uri`,
);

const KEEP = statement(
  'contacts.keep_before',
  `insert into contacts.trash (book_id, uri, name, data, at, person_id, merged_into)
   select book_id, uri, name, $3, $4, $5, uri from contacts.card where book_id = $1 and uri = $2 returning id`,
);

/** What a card was before it was merged with others: in the trash, marked as itself. */
export async function keepBefore(
  q: Queryable,
  bookId: number,
  { uri, data }: { readonly uri: string; readonly data: Buffer },
  { at, personId }: { readonly at: number; readonly personId: number },
): Promise<number[]> {
  return (await q.query<{ id: number }>(KEEP, [bookId, uri, data, at, personId])).map(({ id }) => id);
}

export async function findCards(
  q: Queryable,
  bookId: number,
  { uris, data }: { readonly uris?: readonly string[] | undefined; readonly data: boolean },
): Promise<CardRow[]> {
  if (uris === undefined) return q.query<CardRow>(ALL[data ? 1 : 0], [bookId]);
  return uris.length === 0 ? [] : q.query<CardRow>(OF_URIS[data ? 1 : 0], [bookId, uris]);
}

export async function findCard(
  q: Queryable,
  bookId: number,
  uri: string,
): Promise<(CardRow & { data: Buffer }) | undefined> {
  return (await q.query<CardRow & { data: Buffer }>(LOCKED, [bookId, uri]))[0];
}

export async function findCardById(
  q: Queryable,
  bookId: number,
  id: number,
): Promise<(CardRow & { data: Buffer }) | undefined> {
  return (await q.query<CardRow & { data: Buffer }>(BY_ID, [bookId, id]))[0];
}

export function findCardsById(
  q: Queryable,
  bookId: number,
  ids: readonly number[],
): Promise<(CardRow & { data: Buffer })[]> {
  return q.query<CardRow & { data: Buffer }>(BY_IDS, [bookId, ids]);
}

export function changedCards(
  q: Queryable,
  bookId: number,
  since: number,
  limit: number,
  data: boolean,
): Promise<CardRow[]> {
  return q.query<CardRow>(CHANGED[data ? 1 : 0], [bookId, since, limit]);
}

export function goneCards(q: Queryable, bookId: number, since: number, limit: number) {
  return q.query<{ uri: string; change: number }>(GONE, [bookId, since, limit]);
}

/** The address of another card of that UID. */
export async function whoHasUid(q: Queryable, bookId: number, uid: string, uri: string): Promise<string | undefined> {
  return (await q.query<{ uri: string }>(UID_TAKEN, [bookId, uid, uri]))[0]?.uri;
}

export async function countCards(q: Queryable, bookId: number): Promise<number> {
  return (await q.query<{ count: number }>(COUNT, [bookId]))[0]?.count ?? 0;
}

/** New ones, and those of the same address anew. */
export async function putCards(
  q: Queryable,
  bookId: number,
  at: number,
  cards: readonly NewCard[],
): Promise<{ id: number; uri: string }[]> {
  const list = <Key extends keyof NewCard>(key: Key) => cards.map((card) => card[key]);
  return q.query(PUT, [
    bookId,
    at,
    list('uri'),
    list('uid'),
    list('data'),
    list('etag'),
    list('change'),
    list('kind'),
    list('name'),
    list('sorted'),
    list('organisation'),
    list('title'),
    list('birthday'),
    list('photo'),
    list('folded'),
    cards.map(({ mails, phones, numbers, categories }) => JSON.stringify([mails, phones, numbers, categories])),
    cards.map(({ id }) => id ?? null),
  ]);
}

/** Into the trash; `change` is the last of as many numbers. */
export async function removeCards(
  q: Queryable,
  bookId: number,
  removal: {
    readonly uris: readonly string[];
    readonly change: number;
    readonly at: number;
    readonly personId: number;
    readonly mergedInto: string | null;
  },
): Promise<{ id: number; uri: string }[]> {
  const { uris, change, at, personId, mergedInto } = removal;
  return q.query(REMOVE, [bookId, uris, change, at, personId, mergedInto]);
}
