import type { PersonActor } from '@landescloud/kernel';
import { isDomainError } from '@landescloud/kernel';
import {
  DavError,
  collectionHref,
  syncTokenInvalid,
  type Collection,
  type CollectionsPort,
  type DavCall,
  type StoredObject,
} from '@landescloud/platform/dav';
import { DAV, encodeSegment, escapeText } from '@landescloud/webdav-xml';
import { directoryUri, mayEdit, mayManage, type Book } from '../books/book.ts';
import { mostBytes } from '../cards/cards.ts';
import type { Contacts } from '../contacts.ts';
import { bookNotFound, contactNotFound, readOnlyBook } from '../errors.ts';
import { writeAddressData } from './address-data.ts';
import { addressBookQuery } from './address-book-query.ts';
import { bookProperties, updateBook, wantsBook } from './book-properties.ts';
import { createDirectoryCollection } from './directory-collection.ts';
import { CARDDAV, cardElement } from './names.ts';
import { shareByHref } from './share-by-href.ts';

export interface BookCollection extends Collection {
  readonly name: string;
  readonly description: string;
  readonly colour: string | null;
  /** Null: the directory. */
  readonly book: Book | null;
}

export type CardObject = StoredObject;

/** What CardDAV (RFC 6352) says about address books, over the protocol that calendars have in common. */
export function addressBookPort(contacts: Contacts): CollectionsPort<BookCollection> {
  const { books, cards } = contacts;
  const directory = createDirectoryCollection(contacts.directory);

  async function toCollection(actor: PersonActor, book: Book): Promise<BookCollection> {
    return asCollection(book, book.own ? actor : await contacts.ownerOf(book));
  }

  function asCollection(book: Book, owner: BookCollection['owner']): BookCollection {
    const { id, uri, name, description, colour, change } = book;
    const rights = { read: true, write: mayEdit(book), manage: mayManage(book), share: mayManage(book) };
    return { id, uri, change, name, description, colour, rights, owner, book };
  }

  async function get(actor: PersonActor, uri: string): Promise<BookCollection> {
    return uri === directoryUri ? directory.collection(actor) : toCollection(actor, await books.get(actor, uri));
  }

  const refuse = (uri: string) => {
    if (uri === directoryUri) throw readOnlyBook();
  };

  return {
    mostBytes,
    sizeCondition: cardElement('max-resource-size'),
    dataProperty: `${CARDDAV} address-data`,
    multiget: `${CARDDAV} addressbook-multiget`,
    resourceTypes: ({ book }) => cardElement('addressbook') + (book === null ? cardElement('directory') : ''),
    homeProperties: (call) => homeProperties(call),
    collectionProperties: (_, collection) => bookProperties(collection),
    objectProperties: {},
    contentType: () => 'text/vcard; charset=utf-8',
    writeData: ({ data }, asked) => writeAddressData(data ?? Buffer.alloc(0), asked),

    async list(actor) {
      const [own, shown] = await Promise.all([books.list(actor), directory.shown(actor)]);
      const owners = await contacts.owners(own.filter((book) => !book.own));
      const shownOwn = own.map((book) => asCollection(book, book.own ? actor : (owners.get(book.id) ?? null)));
      return [...shownOwn, ...shown];
    },
    get,
    async object(actor, { collection: uri, object }) {
      const collection = await get(actor, uri);
      const [found] =
        collection.book === null
          ? await directory.objects(actor, [object])
          : await cards.find(actor, collection.book, { uris: [object], data: true });
      if (found === undefined) throw contactNotFound();
      return { collection, object: found };
    },
    async objects(actor, { book }, options) {
      return book === null ? directory.objects(actor, options.uris) : cards.find(actor, book, options);
    },
    async changes(actor, uri, since, options) {
      if (uri === directoryUri) return directory.changes(actor, since, options.limit);
      const book = await books.get(actor, uri);
      const known =
        since === null ||
        (since.collection === book.id && since.change <= book.change && since.change >= book.knownSince);
      if (!known) throw syncTokenInvalid();
      const collection = await toCollection(actor, book);
      if (since?.change === book.change)
        return { collection, changed: [], gone: [], change: book.change, truncated: false };
      const { changed, gone, change, truncated } = await cards.changes(book, since?.change ?? null, options);
      return { collection, changed, gone, change, truncated };
    },
    async put(actor, { collection, object }, data, { ifMatch, ifNoneMatch }) {
      refuse(collection);
      const conditions = {
        ...(ifMatch === undefined ? {} : { ifMatch }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
      };
      const place = { book: collection, uri: checkedUri(object) };
      const { created, etag } = await told(actor, collection, cards.put(actor, place, data, conditions));
      return { created, etag };
    },
    async remove(actor, { collection, object }, { ifMatch, ifNoneMatch }) {
      refuse(collection);
      const conditions = {
        ...(ifMatch === undefined ? {} : { ifMatch }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
      };
      await cards.remove(actor, { book: collection, uri: object }, conditions);
    },
    async move(actor, from, to, { copy, overwrite, conditions: { ifMatch } }) {
      refuse(to.collection);
      if (!copy) refuse(from.collection);
      const source = { book: from.collection, uri: from.object };
      const target = { book: to.collection, uri: checkedUri(to.object) };
      const how = { copy, overwrite, ...(ifMatch === undefined ? {} : { conditions: { ifMatch } }) };
      const { created, etag } =
        from.collection === directoryUri
          ? await told(
              actor,
              to.collection,
              cards.put(
                actor,
                target,
                await directory.data(actor, from.object),
                overwrite ? {} : { ifNoneMatch: ['*'] },
              ),
            )
          : await told(actor, to.collection, cards.move(actor, source, target, how));
      return { created, etag };
    },
    async make(actor, uri, { method, properties }) {
      refuse(uri);
      if (method !== 'MKCOL' || !wantsBook(properties)) {
        throw new DavError(403, 'contacts.only_address_books', 'Only address books can be made here.', {
          condition: '<d:valid-resourcetype/>',
        });
      }
      const text = (namespace: string, name: string) =>
        properties.find((each) => each.namespace === namespace && each.name === name)?.text.trim();
      const name = text(DAV, 'displayname') ?? '';
      const description = text(CARDDAV, 'addressbook-description');
      await books.add(actor, { uri: checkedUri(uri), name: name === '' ? uri : name, description });
    },
    async update(actor, uri, instructions) {
      refuse(uri);
      return updateBook(contacts, actor, uri, instructions);
    },
    async removeCollection(actor, uri) {
      refuse(uri);
      await books.remove(actor, uri);
    },
    async share(actor, uri, changes) {
      refuse(uri);
      await shareByHref(contacts, actor, uri, changes);
    },
    reports: { [`${CARDDAV} addressbook-query`]: addressBookQuery(contacts) },
  };

  /** With the precondition that RFC 6352 section 6.3.2.1 names. */
  async function told<T>(actor: PersonActor, uri: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const { code, message, details } = error;
      if (code === 'contacts.invalid_card')
        throw new DavError(403, code, message, { condition: cardElement('valid-address-data'), details });
      if (code === 'contacts.card_too_large')
        throw new DavError(403, code, message, { condition: cardElement('max-resource-size') });
      if (code === 'contacts.uid_taken') {
        const root = `/remote.php/dav/addressbooks/users/${encodeSegment(actor.login)}`;
        const href = collectionHref({ root } as DavCall, uri) + encodeSegment(String(details.uri));
        throw new DavError(409, code, message, {
          condition: cardElement('no-uid-conflict', `<d:href>${escapeText(href)}</d:href>`),
        });
      }
      throw error;
    }
  }
}

function homeProperties({ actor, root }: DavCall): Record<string, string> {
  return {
    'DAV: displayname': escapeText(actor.name),
    ...(actor.role === 'guest'
      ? {}
      : { [`${CARDDAV} directory-gateway`]: `<d:href>${root}/${directoryUri}/</d:href>` }),
  };
}

/** Names of resources, as they stand in addresses. */
function checkedUri(uri: string): string {
  if (uri === '' || uri.length > 255 || /[\u0000-\u001f\u007f/]/.test(uri)) throw bookNotFound();
  return uri;
}
