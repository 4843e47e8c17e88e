import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import type { ContactsDeps } from '../contacts-deps.ts';
import {
  bookExists,
  bookNotFound,
  invalidBook,
  notAllowed,
  granteeNotFound,
  shareNotPossible,
  tooManyBooks,
} from '../errors.ts';
import { eventOf } from '../event-of.ts';
import { isReservedUri, mayManage, type Book, type BookOwner, type BookRole } from './book.ts';
import type { BookReader } from './book-reader.ts';
import { addBook, addFirstBook, changeBook, countBooks, restoreBook, trashBook } from './book-writer.ts';
import { putShare, sharesOf, takeShare, type GranteeKind, type ShareRow } from './share-store.ts';

export interface NewBook {
  readonly name: string;
  readonly description?: string | undefined;
  readonly colour?: string | null | undefined;
  /** In the owner's home; made where absent. */
  readonly uri?: string | undefined;
  /** Absent: who asks. */
  readonly owner?: { readonly kind: 'group' | 'organisation'; readonly key: string } | undefined;
}

export interface BookChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly colour?: string | null | undefined;
}

export interface Books {
  /** One's own, then those of others; everybody but guests begins with one. */
  list(actor: PersonActor): Promise<Book[]>;
  /** NotFound `contacts.address_book_not_found`. */
  get(actor: PersonActor, uri: string): Promise<Book>;
  /** Conflict `contacts.address_book_exists`, LimitExceeded `contacts.too_many_address_books`. */
  add(actor: PersonActor, book: NewBook): Promise<Book>;
  update(actor: PersonActor, uri: string, change: BookChange): Promise<Book>;
  /** Into the trash, with all that is in it. */
  remove(actor: PersonActor, uri: string): Promise<number>;
  restore(actor: PersonActor, id: number): Promise<Book>;
  shares(actor: PersonActor, uri: string): Promise<ShareRow[]>;
  /** Role null: the right ends. */
  share(
    actor: PersonActor,
    uri: string,
    grantee: { readonly kind: GranteeKind; readonly key: string },
    role: BookRole | null,
  ): Promise<ShareRow[]>;
}

const most = 100;

export function createBooks({ db, clock, events, directory }: ContactsDeps, books: BookReader): Books {
  async function managed(actor: PersonActor, uri: string): Promise<Book> {
    const book = await books.byUri(actor, uri);
    if (!mayManage(book)) throw notAllowed();
    return book;
  }

  async function ownerOf(actor: PersonActor, owner: NewBook['owner']): Promise<BookOwner> {
    if (actor.role === 'guest') throw notAllowed();
    if (owner === undefined) return { kind: 'person', id: actor.personId };
    const [found] = await directory.recipients.choose(actor, [owner]);
    if (found === undefined) throw bookNotFound();
    if (owner.kind === 'organisation') {
      const held = await directory.rights.organisationsHeld(actor, 'organisation-administrator');
      if (held !== null && !held.includes(found.id)) throw notAllowed();
    } else if (!(await directory.groups.get(actor, owner.key)).administered) throw notAllowed();
    return { kind: owner.kind, id: found.id };
  }

  const told = (actor: PersonActor, bookId: number, type: string, data: Record<string, unknown> = {}) =>
    eventOf(actor, type, { bookId, at: clock.now(), data });

  return {
    async list(actor) {
      const found = await books.list(actor);
      if (actor.role === 'guest' || found.some(({ own }) => own)) return found;
      const { language } = (await directory.people.byIds([actor.personId])).get(actor.personId) ?? { language: 'de' };
      await addFirstBook(db, actor.personId, language === 'en' ? 'Contacts' : 'Kontakte', clock.now());
      return books.list(actor);
    },

    get: (actor, uri) => books.byUri(actor, uri),

    async add(actor, given) {
      const { description = '', colour = null } = given;
      const name = checkedName(given.name);
      if (description.length > 1_000) throw invalidBook('description');
      if (colour !== null && !isColour(colour)) throw invalidBook('colour');
      const uri = given.uri ?? randomUUID();
      if (isReservedUri(uri) || uri.length > 200) throw bookExists();
      const owner = await ownerOf(actor, given.owner);
      const id = await db.transaction(async (tx) => {
        if ((await countBooks(tx, owner)) >= most) throw tooManyBooks();
        const added = await addBook(tx, { owner, uri, name, description, colour, at: clock.now() });
        if (added === undefined) throw bookExists();
        await events.record(tx, [told(actor, added, 'contacts.address_book_added', { owner: owner.kind })]);
        return added;
      });
      return books.byId(actor, id);
    },

    async update(actor, uri, { name, description, colour }) {
      const book = await managed(actor, uri);
      if (description !== undefined && description.length > 1_000) throw invalidBook('description');
      if (colour !== undefined && colour !== null && !isColour(colour)) throw invalidBook('colour');
      const changed = {
        name: name === undefined ? book.name : checkedName(name),
        description: description ?? book.description,
        colour: colour === undefined ? book.colour : colour,
      };
      await db.transaction(async (tx) => {
        await changeBook(tx, book.id, changed);
        await events.record(tx, [told(actor, book.id, 'contacts.address_book_changed')]);
      });
      return books.byUri(actor, uri);
    },

    async remove(actor, uri) {
      const book = await managed(actor, uri);
      // who was given a right on it may not take it from its owner
      if (!book.own && book.owner.kind === 'person') throw notAllowed();
      await db.transaction(async (tx) => {
        if (!(await trashBook(tx, book.id, clock.now(), actor.personId))) throw bookNotFound();
        await events.record(tx, [told(actor, book.id, 'contacts.address_book_removed')]);
      });
      return book.id;
    },

    async restore(actor, id) {
      await db.transaction(async (tx) => {
        const book = await books.deleted(actor, id, tx);
        if (!(await restoreBook(tx, book.id))) throw bookNotFound();
        await events.record(tx, [told(actor, id, 'contacts.address_book_restored')]);
      });
      return books.byId(actor, id);
    },

    async shares(actor, uri) {
      return sharesOf(db, (await managed(actor, uri)).id);
    },

    async share(actor, uri, { kind, key }, role) {
      const book = await managed(actor, uri);
      await db.transaction(async (tx) => {
        if (role === null) {
          // also of somebody who cannot be found any more
          const held = (await sharesOf(tx, book.id)).find((each) => each.kind === kind && each.key === key);
          if (held === undefined) return;
          await takeShare(tx, book.id, held);
          await events.record(tx, [told(actor, book.id, 'contacts.address_book_unshared', { kind, key })]);
          return;
        }
        const [grantee] = await directory.recipients.choose(actor, [{ kind, key }]);
        if (grantee === undefined) throw granteeNotFound();
        if (book.owner.kind === kind && book.owner.id === grantee.id) throw shareNotPossible();
        await putShare(tx, book.id, { kind, id: grantee.id, role });
        await events.record(tx, [told(actor, book.id, 'contacts.address_book_shared', { kind, key, role })]);
      });
      return sharesOf(db, book.id);
    },
  };
}

function checkedName(given: string): string {
  const name = given.normalize('NFC').trim();
  if (name === '' || name.length > 100 || /[\u0000-\u001f\u007f\u2028\u2029]/.test(name)) throw invalidBook('name');
  return name;
}

const isColour = (text: string): boolean => /^#[0-9a-fA-F]{6}$/.test(text);
