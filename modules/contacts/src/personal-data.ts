import { statement, type Queryable } from '@landescloud/platform/database';
import type { ContactsDeps } from './contacts-deps.ts';

const BOOKS = statement(
  'contacts.books_of_person',
  `select id, name, description, created_at as "createdAt", deleted_at as "deletedAt" from contacts.address_book where person_id = $1 order by id`,
);
const CARDS = statement(
  'contacts.cards_of_book',
  `select data as card from contacts.card where book_id = $1 order by id limit 50000`,
);
const SHARED = statement(
  'contacts.shared_with_person',
  `select b.name, s.role from contacts.share s join contacts.address_book b on b.id = s.book_id where s.person_id = $1 order by s.id`,
);
const FORGET_BOOKS = statement('contacts.forget_books', 'delete from contacts.address_book where person_id = $1');
const FORGET_SHARES = statement('contacts.forget_shares', 'delete from contacts.share where person_id = $1');

export interface ContactsData {
  readonly addressBooks: readonly unknown[];
  readonly addressBooksShared: readonly unknown[];
}

/** What is stored about a person (GDPR Art. 15 and 20): their address books, and what others let them see by name alone. */
export function dataOfPerson({ db }: Pick<ContactsDeps, 'db'>) {
  return async (personId: number): Promise<ContactsData> => {
    const books = await db.query<{
      id: number;
      name: string;
      description: string;
      createdAt: number;
      deletedAt: number | null;
    }>(BOOKS, [personId]);
    const addressBooks: unknown[] = [];
    for (const { id, createdAt, deletedAt, ...book } of books) {
      const cards = await db.query<{ card: Buffer }>(CARDS, [id]);
      addressBooks.push({
        ...book,
        createdAt: new Date(createdAt),
        deletedAt: deletedAt === null ? null : new Date(deletedAt),
        contacts: cards.map(({ card }) => card.toString()),
      });
    }
    const shared = await db.query<{ name: string; role: number }>(SHARED, [personId]);
    return { addressBooks, addressBooksShared: shared.map(({ name }) => ({ name })) };
  };
}

/** Somebody is erased: their address books were theirs alone. */
export async function forgetPerson(tx: Queryable, personId: number): Promise<void> {
  await tx.query(FORGET_BOOKS, [personId]);
  await tx.query(FORGET_SHARES, [personId]);
}
