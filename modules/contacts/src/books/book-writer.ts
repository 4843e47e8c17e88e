import { statement, type Queryable } from '@landescloud/platform/database';
import type { BookOwner } from './book.ts';

const ADD = statement(
  'contacts.add_book',
  `insert into contacts.address_book (person_id, group_id, organisation_id, uri, name, description, colour, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
);
const ADD_FIRST = statement(
  'contacts.add_first_book',
  `insert into contacts.address_book (person_id, uri, name, created_at)
   select $1, 'contacts', $2, $3 where not exists (select from contacts.address_book where person_id = $1)
   on conflict do nothing`,
);
const COUNT = statement(
  'contacts.count_books',
  `select count(*) as count from contacts.address_book
   where (person_id = $1 or group_id = $2 or organisation_id = $3) and deleted_at is null`,
);
const CHANGE = statement(
  'contacts.change_book',
  `update contacts.address_book set name = $2, description = $3, colour = $4, change = change + 1 where id = $1`,
);
// the row of a book is locked by whoever writes into it, until the end of the transaction
const NEXT = statement(
  'contacts.next_change',
  'update contacts.address_book set change = change + $2 where id = $1 and deleted_at is null returning change',
);
const DELETE = statement(
  'contacts.delete_book',
  'update contacts.address_book set deleted_at = $2, deleted_by = $3 where id = $1 and deleted_at is null returning id',
);
const RESTORE = statement(
  'contacts.restore_book',
  `update contacts.address_book b set deleted_at = null, deleted_by = null, change = change + 1, uri =
     case when exists (select from contacts.address_book o where o.person_id = b.person_id and o.uri = b.uri and o.deleted_at is null)
       then b.uri || '-' || b.id else b.uri end
   where b.id = $1 and b.deleted_at is not null returning b.id`,
);

/** Answers undefined where the owner has one of that address. */
export async function addBook(
  q: Queryable,
  book: {
    readonly owner: BookOwner;
    readonly uri: string;
    readonly name: string;
    readonly description: string;
    readonly colour: string | null;
    readonly at: number;
  },
): Promise<number | undefined> {
  const { owner, uri, name, description, colour, at } = book;
  const [row] = await q.query<{ id: number }>(ADD, [...ids(owner), uri, name, description, colour, at]);
  return row?.id;
}

/** Everybody begins with one. */
export async function addFirstBook(q: Queryable, personId: number, name: string, at: number): Promise<void> {
  await q.query(ADD_FIRST, [personId, name, at]);
}

export async function countBooks(q: Queryable, owner: BookOwner): Promise<number> {
  return (await q.query<{ count: number }>(COUNT, ids(owner)))[0]?.count ?? 0;
}

export async function changeBook(
  q: Queryable,
  id: number,
  { name, description, colour }: { name: string; description: string; colour: string | null },
): Promise<void> {
  await q.query(CHANGE, [id, name, description, colour]);
}

/** The last of so many new numbers; undefined where the book is gone. Locks it until the transaction ends. */
export async function nextChange(q: Queryable, bookId: number, count = 1): Promise<number | undefined> {
  return (await q.query<{ change: number }>(NEXT, [bookId, count]))[0]?.change;
}

export async function trashBook(q: Queryable, id: number, at: number, personId: number): Promise<boolean> {
  return (await q.query(DELETE, [id, at, personId])).length > 0;
}

export async function restoreBook(q: Queryable, id: number): Promise<boolean> {
  return (await q.query(RESTORE, [id])).length > 0;
}

function ids({ kind, id }: BookOwner): (number | null)[] {
  return [kind === 'person' ? id : null, kind === 'group' ? id : null, kind === 'organisation' ? id : null];
}
