import type { Queryable } from '@landescloud/platform/database';
import type { CardRow } from './card-store.ts';

const page = 500;

/**
 * Cards with their contents in which all words of one of the lists may stand; null: all. In pages: pictures of a large address book are
 * more than fits. Not prepared: a generic plan ruins it.
 */
export async function* candidateCards(
  q: Queryable,
  bookId: number,
  ways: readonly (readonly string[])[] | null,
): AsyncGenerator<readonly CardRow[]> {
  const params: unknown[] = [bookId];
  const conditions = (ways ?? []).map(
    (words) => `(${words.map((word) => `c.folded like $${params.push(`%${word}%`)}`).join(' and ')})`,
  );
  const narrowed = conditions.length === 0 ? '' : `and (${conditions.join(' or ')})`;
  for (let after = 0; ;) {
    const rows = await q.query<CardRow>(
      `select c.id, c.uri, c.etag, c.size, c.change, c.modified_at as "modifiedAt", c.kind, c.data from contacts.card c
       where c.book_id = $1 and c.id > $${params.length + 1} ${narrowed} order by c.id limit ${page}`,
      [...params, after],
    );
    yield rows;
    if (rows.length < page) return;
    after = rows.at(-1)?.id ?? after;
  }
}
