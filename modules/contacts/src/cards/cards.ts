import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import { KnownPlaces, type Queryable, type Transaction } from '@landescloud/platform/database';
import { readCard, VcardInvalid, type Card } from '@landescloud/vcard';
import { mayEdit, type Book } from '../books/book.ts';
import type { BookReader } from '../books/book-reader.ts';
import { nextChange } from '../books/book-writer.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import {
  bookNotFound,
  cardTooLarge,
  contactChanged,
  contactNotFound,
  invalidCard,
  notAllowed,
  tooManyContacts,
  uidTaken,
} from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { bookLanes, type BookWrite } from './book-lanes.ts';
import { etagOf, indexCard } from './index-card.ts';
import {
  changedCards,
  countCards,
  findCard,
  findCards,
  goneCards,
  putCards,
  removeCards,
  whoHasUid,
  type CardRow,
  type NewCard,
} from './card-store.ts';

export const mostBytes = 10 * 1024 * 1024;
export const mostCards = 50_000;

export interface Conditions {
  /** '*': it must exist. */
  readonly ifMatch?: readonly string[];
  /** '*': it must not exist. */
  readonly ifNoneMatch?: readonly string[];
}

export interface CardPlace {
  readonly book: string;
  readonly uri: string;
}

export interface WrittenCard {
  readonly id: number;
  readonly uri: string;
  readonly created: boolean;
  readonly etag: string;
}

/** Cards of stored address books, as bytes. The directory's are elsewhere. */
export interface Cards {
  /** Invalid `contacts.invalid_card`, Conflict `contacts.uid_taken`, PreconditionFailed `contacts.contact_changed`. */
  put(actor: PersonActor, place: CardPlace, data: Buffer, conditions?: Conditions): Promise<WrittenCard>;
  /** Into the trash; answers under which number it lies there. */
  remove(actor: PersonActor, place: CardPlace, conditions?: Conditions): Promise<number>;
  /** Into another address book, or a copy of it. */
  move(
    actor: PersonActor,
    from: CardPlace,
    to: CardPlace,
    how: { readonly copy: boolean; readonly overwrite: boolean; readonly conditions?: Conditions },
  ): Promise<WrittenCard>;
  find(actor: PersonActor, book: Book, options: { uris?: readonly string[]; data: boolean }): Promise<CardRow[]>;
  /** After the number; null: everything. */
  changes(
    book: Book,
    since: number | null,
    options: { limit: number; data: boolean },
  ): Promise<{ changed: CardRow[]; gone: string[]; change: number; truncated: boolean }>;
}

/** Throws Invalid `contacts.invalid_card`. */
export function parseCard(data: Uint8Array | string): Card {
  if (data.length > mostBytes) throw cardTooLarge();
  try {
    return readCard(data);
  } catch (error) {
    if (error instanceof VcardInvalid) throw invalidCard(error);
    throw error;
  }
}

/** As it is stored; a card without UID goes by its address. */
export function toStored(card: Card, uri: string, data: Buffer): Omit<NewCard, 'change'> {
  const index = indexCard(card);
  return { ...index, uid: index.uid ?? uri, uri, data, etag: etagOf(data) };
}

export function createCards(deps: ContactsDeps, books: BookReader): Cards {
  const { db, clock, events } = deps;
  const lanes = bookLanes(deps);
  const places = new KnownPlaces();
  const counted = new Map<number, { readonly count: number; readonly at: number }>();

  async function writable(actor: PersonActor, uri: string, tx: Queryable): Promise<Book> {
    const book = await books.byUri(actor, uri, tx);
    if (!mayEdit(book)) throw notAllowed();
    return book;
  }

  /** What others may read is heard by audit. */
  async function note(tx: Transaction, actor: PersonActor, book: Book, type: string, count = 1): Promise<void> {
    if (book.own) return;
    await events.record(tx, [eventOf(actor, type, { bookId: book.id, at: clock.now(), data: { count } })]);
  }

  async function write(
    tx: Transaction,
    actor: PersonActor,
    book: Book,
    stored: Omit<NewCard, 'change'>,
    conditions: Conditions,
  ) {
    const change = await nextChange(tx, book.id);
    if (change === undefined) throw bookNotFound();
    const before = await findCard(tx, book.id, stored.uri);
    checkConditions(before, conditions);
    const other = await whoHasUid(tx, book.id, stored.uid, stored.uri);
    if (other !== undefined) throw uidTaken(other);
    if (before === undefined) await requireRoom(tx, book.id, change);
    const [row] = await putCards(tx, book.id, clock.now(), [{ ...stored, change }]);
    await note(tx, actor, book, before === undefined ? 'contacts.contact_added' : 'contacts.contact_changed');
    return { id: row?.id ?? 0, uri: stored.uri, created: before === undefined, etag: stored.etag };
  }

  async function putInto(
    write: BookWrite,
    actor: PersonActor,
    bookUri: string,
    stored: Omit<NewCard, 'change' | 'id'>,
    conditions: Conditions,
  ): Promise<WrittenCard> {
    const book = await write.book(books, actor, bookUri);
    if (book.id !== write.bookId) throw bookNotFound();
    if (!mayEdit(book)) throw notAllowed();
    const { at, other } = write.found(stored);
    checkConditions(at, conditions);
    if (other !== undefined) throw uidTaken(other.uri);
    if (at === undefined) await requireRoom(write.tx, write.bookId, write.change, () => write.settle());
    const id = await write.put(stored);
    const type = at === undefined ? 'contacts.contact_added' : 'contacts.contact_changed';
    const about = { bookId: book.id, at: clock.now(), data: { count: 1 } };
    // What others may read is heard by audit.
    if (!book.own) write.events.push(eventOf(actor, type, about));
    return { id, uri: stored.uri, created: at === undefined, etag: stored.etag };
  }

  /** Each card has taken a number of the book's counter, so it is seldom that they have to be counted. */
  async function requireRoom(tx: Transaction, bookId: number, change: number, settle = async () => {}): Promise<void> {
    const { count, at } = counted.get(bookId) ?? { count: 0, at: 0 };
    if (count + change - at < mostCards) return;
    await settle();
    const exact = await countCards(tx, bookId);
    if (counted.size > 10_000) counted.clear();
    counted.set(bookId, { count: exact, at: change });
    if (exact >= mostCards) throw tooManyContacts();
  }

  async function trash(
    tx: Transaction,
    actor: PersonActor,
    book: Book,
    uri: string,
    conditions: Conditions,
  ): Promise<number> {
    const change = await nextChange(tx, book.id);
    if (change === undefined) throw bookNotFound();
    const before = await findCard(tx, book.id, uri);
    if (before === undefined) throw contactNotFound();
    checkConditions(before, conditions);
    const { personId } = actor;
    const [row] = await removeCards(tx, book.id, { uris: [uri], change, at: clock.now(), personId, mergedInto: null });
    await note(tx, actor, book, 'contacts.contact_removed');
    return row?.id ?? 0;
  }

  return {
    put(actor, place, data, conditions = {}) {
      const { book: bookUri, uri } = place;
      const look = async () => (await writable(actor, bookUri, db)).id;
      return places.send(`${actor.personId}/${bookUri}`, look, (bookId) => {
        const stored = toStored(parseCard(data), uri, data);
        return lanes.run(bookId, (write) => putInto(write, actor, bookUri, stored, conditions), stored);
      });
    },

    async remove(actor, { book: bookUri, uri }, conditions = {}) {
      return db.transaction(async (tx) => trash(tx, actor, await writable(actor, bookUri, tx), uri, conditions));
    },

    async move(actor, from, to, { copy, overwrite, conditions = {} }) {
      return db.transaction(async (tx) => {
        const source = copy ? await books.byUri(actor, from.book, tx) : await writable(actor, from.book, tx);
        const target = await writable(actor, to.book, tx);
        // both rows in the order of their ids, so that two who move against each other wait instead of blocking
        for (const id of [source.id, target.id].toSorted((a, b) => a - b)) await nextChange(tx, id, 0);
        const card = await findCard(tx, source.id, from.uri);
        if (card === undefined) throw contactNotFound();
        checkConditions(card, conditions);
        if (!overwrite && (await findCard(tx, target.id, to.uri)) !== undefined) throw contactChanged();
        if (!copy) {
          const { personId } = actor;
          const change = (await nextChange(tx, source.id)) ?? 0;
          const removal = { uris: [from.uri], change, at: clock.now(), personId, mergedInto: null };
          const [trashed] = await removeCards(tx, source.id, removal);
          if (trashed !== undefined) await tx.query('delete from contacts.trash where id = $1', [trashed.id]);
          await note(tx, actor, source, 'contacts.contact_removed');
        }
        return write(tx, actor, target, toStored(parseCard(card.data), to.uri, card.data), {});
      });
    },

    find: (_, book, options) => findCards(db, book.id, options),

    async changes(book, since, { limit, data }) {
      const from = since ?? 0;
      const [changed, gone] = await Promise.all([
        changedCards(db, book.id, from, limit + 1, data),
        since === null ? [] : goneCards(db, book.id, from, limit + 1),
      ]);
      // What is newer than the book was when it was read comes the next time: two lists are read, and between them may lie a write.
      const all = [
        ...changed.map((card) => ({ change: card.change, card, uri: null })),
        ...gone.map(({ uri, change }) => ({ change, card: null, uri })),
      ]
        .filter(({ change }) => change <= book.change)
        .toSorted((a, b) => a.change - b.change);
      const page = all.slice(0, limit);
      const truncated = all.length > limit;
      return {
        changed: page.flatMap(({ card }) => card ?? []),
        gone: page.flatMap(({ uri }) => uri ?? []),
        change: truncated ? (page.at(-1)?.change ?? from) : book.change,
        truncated,
      };
    },
  };
}

function checkConditions(before: Pick<CardRow, 'etag'> | undefined, { ifMatch, ifNoneMatch }: Conditions): void {
  if (ifMatch !== undefined && (before === undefined || !(ifMatch.includes('*') || ifMatch.includes(before.etag))))
    throw contactChanged();
  if (
    ifNoneMatch !== undefined &&
    before !== undefined &&
    (ifNoneMatch.includes('*') || ifNoneMatch.includes(before.etag))
  )
    throw contactChanged();
}

/** The address of a new card. */
export function newCardUri(uid: string): string {
  return /^[A-Za-z0-9._@-]{1,200}$/.test(uid) ? `${uid}.vcf` : `${randomUUID()}.vcf`;
}
