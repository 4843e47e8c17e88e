import { foldWords } from '@landescloud/directory';
import type { Queryable } from '@landescloud/platform/database';
import type { CardIndex } from './index-card.ts';

export interface ContactLine {
  readonly id: number;
  readonly bookId: number;
  readonly uri: string;
  readonly etag: string;
  readonly kind: CardIndex['kind'];
  readonly name: string;
  readonly organisation: string;
  readonly title: string;
  readonly mail: string | null;
  readonly phone: string | null;
  readonly photo: boolean;
}

export interface ListFilter {
  readonly text?: string | undefined;
  readonly kind?: CardIndex['kind'] | undefined;
  readonly category?: string | undefined;
  /** Only who can be written to; groups stand for their members. */
  readonly withMail?: boolean | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Letter {
  readonly letter: string;
  /** Of the first entry below it. */
  readonly at: number;
}

const most = 6;

/** Contacts of these address books by name. Search is never a named statement: a generic plan ruins it. */
export async function listContacts(
  q: Queryable,
  bookIds: readonly number[],
  { text = '', kind, category, withMail = false, offset, limit }: ListFilter,
): Promise<{ total: number; letters: Letter[]; items: ContactLine[] }> {
  const nothing = { total: 0, letters: [], items: [] };
  const words = foldWords(text).slice(0, most);
  if (bookIds.length === 0 || (text.trim() !== '' && words.length === 0)) return nothing;
  const params: unknown[] = [bookIds];
  const where = ['c.book_id = any ($1::bigint[])'];
  // one or two letters begin a word, three may stand within it
  for (const word of words.map((each) => each.slice(0, 60))) {
    where.push(`c.folded like $${params.push(word.length < 3 ? `% ${word}%` : `%${word}%`)}`);
  }
  if (kind !== undefined) where.push(`c.kind = $${params.push(kind)}`);
  if (category !== undefined) where.push(`$${params.push(category)} = any (c.categories)`);
  if (withMail) where.push("(cardinality(c.mails) > 0 or c.kind = 'group')");
  const condition = where.join(' and ');
  const counted = await q.query<{ letter: string; count: number }>(
    `select upper(left(c.sorted, 1)) as letter, count(*) as count from contacts.card c where ${condition} group by 1 order by 1`,
    params,
  );
  const letters: Letter[] = [];
  let total = 0;
  for (const { letter, count } of counted) {
    letters.push({ letter: /^\p{L}$/u.test(letter) ? letter : '#', at: total });
    total += count;
  }
  if (total === 0) return nothing;
  const page = [...params, offset, limit];
  const items = await q.query<ContactLine>(
    `select c.id, c.book_id as "bookId", c.uri, c.etag, c.kind, c.name, c.organisation, c.title, c.mails[1] as mail, c.phones[1] as phone, c.photo
     from contacts.card c where ${condition} order by left(c.sorted, 80), c.id offset $${page.length - 1} limit $${page.length}`,
    page,
  );
  const first = letters.filter(({ letter }, at) => letters.findIndex((each) => each.letter === letter) === at);
  return { total, letters: first, items };
}

/** Categories in use, the usual ones first. */
export async function categoriesOf(q: Queryable, bookIds: readonly number[]): Promise<string[]> {
  if (bookIds.length === 0) return [];
  const rows = await q.query<{ category: string }>(
    `select category from contacts.card c, unnest(c.categories) as category where c.book_id = any ($1::bigint[])
     group by category order by count(*) desc, category limit 200`,
    [bookIds],
  );
  return rows.map(({ category }) => category);
}
