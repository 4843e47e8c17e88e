import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Books } from './books/books.ts';
import type { ContactsDeps } from './contacts-deps.ts';

export interface Birthday {
  readonly contactId: number;
  /** The address of its book in the person's home. */
  readonly book: string;
  readonly uid: string;
  /** As it is spoken: 'Anna Schmidt'. */
  readonly name: string;
  /** `1985-04-12`, without a year `--04-12`. */
  readonly date: string;
  /** Changes with whatever the entry is made of. */
  readonly etag: string;
}

/** What a birthday calendar is made of: the people in address books that the actor owns. */
export interface Birthdays {
  list(
    actor: PersonActor,
  ): Promise<{ readonly birthdays: Birthday[]; /** Another text whenever a book changed. */ readonly state: string }>;
}

const LIST = statement(
  'contacts.birthdays',
  `select id as "contactId", book_id as "bookId", uid, name, birthday as date, etag from contacts.card
   where book_id = any ($1::bigint[]) and birthday is not null order by id limit 10000`,
);

export function createBirthdays({ db }: Pick<ContactsDeps, 'db'>, books: Books): Birthdays {
  return {
    async list(actor) {
      const own = (await books.list(actor)).filter((book) => book.own);
      const uris = new Map(own.map(({ id, uri }) => [id, uri]));
      const rows = await db.query<Omit<Birthday, 'book'> & { bookId: number }>(LIST, [[...uris.keys()]]);
      return {
        birthdays: rows.map(({ bookId, name, ...row }) => ({
          ...row,
          name: spoken(name),
          book: uris.get(bookId) ?? '',
        })),
        state: own.map(({ id, change }) => `${id}-${change}`).join('.'),
      };
    },
  };
}

/** 'Schmidt, Dr. Anna' -> 'Dr. Anna Schmidt' */
function spoken(name: string): string {
  const at = name.indexOf(', ');
  return at === -1 ? name : `${name.slice(at + 2)} ${name.slice(0, at)}`;
}
