import type { PersonActor } from '@landescloud/kernel';
import {
  bareUid,
  editCard,
  mergeCards,
  readFields,
  stampRevision,
  uidOf,
  writeCard,
  type Fields,
  type Merged,
} from '@landescloud/vcard';
import { mayEdit, type Book } from '../books/book.ts';
import { nextChange } from '../books/book-writer.ts';
import type { BookReader } from '../books/book-reader.ts';
import { findCardsById, keepBefore, putCards, removeCards } from '../cards/card-store.ts';
import { parseCard, toStored } from '../cards/cards.ts';
import { groupsWith } from '../cards/group-reader.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { bookNotFound, contactChanged, contactNotFound, notAllowed, nothingToMerge } from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { keepGroupPlaces, mergedMembers, type GroupPlace } from './group-places.ts';
import { findDuplicates, type DuplicateGroup } from './duplicates.ts';

export interface MergePreview {
  readonly fields: Fields;
  /** What becomes of each thing that the contacts say; `from` counts in the order of `ids`. */
  readonly report: readonly Merged[];
  readonly etags: readonly string[];
}

export interface Merges {
  duplicates(actor: PersonActor, book: string): Promise<DuplicateGroup[]>;
  /** The first stays. Invalid `contacts.nothing_to_merge`. */
  preview(actor: PersonActor, book: string, ids: readonly number[]): Promise<MergePreview>;
  /** The others and what the first was go into the trash; brought back in the order of `trashed`, all are as they were. PreconditionFailed `contacts.contact_changed`. */
  merge(
    actor: PersonActor,
    book: string,
    ids: readonly number[],
    etags: readonly string[],
  ): Promise<{ id: number; trashed: number[] }>;
}

const most = 20;

export function createMerges({ db, clock, events }: ContactsDeps, reader: BookReader): Merges {
  async function editable(
    actor: PersonActor,
    uri: string,
    q = db as Parameters<typeof reader.byUri>[2],
  ): Promise<Book> {
    const book = await reader.byUri(actor, uri, q);
    if (!mayEdit(book)) throw notAllowed();
    return book;
  }

  async function chosen(q: Parameters<typeof findCardsById>[0], book: Book, ids: readonly number[]) {
    const wanted = [...new Set(ids)];
    if (wanted.length < 2 || wanted.length > most) throw nothingToMerge();
    const rows = await findCardsById(q, book.id, wanted);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return wanted.map((id) => {
      const row = byId.get(id);
      if (row === undefined) throw contactNotFound();
      return { row, card: parseCard(row.data) };
    });
  }

  function merged(rows: Awaited<ReturnType<typeof chosen>>) {
    const [first, ...others] = rows;
    if (first === undefined) throw nothingToMerge();
    return { first, others, ...mergeCards([first.card, ...others.map(({ card }) => card)]) };
  }

  return {
    async duplicates(actor, uri) {
      return findDuplicates(db, (await reader.byUri(actor, uri)).id);
    },

    async preview(actor, uri, ids) {
      const rows = await chosen(db, await editable(actor, uri), ids);
      const { card, report } = merged(rows);
      return { fields: readFields(card), report, etags: rows.map(({ row }) => row.etag) };
    },

    async merge(actor, uri, ids, etags) {
      return db.transaction(async (tx) => {
        const book = await editable(actor, uri, tx);
        // the row of the book is locked from here on
        if ((await nextChange(tx, book.id, 0)) === undefined) throw bookNotFound();
        const rows = await chosen(tx, book, ids);
        if (rows.some(({ row }, at) => row.etag !== etags[at])) throw contactChanged();
        const { first, others, card } = merged(rows);
        const written = [{ uri: first.row.uri, card: stampRevision(card, clock.now()) }];
        // groups go on to hold whom they held
        const stays = uidOf(first.card) ?? first.row.uri;
        const gone = new Set(others.map(({ row, card: other }) => uidOf(other) ?? row.uri));
        const groups = new Map<number, string>();
        const places: (GroupPlace & { readonly of: string })[] = [];
        for (const uid of gone)
          for (const group of await groupsWith(tx, book.id, uid)) groups.set(group.id, group.name);
        for (const row of await findCardsById(tx, book.id, [...groups.keys()])) {
          const group = parseCard(row.data);
          const { members, held, isNew } = mergedMembers(readFields(group).members, gone, stays);
          written.push({ uri: row.uri, card: editCard(group, { members }) });
          for (const { member, at } of held) places.push({ of: bareUid(member), uri: row.uri, member, at });
          if (isNew) places.push({ of: stays, uri: row.uri, member: `urn:uuid:${stays}` });
        }
        const last = (await nextChange(tx, book.id, written.length + others.length)) ?? 0;
        const stored = written.map(({ uri: at, card: made }, index) => ({
          ...toStored(made, at, Buffer.from(writeCard(made))),
          change: last - others.length - index,
        }));
        await putCards(tx, book.id, clock.now(), stored);
        const trashed = await removeCards(tx, book.id, {
          uris: others.map(({ row }) => row.uri),
          change: last,
          at: clock.now(),
          personId: actor.personId,
          mergedInto: first.row.uri,
        });
        // as it was before, so that all of it can be taken back
        const before = await keepBefore(tx, book.id, first.row, { at: clock.now(), personId: actor.personId });
        const uidAt = new Map(others.map(({ row, card: other }) => [row.uri, uidOf(other) ?? row.uri]));
        const placesOf = (uid: string | undefined) =>
          places.filter(({ of }) => of === uid).map(({ of: _, ...place }) => place);
        for (const { id, uri: at } of trashed) await keepGroupPlaces(tx, id, placesOf(uidAt.get(at)));
        for (const id of before) await keepGroupPlaces(tx, id, placesOf(stays));
        const data = { count: rows.length };
        await events.record(tx, [
          eventOf(actor, 'contacts.contacts_merged', { bookId: book.id, at: clock.now(), data }),
        ]);
        return { id: first.row.id, trashed: [...before, ...trashed.map(({ id }) => id)] };
      });
    },
  };
}
