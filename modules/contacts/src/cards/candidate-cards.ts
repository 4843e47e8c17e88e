import type { Queryable } from '@landescloud/platform/database';
import { findCards, type CardRow } from './card-store.ts';

/** Cards with their contents in which all words of one of the lists may stand; null: all. Not prepared: a generic plan ruins it. */
export async function candidateCards(
  q: Queryable,
  bookId: number,
  ways: readonly (readonly string[])[] | null,
): Promise<CardRow[]> {
  if (ways === null) return findCards(q, bookId, { data: true });
  const params: unknown[] = [bookId];
  const conditions = ways.map(
    (words) => `(${words.map((word) => `c.folded like $${params.push(`%${word}%`)}`).join(' and ')})`,
  );
  return q.query<CardRow>(
    `select c.id, c.uri, c.etag, c.size, c.change, c.modified_at as "modifiedAt", c.kind, c.data from contacts.card c
     where c.book_id = $1 and (${conditions.join(' or ')}) order by c.id`,
    params,
  );
}
