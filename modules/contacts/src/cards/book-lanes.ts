import type { PersonActor } from '@landescloud/kernel';
import { Lanes, statement, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import type { Book } from '../books/book.ts';
import type { BookReader } from '../books/book-reader.ts';
import { nextChange } from '../books/book-writer.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { bookNotFound } from '../errors.ts';
import { putCards, type NewCard } from './card-store.ts';

/** What stands at the address of a card, or has its UID. */
export interface FoundCard {
  readonly id: number;
  readonly uri: string;
  readonly uid: string;
  readonly etag: string;
}

export interface CardNeed {
  readonly uri: string;
  readonly uid: string;
}

const GATHER = statement(
  'contacts.gather_cards',
  `select id, uri, uid, etag from contacts.card where book_id = $1 and (uri = any ($2::text[]) or uid = any ($3::text[]))
   union all
   select nextval('contacts.card_id_seq'), null, null, null from generate_series(1, $4::int)`,
);
/** Cards that wait for others hold no more bytes than this together. */
const mostWaiting = 512 * 1024;

/** One transaction's cards in one address book: found by one statement, and written by one. */
export class BookWrite {
  readonly tx: Transaction;
  readonly bookId: number;
  dirty = false;
  readonly events: DomainEvent[] = [];
  readonly #now: number;
  readonly #books = new Map<string, Promise<Book>>();
  #change: number;
  #counted: number;
  #found: FoundCard[] = [];
  readonly #ids: number[] = [];
  readonly #waiting: NewCard[] = [];
  #bytes = 0;

  constructor(tx: Transaction, bookId: number, { change, now }: { readonly change: number; readonly now: number }) {
    this.tx = tx;
    this.bookId = bookId;
    this.#change = change;
    this.#counted = change;
    this.#now = now;
  }

  get change(): number {
    return this.#change;
  }

  /** As one person has it in this transaction; asked once for each. */
  book(reader: BookReader, actor: PersonActor, uri: string): Promise<Book> {
    const key = `${actor.personId} ${uri}`;
    const known = this.#books.get(key);
    if (known !== undefined) return known;
    const book = reader.byUri(actor, uri, this.tx);
    this.#books.set(key, book);
    return book;
  }

  async gather(needs: readonly CardNeed[]): Promise<void> {
    const rows = await this.tx.arrays(GATHER, [
      this.bookId,
      needs.map(({ uri }) => uri),
      needs.map(({ uid }) => uid),
      needs.length,
    ]);
    for (const [id, uri, uid, etag] of rows)
      if (uri === null) this.#ids.push(id as number);
      else this.#found.push({ id: id as number, uri: uri as string, uid: uid as string, etag: etag as string });
  }

  /** As the batch has left it so far. */
  found({ uri, uid }: CardNeed): { at: FoundCard | undefined; other: FoundCard | undefined } {
    return {
      at: this.#found.find((each) => each.uri === uri),
      other: this.#found.find((each) => each.uid === uid && each.uri !== uri),
    };
  }

  async put(card: Omit<NewCard, 'change' | 'id'>): Promise<number> {
    const { at } = this.found(card);
    const id = at?.id ?? this.#ids.pop() ?? 0;
    // One statement writes a card once.
    const isWaiting = this.#waiting.some(({ uri }) => uri === card.uri);
    if (isWaiting || this.#bytes + card.data.length > mostWaiting) await this.settle();
    this.dirty = true;
    this.#change += 1;
    this.#bytes += card.data.length;
    this.#waiting.push({ ...card, id, change: this.#change });
    this.#found = this.#found.filter((each) => each !== at);
    this.#found.push({ id, uri: card.uri, uid: card.uid, etag: card.etag });
    return id;
  }

  /** Before anybody reads what was put. */
  async settle(): Promise<void> {
    const cards = this.#waiting.splice(0);
    this.#bytes = 0;
    if (cards.length > 0) await putCards(this.tx, this.bookId, this.#now, cards);
  }

  async end(): Promise<void> {
    await this.settle();
    await nextChange(this.tx, this.bookId, this.#change - this.#counted);
    this.#counted = this.#change;
  }
}

/** Cards that are put into one address book at the same time share a transaction; see `Lanes`. */
export function bookLanes({ db, clock, events }: Pick<ContactsDeps, 'db' | 'clock' | 'events'>) {
  return new Lanes<BookWrite, CardNeed>(db, {
    async begin(tx, bookId) {
      const change = await nextChange(tx, bookId, 0);
      if (change === undefined) throw bookNotFound();
      return new BookWrite(tx, bookId, { change, now: clock.now() });
    },
    gather: (write, needs) => write.gather(needs),
    async end(tx, write) {
      if (!write.dirty) return;
      await write.end();
      if (write.events.length > 0) await events.record(tx, write.events);
    },
    done: () => {},
  });
}
