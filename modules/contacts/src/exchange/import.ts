import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { PersonActor } from '@landescloud/kernel';
import {
  CsvInvalid,
  VcardInvalid,
  editCard,
  newCard,
  readCards,
  readCsv,
  writeCard,
  type Card,
} from '@landescloud/vcard';
import { mayEdit } from '../books/book.ts';
import type { BookReader } from '../books/book-reader.ts';
import { nextChange } from '../books/book-writer.ts';
import { countCards, putCards, type NewCard } from '../cards/card-store.ts';
import { mostCards, newCardUri, toStored } from '../cards/cards.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { bookNotFound, invalidCard, invalidTable, notAllowed, tooManyContacts } from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { knownUids, looksKnown } from './known-cards.ts';

export type ImportFormat = 'vcard' | 'csv';

/** What an import does, or did. */
export interface ImportResult {
  readonly total: number;
  /** New here. */
  readonly added: number;
  /** Here already, with other contents: replaced. */
  readonly changed: number;
  /** Here already, the same: nothing to do. */
  readonly same: number;
  /** New, but somebody of that name or address is here already. */
  readonly alike: number;
  /** The program that wrote the table; null: cards. */
  readonly table: string | null;
  /** Columns that nobody knows. */
  readonly unknownColumns: readonly string[];
  /** The first few, to see whether they were read well. */
  readonly sample: readonly { readonly name: string; readonly organisation: string; readonly mail: string | null }[];
}

export const mostImportBytes = 64 * 1024 * 1024;
const batch = 200;
const sampled = 5;

export interface Imports {
  /** `write` false: says what would become of it; `skipAlike`: who looks like somebody who is here stays out. Invalid `contacts.invalid_card`, `contacts.invalid_table`. */
  run(
    actor: PersonActor,
    book: string,
    input: {
      readonly format: ImportFormat;
      readonly data: Buffer;
      readonly write: boolean;
      readonly skipAlike?: boolean | undefined;
    },
  ): Promise<ImportResult>;
}

export function createImports({ db, clock, events }: ContactsDeps, reader: BookReader): Imports {
  return {
    async run(actor, uri, { format, data, write, skipAlike = false }) {
      const checked = await reader.byUri(actor, uri);
      if (!mayEdit(checked)) throw notAllowed();
      const { cards, table, unknown } = readInput(format, data);
      const stored = await prepare(cards);
      return db.transaction(async (tx) => {
        const book = await reader.byUri(actor, uri, tx);
        if (!mayEdit(book)) throw notAllowed();
        if (write && (await nextChange(tx, book.id, 0)) === undefined) throw bookNotFound();
        const known = await knownUids(
          tx,
          book.id,
          stored.map(({ uid }) => uid),
        );
        const unknownHere = stored.filter(({ uid }) => !known.has(uid));
        const changed = stored.filter(({ uid, etag }) => known.has(uid) && known.get(uid)?.etag !== etag);
        const alike = await looksKnown(tx, book.id, unknownHere);
        const fresh = skipAlike ? unknownHere.filter((each) => !alike.includes(each)) : unknownHere;
        if ((await countCards(tx, book.id)) + fresh.length > mostCards) throw tooManyContacts();
        if (write && fresh.length + changed.length > 0) {
          const taken = [...changed.map((card) => ({ ...card, uri: known.get(card.uid)?.uri ?? card.uri })), ...fresh];
          const last = (await nextChange(tx, book.id, taken.length)) ?? 0;
          for (let at = 0; at < taken.length; at += 1_000) {
            const part = taken.slice(at, at + 1_000);
            const numbered = part.map((card, index) => ({ ...card, change: last - taken.length + at + index + 1 }));
            await putCards(tx, book.id, clock.now(), numbered);
          }
          const noted = { added: fresh.length, changed: changed.length };
          await events.record(tx, [
            eventOf(actor, 'contacts.contacts_imported', { bookId: book.id, at: clock.now(), data: noted }),
          ]);
        }
        return {
          total: stored.length,
          added: fresh.length,
          changed: changed.length,
          same: stored.length - unknownHere.length - changed.length,
          alike: alike.length,
          table,
          unknownColumns: unknown,
          sample: stored
            .slice(0, sampled)
            .map(({ name, organisation, mails }) => ({ name, organisation, mail: mails[0] ?? null })),
        };
      });
    },
  };
}

function readInput(format: ImportFormat, data: Buffer): { cards: Card[]; table: string | null; unknown: string[] } {
  try {
    if (format === 'vcard') {
      const cards = readCards(data, { maxBytes: mostImportBytes, maxCards: mostCards });
      if (cards.length === 0) throw new VcardInvalid('not-a-card');
      return { cards, table: null, unknown: [] };
    }
    const { contacts, format: table, unknown } = readCsv(data, { maxRows: mostCards });
    const cards = contacts.map((fields) => editCard(newCard(randomUUID()), fields));
    return { cards, table, unknown: [...unknown] };
  } catch (error) {
    if (error instanceof VcardInvalid) throw invalidCard(error);
    if (error instanceof CsvInvalid) throw invalidTable(error);
    throw error;
  }
}

/** With pauses, in which others are served. Of two of the same UID the later one counts, as if they were stored one after the other. */
async function prepare(cards: readonly Card[]): Promise<Omit<NewCard, 'change'>[]> {
  const byUid = new Map<string, Omit<NewCard, 'change'>>();
  for (const [at, card] of cards.entries()) {
    if (at % batch === 0) await setImmediate();
    const uri = newCardUri(randomUUID());
    const stored = toStored(card, uri, Buffer.from(writeCard(card)));
    // without UID it goes by its address, which stays: groups name it so
    byUid.set(stored.uid, stored.uid === uri ? stored : { ...stored, uri: newCardUri(stored.uid) });
  }
  return [...byUid.values()];
}
