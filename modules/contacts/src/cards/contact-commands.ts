import { randomUUID } from 'node:crypto';
import type { PersonActor } from '@landescloud/kernel';
import {
  editCard,
  fullName,
  mediaBytes,
  mediaText,
  nameFor,
  newCard,
  photoOf,
  readFields,
  setPhoto,
  stampRevision,
  uidOf,
  writeCard,
  type Card,
  type FieldChange,
} from '@landescloud/vcard';
import { directoryUri, type Book } from '../books/book.ts';
import type { Books } from '../books/books.ts';
import type { ContactsDeps } from '../contacts-deps.ts';
import { directoryUid, personFields } from '../directory/person-card.ts';
import { contactNotFound, invalidContact, invalidPhoto, readOnlyBook } from '../errors.ts';
import { findCardById } from './card-store.ts';
import { newCardUri, parseCard, type Cards } from './cards.ts';
import { checkFields } from './check-fields.ts';
import { categoriesOf, listContacts } from './contact-list.ts';
import type { Contact, ContactCommands, ListedContact } from './contacts-door.ts';
import { groupsWith, membersIn } from './group-reader.ts';
import { photoType } from './photo-type.ts';

const mostPhoto = 2 * 1024 * 1024;

export function createContactCommands(deps: ContactsDeps, books: Books, cards: Cards): ContactCommands {
  const { db, clock, directory } = deps;

  async function stored(actor: PersonActor, bookUri: string, id: number) {
    const book = await books.get(actor, bookUri);
    const row = await findCardById(db, book.id, id);
    if (row === undefined) throw contactNotFound();
    return { book, row, card: parseCard(row.data) };
  }

  async function view(actor: PersonActor, book: Book, id: number): Promise<Contact> {
    const row = await findCardById(db, book.id, id);
    if (row === undefined) throw contactNotFound();
    const card = parseCard(row.data);
    const fields = readFields(card);
    const ids = (await books.list(actor)).map((each) => each.id);
    const [members, groups] = await Promise.all([
      fields.members.length === 0 ? [] : membersIn(db, book.id, ids, fields.members),
      groupsWith(db, book.id, uidOf(card) ?? row.uri),
    ]);
    const photo = photoOf(card)?.kind === 'data';
    const uid = uidOf(card) ?? row.uri;
    return { id, book: book.uri, uid, etag: row.etag, fields, photo, members, groups };
  }

  async function save(actor: PersonActor, book: Book, uri: string, card: Card, conditions: object): Promise<Contact> {
    const data = Buffer.from(writeCard(stampRevision(card, clock.now())));
    const { id } = await cards.put(actor, { book: book.uri, uri }, data, conditions);
    return view(actor, book, id);
  }

  const refuseDirectory = (book: string) => {
    if (book === directoryUri) throw readOnlyBook();
  };

  return {
    async list(actor, { book: bookUri, ...filter }) {
      if (bookUri === directoryUri) return listDirectory(deps, actor, filter);
      const wanted = bookUri === undefined ? await books.list(actor) : [await books.get(actor, bookUri)];
      const uris = new Map(wanted.map(({ id, uri }) => [id, uri]));
      const { items, ...rest } = await listContacts(db, [...uris.keys()], filter);
      return {
        ...rest,
        items: items.map(({ bookId, uri: _, ...item }) => ({ ...item, book: uris.get(bookId) ?? '' })),
      };
    },

    async categories(actor) {
      return categoriesOf(
        db,
        (await books.list(actor)).map(({ id }) => id),
      );
    },

    async get(actor, bookUri, id) {
      if (bookUri !== directoryUri) return view(actor, await books.get(actor, bookUri), id);
      const [found] = await directory.cards.byIds(actor, [id]);
      if (found === undefined) throw contactNotFound();
      const fields = personFields(found);
      const uid = directoryUid(id);
      return { id, book: directoryUri, uid, etag: String(found.change), fields, photo: false, members: [], groups: [] };
    },

    async add(actor, bookUri, fields) {
      refuseDirectory(bookUri);
      checkFields(fields);
      const book = await books.get(actor, bookUri);
      const uid = randomUUID();
      const card = editCard(newCard(uid), named(fields));
      if (nameFor(card) === '') throw invalidContact('name', 'A contact needs a name, an organisation or an address.');
      return save(actor, book, newCardUri(uid), card, { ifNoneMatch: ['*'] });
    },

    async change(actor, bookUri, id, change, etag) {
      refuseDirectory(bookUri);
      checkFields(change);
      const { book, row, card } = await stored(actor, bookUri, id);
      const edited = editCard(card, named(change));
      if (nameFor(edited) === '')
        throw invalidContact('name', 'A contact needs a name, an organisation or an address.');
      return save(actor, book, row.uri, edited, { ifMatch: [etag] });
    },

    async photo(actor, bookUri, id) {
      if (bookUri === directoryUri) throw contactNotFound();
      const { row, card } = await stored(actor, bookUri, id);
      const media = photoOf(card);
      if (media?.kind !== 'data') throw contactNotFound();
      const bytes = mediaBytes(media.base64);
      const type = photoType(bytes);
      if (type === null) throw contactNotFound();
      return { type, bytes, etag: row.etag };
    },

    async setPhoto(actor, bookUri, id, bytes) {
      refuseDirectory(bookUri);
      const { book, row, card } = await stored(actor, bookUri, id);
      const type = bytes === null ? null : photoType(bytes);
      if (bytes !== null && (type === null || bytes.length > mostPhoto)) throw invalidPhoto();
      const media =
        bytes === null || type === null ? null : ({ kind: 'data', type, base64: mediaText(bytes) } as const);
      return save(actor, book, row.uri, setPhoto(card, media), { ifMatch: [row.etag] });
    },

    async remove(actor, bookUri, id) {
      refuseDirectory(bookUri);
      const { book, row } = await stored(actor, bookUri, id);
      return cards.remove(actor, { book: book.uri, uri: row.uri });
    },

    async move(actor, bookUri, id, to) {
      refuseDirectory(bookUri);
      refuseDirectory(to);
      const { book, row } = await stored(actor, bookUri, id);
      const target = await books.get(actor, to);
      const how = { copy: false, overwrite: false };
      const moved = await cards.move(actor, { book: book.uri, uri: row.uri }, { book: to, uri: row.uri }, how);
      return view(actor, target, moved.id);
    },
  };
}

/** Whoever gives a name in parts need not say how it is shown; a company is called by its name. */
function named(change: FieldChange): FieldChange {
  if (change.name !== undefined && change.name.trim() !== '') return change;
  const made = change.names === undefined ? '' : fullName(change.names);
  if (made !== '') return { ...change, name: made };
  const organisation = change.organisation?.trim() ?? '';
  const instead = organisation === '' ? (change.mails?.[0]?.value ?? change.phones?.[0]?.value) : organisation;
  const { name: _, ...rest } = change;
  return instead === undefined ? rest : { ...rest, name: instead };
}

async function listDirectory(
  { directory }: ContactsDeps,
  actor: PersonActor,
  { text = '', kind, category, withMail = false, offset, limit }: Parameters<ContactCommands['list']>[1],
) {
  // nobody in it has a category, and all are people
  if (category !== undefined || (kind !== undefined && kind !== 'person')) return { total: 0, letters: [], items: [] };
  const { total, cards } = await directory.cards.search(actor, text, { offset, limit });
  const items = cards
    .filter(({ email }) => !withMail || email !== null)
    .map(({ id, name, organisation, jobTitle, email, phone, change }): ListedContact => ({
      id,
      book: directoryUri,
      etag: String(change),
      kind: 'person',
      name,
      organisation: organisation.name,
      title: jobTitle ?? '',
      mail: email,
      phone,
      photo: false,
    }));
  return { total, letters: [], items };
}
