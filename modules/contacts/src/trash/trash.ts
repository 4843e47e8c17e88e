import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import { mayEdit, mayManage } from '../books/book.ts';
import type { BookReader } from '../books/book-reader.ts';
import type { Books } from '../books/books.ts';
import { newCardUri, parseCard, type Cards } from '../cards/cards.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { contactNotFound, notAllowed } from '../errors.ts';
import { uidOf } from '@landescloud/vcard';
import { backIntoGroups, type GroupPlace } from '../merge/group-places.ts';

export interface TrashedContact {
  readonly id: number;
  readonly name: string;
  /** The address book it was in. */
  readonly book: string;
  readonly bookName: string;
  readonly deletedAt: number;
  readonly deletedBy: string | null;
  readonly merged: boolean;
}

export interface TrashedBook {
  readonly id: number;
  readonly name: string;
  readonly contacts: number;
  readonly deletedAt: number;
}

export interface Trash {
  /** What the actor may bring back, newest first. */
  list(actor: PersonActor): Promise<{ contacts: TrashedContact[]; books: TrashedBook[] }>;
  /** To where it was; beside what has taken its place since. Answers the address book and the contact's number. */
  restore(actor: PersonActor, id: number): Promise<{ book: string; id: number }>;
  /** For good. */
  purge(actor: PersonActor, id: number): Promise<void>;
  /** The job: what has lain longer than the time, and numbers that nobody asks for any more. */
  purgeOld(): Promise<void>;
}

const keptMs = 30 * 86_400_000;
const tombstonesMs = 180 * 86_400_000;
const mostListed = 500;

const LIST = statement(
  'contacts.trash',
  `select t.id, t.name, t.book_id as "bookId", t.at as "deletedAt", p.name as "deletedBy", t.merged_into is not null as merged
   from contacts.trash t left join directory.person p on p.id = t.person_id
   where t.book_id = any ($1::bigint[]) order by t.id desc limit $2`,
);
const BOOKS = statement(
  'contacts.trashed_books',
  `select b.id, b.name, b.deleted_at as "deletedAt", (select count(*) from contacts.card c where c.book_id = b.id) as contacts
   from contacts.address_book b where b.deleted_at is not null and (b.person_id = $1 or b.deleted_by = $1)
   order by b.deleted_at desc limit $2`,
);
const ONE = statement(
  'contacts.trashed',
  `select id, book_id as "bookId", uri, data, merged_into as "mergedInto", groups from contacts.trash where id = $1`,
);
const DROP = statement('contacts.drop_trashed', 'delete from contacts.trash where id = $1 returning id');
const PURGE_CARDS = statement(
  'contacts.purge_trash',
  'delete from contacts.trash where id in (select id from contacts.trash where at < $1 order by id limit 5000) returning id',
);
const PURGE_BOOKS = statement(
  'contacts.purge_books',
  'delete from contacts.address_book where id in (select id from contacts.address_book where deleted_at < $1 limit 20) returning id',
);
const PURGE_GONE = statement(
  'contacts.purge_gone',
  `with old as (delete from contacts.gone where at < $1 returning book_id, change)
   update contacts.address_book b set known_since = greatest(b.known_since, o.last)
   from (select book_id, max(change) as last from old group by book_id) o where b.id = o.book_id`,
);

interface Stored {
  readonly id: number;
  readonly bookId: number;
  readonly uri: string;
  readonly data: Buffer;
  readonly mergedInto: string | null;
  readonly groups: readonly GroupPlace[];
}

export function createTrash(
  { db, clock }: Pick<ContactsDeps, 'db' | 'clock'>,
  { reader, books, cards }: { readonly reader: BookReader; readonly books: Books; readonly cards: Cards },
): Trash {
  async function found(actor: PersonActor, id: number, q: Queryable = db) {
    const [row] = await q.query<Stored>(ONE, [id]);
    if (row === undefined) throw contactNotFound();
    const book = await reader.byId(actor, row.bookId, q).catch(() => {
      throw contactNotFound();
    });
    if (!mayEdit(book)) throw notAllowed();
    return { row, book };
  }

  return {
    async list(actor) {
      const writable = (await books.list(actor)).filter(mayEdit);
      const byId = new Map(writable.map((book) => [book.id, book]));
      const [contacts, trashed] = await Promise.all([
        db.query<Omit<TrashedContact, 'book' | 'bookName'> & { bookId: number }>(LIST, [[...byId.keys()], mostListed]),
        db.query<TrashedBook>(BOOKS, [actor.personId, mostListed]),
      ]);
      return {
        contacts: contacts.map(({ bookId, ...each }) => {
          const book = byId.get(bookId);
          return { ...each, book: book?.uri ?? '', bookName: book?.name ?? '' };
        }),
        books: trashed,
      };
    },

    async restore(actor, id) {
      const { row, book } = await found(actor, id);
      if (row.mergedInto === row.uri) {
        // what a card was before it was merged takes its place again
        const put = await cards.put(actor, { book: book.uri, uri: row.uri }, row.data);
        await backIntoGroups(cards, actor, book, row.groups);
        await db.query(DROP, [id]);
        return { book: book.uri, id: put.id };
      }
      const [taken] = await cards.find(actor, book, { uris: [row.uri], data: false });
      const uid = uidOf(parseCard(row.data)) ?? row.uri;
      const uri = taken === undefined ? row.uri : newCardUri(`${uid}-${id}`);
      const put = await cards.put(actor, { book: book.uri, uri }, row.data, { ifNoneMatch: ['*'] });
      await backIntoGroups(cards, actor, book, row.groups);
      await db.query(DROP, [id]);
      return { book: book.uri, id: put.id };
    },

    async purge(actor, id) {
      const { book } = await found(actor, id);
      if (!mayManage(book)) throw notAllowed();
      await db.query(DROP, [id]);
    },

    async purgeOld() {
      const before = clock.now() - keptMs;
      while ((await db.query(PURGE_CARDS, [before])).length > 0);
      while ((await db.query(PURGE_BOOKS, [before])).length > 0);
      await db.query(PURGE_GONE, [clock.now() - tombstonesMs]);
    },
  };
}
