import { statement, type Queryable } from '@landescloud/platform/database';
import type { NewCard } from '../cards/card-store.ts';

const KNOWN = statement(
  'contacts.known_uids',
  'select uid, uri, etag from contacts.card where book_id = $1 and uid = any ($2::text[])',
);
const ALIKE = statement(
  'contacts.alike_cards',
  `select array(select distinct sorted from contacts.card where book_id = $1 and sorted = any ($2::text[])) as names,
     array(select distinct lower(m) from contacts.card c, unnest(c.mails) m where c.book_id = $1 and lower(m) = any ($3::text[])) as mails`,
);

/** What is here of these UIDs. */
export async function knownUids(
  q: Queryable,
  bookId: number,
  uids: readonly string[],
): Promise<Map<string, { uri: string; etag: string }>> {
  const rows = await q.query<{ uid: string; uri: string; etag: string }>(KNOWN, [bookId, uids]);
  return new Map(rows.map(({ uid, ...row }) => [uid, row]));
}

/** Those of the new ones that are called like somebody who is here, or have an address of theirs. */
export async function looksKnown<Card extends Omit<NewCard, 'change'>>(
  q: Queryable,
  bookId: number,
  cards: readonly Card[],
): Promise<Card[]> {
  if (cards.length === 0) return [];
  const addresses = cards.flatMap(({ mails }) => mails.map((each) => each.toLowerCase()));
  const [row] = await q.query<{ names: string[]; mails: string[] }>(ALIKE, [
    bookId,
    cards.map(({ sorted }) => sorted),
    addresses,
  ]);
  const names = new Set(row?.names);
  const mails = new Set(row?.mails);
  return cards.filter((card) => names.has(card.sorted) || card.mails.some((each) => mails.has(each.toLowerCase())));
}
