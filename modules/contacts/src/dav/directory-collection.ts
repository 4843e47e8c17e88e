import type { DirectoryCard, DirectoryCards } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import { syncTokenInvalid, type Changes, type StoredObject } from '@landescloud/platform/dav';
import { directoryUri } from '../books/book.ts';
import { directoryCardUri, directoryEtag, personCardText, personOfUri } from '../directory/person-card.ts';
import { bookNotFound, contactNotFound } from '../errors.ts';
import type { BookCollection } from './address-book-port.ts';

/**
 * A token is one number, where a reader of the directory stands is two: many change at once. So the number of the change and the
 * person stand beside each other in it.
 */
const people = 10_000_000;
const tokenOf = ({ change, personId }: { change: number; personId: number }): number => change * people + personId;
const positionOf = (token: number) => ({ change: Math.floor(token / people), personId: token % people });
const atEnd = people - 1;

/** The directory as an address book that nobody writes. Where it is only searched, it lists nobody, and is never out of date. */
export function createDirectoryCollection(cards: DirectoryCards) {
  async function collection(actor: PersonActor): Promise<BookCollection> {
    const book = await cards.book(actor);
    if (book === null) throw bookNotFound();
    return {
      id: book.selection,
      uri: directoryUri,
      change: book.extent === 'search' ? 0 : tokenOf({ change: book.change, personId: atEnd }),
      rights: { read: true, write: false, manage: false, share: false },
      owner: null,
      name: 'Verzeichnis',
      description: '',
      colour: null,
      book: null,
    };
  }

  return {
    collection,
    async shown(actor: PersonActor): Promise<BookCollection[]> {
      return actor.role === 'guest' ? [] : [await collection(actor)];
    },
    async objects(actor: PersonActor, uris: readonly string[] | undefined): Promise<StoredObject[]> {
      const found =
        uris === undefined
          ? await cards.listed(actor)
          : await cards.byIds(
              actor,
              uris.flatMap((uri) => personOfUri(uri) ?? []),
            );
      return found.map(toObject);
    },
    async data(actor: PersonActor, uri: string): Promise<Buffer> {
      const id = personOfUri(uri);
      const [found] = id === null ? [] : await cards.byIds(actor, [id]);
      if (found === undefined) throw contactNotFound();
      return Buffer.from(personCardText(found));
    },
    async changes(
      actor: PersonActor,
      since: { readonly collection: number; readonly change: number } | null,
      limit: number,
    ): Promise<Changes<BookCollection, StoredObject>> {
      const at = await collection(actor);
      if (since !== null && (since.collection !== at.id || since.change > at.change)) throw syncTokenInvalid();
      const from = since === null ? { change: 0, personId: 0 } : positionOf(since.change);
      const { changed, gone, last, truncated } = await cards.changes(actor, from, limit);
      return {
        collection: at,
        changed: changed.map(toObject),
        // who has never had them need not hear that they are gone
        gone: since === null ? [] : gone.map(directoryCardUri),
        change: truncated && last !== null ? tokenOf(last) : at.change,
        truncated,
      };
    },
  };
}

export function toObject(card: DirectoryCard): StoredObject {
  // listings without contents need only its length: but it costs next to nothing
  const data = Buffer.from(personCardText(card));
  return {
    uri: directoryCardUri(card.id),
    etag: directoryEtag(card),
    size: data.length,
    modifiedAt: card.change,
    data,
  };
}
