import { setImmediate } from 'node:timers/promises';
import { sendObjects, xmlType, type Answer, type DavCall, type ObjectWriter } from '@landescloud/platform/dav';
import {
  XmlInvalid,
  child,
  multistatusEnd,
  multistatusStart,
  statusResponse,
  textOf,
  type XmlElement,
} from '@landescloud/webdav-xml';
import { readCard, type Card } from '@landescloud/vcard';
import type { CardRow } from '../cards/card-store.ts';
import type { Contacts } from '../contacts.ts';
import type { BookCollection, CardObject } from './address-book-port.ts';
import { indexedWords, matchesFilter, parseFilter, searchText, type CardFilter } from './card-filter.ts';
import { toObject } from './directory-collection.ts';
import { CARDDAV } from './names.ts';

const mostFound = 10_000;
const mostBytesFound = 64 * 1024 * 1024;
/** Of a search in the directory: who looks for somebody types another letter. */
const mostOfDirectory = 200;
const readAtOnce = 200;

/** RFC 6352 section 8.6. */
export function addressBookQuery(contacts: Contacts) {
  return async (
    call: DavCall,
    collection: BookCollection,
    report: XmlElement,
    write: ObjectWriter<CardObject>,
  ): Promise<Answer> => {
    const filter = parseFilter(child(report, CARDDAV, 'filter'));
    const limit = limitOf(report);
    const { book } = collection;
    const { found, more } =
      book === null
        ? await searchDirectory(contacts, call, filter, Math.min(limit, mostOfDirectory))
        : await filtered(contacts.candidates(book, indexedWords(filter)), filter, limit);
    if (!more) return sendObjects(multistatusStart, found, write);
    const truncated = statusResponse(`${call.root}/${collection.uri}/`, 507, '<d:number-of-matches-within-limits/>');
    const body = multistatusStart + found.map((each) => write.write(each)).join('') + truncated + multistatusEnd;
    return { status: 207, headers: { 'content-type': xmlType }, body };
  };
}

function limitOf(report: XmlElement): number {
  const limit = child(report, CARDDAV, 'limit');
  const count = limit === undefined ? undefined : child(limit, CARDDAV, 'nresults');
  if (count === undefined) return mostFound;
  const text = textOf(count).trim();
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new XmlInvalid('unexpected', 'nresults must be a whole number above 0.');
  return Math.min(Number(text), mostFound);
}

/** With pauses, in which others are served; what would not fit into memory is left out, and the answer says so. */
async function filtered(pages: AsyncIterable<readonly CardRow[]>, filter: CardFilter, limit: number) {
  const found: CardRow[] = [];
  let bytes = 0;
  let read = 0;
  for await (const rows of pages) {
    for (const row of rows) {
      read += 1;
      if (read % readAtOnce === 0) await setImmediate();
      if (filter.props.length > 0 && !matchesFilter(filter, readStored(row))) continue;
      bytes += row.size;
      if (found.length === limit || (bytes > mostBytesFound && found.length > 0)) return { found, more: true };
      found.push(row);
    }
  }
  return { found, more: false };
}

function readStored({ data }: CardRow): Card {
  return readCard(data ?? Buffer.alloc(0));
}

async function searchDirectory({ directory }: Contacts, { actor }: DavCall, filter: CardFilter, limit: number) {
  const text = searchText(filter);
  // without anything to search by it is a listing, and what is listed the rule says
  const cards =
    text === null || text.trim() === ''
      ? await directory.listed(actor)
      : (await directory.search(actor, text, { offset: 0, limit: limit + 1 })).cards;
  const objects = cards.map(toObject);
  const found =
    text === null ? objects.filter(({ data }) => matchesFilter(filter, readCard(data ?? Buffer.alloc(0)))) : objects;
  return { found: found.slice(0, limit), more: found.length > limit };
}
