import type { DirectoryCards } from '@landescloud/directory';
import type { Queryable } from '@landescloud/platform/database';
import type { Birthdays } from './birthdays.ts';
import { createBirthdays } from './birthdays.ts';
import type { Book } from './books/book.ts';
import { createBookReader } from './books/book-reader.ts';
import { createBooks, type Books } from './books/books.ts';
import { candidateCards } from './cards/candidate-cards.ts';
import type { CardRow } from './cards/card-store.ts';
import { createCards, type Cards } from './cards/cards.ts';
import { createContactCommands } from './cards/contact-commands.ts';
import type { ContactCommands } from './cards/contacts-door.ts';
import type { ContactsDeps } from './contacts-deps.ts';
import { createExports, type Exports } from './exchange/export.ts';
import { createImports, type Imports } from './exchange/import.ts';
import { createMerges, type Merges } from './merge/merge.ts';
import { dataOfPerson, forgetPerson, type ContactsData } from './personal-data.ts';
import { createTrash, type Trash } from './trash/trash.ts';

export interface BookOwnerName {
  readonly login: string;
  readonly name: string;
}

/** Address books and what is in them. What one may not know of is NotFound, what one may not do Forbidden. */
export interface Contacts {
  readonly books: Books;
  readonly cards: Cards;
  readonly contacts: ContactCommands;
  readonly trash: Trash;
  readonly merges: Merges;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly birthdays: Birthdays;
  /** The directory as an address book. */
  readonly directory: DirectoryCards;
  /** Of a person's book; null: a group's or an organisation's. */
  ownerOf(book: Book): Promise<BookOwnerName | null>;
  /** The same of many, by the ids of the books. */
  owners(books: readonly Book[]): Promise<ReadonlyMap<number, BookOwnerName>>;
  /** Cards that may hold these words, or all of them, in pages. No right is checked. */
  candidates(book: Book, words: readonly (readonly string[])[] | null): AsyncIterable<readonly CardRow[]>;
  /** Somebody is erased. */
  forget(tx: Queryable, personId: number): Promise<void>;
  /** No right is checked. */
  dataOf(personId: number): Promise<ContactsData>;
}

/** Before `jobs.start`. */
export function createContacts(deps: ContactsDeps): Contacts {
  const { db, jobs, directory } = deps;
  const reader = createBookReader(deps);
  const books = createBooks(deps, reader);
  const cards = createCards(deps, reader);
  const trash = createTrash(deps, { reader, books, cards });
  jobs.define('contacts.purge', () => trash.purgeOld());
  jobs.cron('35 2 * * *', 'contacts.purge');
  async function owners(of: readonly Book[]): Promise<ReadonlyMap<number, BookOwnerName>> {
    const people = of.flatMap(({ id, owner }) => (owner.kind === 'person' ? [{ id, personId: owner.id }] : []));
    if (people.length === 0) return new Map();
    const cardsById = await directory.people.byIds([...new Set(people.map(({ personId }) => personId))]);
    return new Map(
      people.flatMap(({ id, personId }) => {
        const card = cardsById.get(personId);
        return card === undefined ? [] : [[id, { login: card.login, name: card.name }] as const];
      }),
    );
  }

  return {
    books,
    cards,
    contacts: createContactCommands(deps, books, cards),
    trash,
    merges: createMerges(deps, reader),
    imports: createImports(deps, reader),
    exports: createExports(deps, reader),
    birthdays: createBirthdays(deps),
    directory: directory.cards,
    ownerOf: async (book) => (await owners([book])).get(book.id) ?? null,
    owners,
    candidates: (book, words) => candidateCards(db, book.id, words),
    forget: forgetPerson,
    dataOf: dataOfPerson(deps),
  };
}
