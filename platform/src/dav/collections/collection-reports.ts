import {
  DAV,
  child,
  childElements,
  is,
  multistatus,
  statusResponse,
  textOf,
  XmlInvalid,
  encodeSegment,
  type XmlElement,
} from '@landescloud/webdav-xml';
import { xmlAnswer, type Answer, type DavCall } from '../answer.ts';
import { DavError } from '../dav-error.ts';
import { key } from '../plain-resource.ts';
import { addressPath, requestPath } from '../raw-path.ts';
import { readXml } from '../read-body.ts';
import { collectionHref } from './collection-resource.ts';
import type { Collection, CollectionsPort, StoredObject } from './collection-port.ts';
import { objectWriter, propOf } from './object-writer.ts';
import { parseSyncToken, syncToken } from './sync-token.ts';
import { parseCached } from './xml-cache.ts';

const mostChanges = 10_000;
/** With contents, an answer is held in memory. */
const mostWithContents = 5_000;
const mostWanted = 10_000;

export async function collectionReport<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  call: DavCall,
  uri: string,
): Promise<Answer> {
  const report = parseCached(await readXml(call.body));
  if (is(report, DAV, 'sync-collection')) return syncCollection(port, call, uri, report);
  const name = key(report);
  if (name === port.multiget) return multiget(port, call, uri, report);
  const handler = Object.hasOwn(port.reports, name) ? port.reports[name] : undefined;
  if (handler === undefined)
    throw new DavError(403, 'dav.report_unknown', 'This report is not known.', { condition: '<d:supported-report/>' });
  const collection = await port.get(call.actor, uri);
  return handler(call, collection, report, objectWriter(port, collection, collectionHref(call, uri), propOf(report)));
}

/** RFC 6578 section 3. */
async function syncCollection<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  call: DavCall,
  uri: string,
  report: XmlElement,
): Promise<Answer> {
  const token = child(report, DAV, 'sync-token');
  if (token === undefined) throw new XmlInvalid('unexpected', 'sync-token is missing.');
  const level = child(report, DAV, 'sync-level');
  if (level !== undefined && textOf(level).trim() === 'infinite')
    throw new DavError(403, 'dav.sync_level_refused', 'Only sync-level 1 is answered.', {
      condition: '<d:sync-traversal-supported/>',
    });
  const given = textOf(token).trim();
  const since = given === '' ? null : parseSyncToken(given);
  const prop = propOf(report);
  const data = prop !== undefined && childElements(prop).some((each) => key(each) === port.dataProperty);
  const limit = Math.min(limitOf(report) ?? mostChanges, data ? mostWithContents : mostChanges);
  const changes = await port.changes(call.actor, uri, since, { limit, data });
  const href = collectionHref(call, uri);
  const writer = objectWriter(port, changes.collection, href, prop);
  const responses = changes.changed.map((object) => writer.write(object));
  for (const gone of changes.gone) responses.push(statusResponse(href + encodeSegment(gone), 404));
  // RFC 6578 section 3.6: more remains, the client asks again with the new token.
  if (changes.truncated) responses.push(statusResponse(href, 507, '<d:number-of-matches-within-limits/>'));
  const next = syncToken({ id: changes.collection.id, change: changes.change });
  return xmlAnswer(207, multistatus(responses, `<d:sync-token>${next}</d:sync-token>`));
}

function limitOf(report: XmlElement): number | null {
  const limit = child(report, DAV, 'limit');
  const count = limit === undefined ? undefined : child(limit, DAV, 'nresults');
  if (count === undefined) return null;
  const text = textOf(count).trim();
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new XmlInvalid('unexpected', 'nresults must be a whole number above 0.');
  return Number(text);
}

/** calendar-multiget and addressbook-multiget (RFC 4791 section 7.9, RFC 6352 section 8.7). */
async function multiget<C extends Collection, O extends StoredObject>(
  port: CollectionsPort<C, O>,
  call: DavCall,
  uri: string,
  report: XmlElement,
): Promise<Answer> {
  const wanted = childElements(report)
    .filter((each) => is(each, DAV, 'href'))
    .map((each) => textOf(each).trim());
  if (wanted.length > mostWanted) throw new XmlInvalid('too-large', `More than ${mostWanted} addresses.`);
  const collection = await port.get(call.actor, uri);
  const href = collectionHref(call, uri);
  const folder = requestPath(href);
  const places = wanted.map((each) => ({ href: each, uri: within(folder, each) }));
  const writer = objectWriter(port, collection, href, propOf(report));
  const uris = places.flatMap((place) => place.uri ?? []);
  const objects = await port.objects(call.actor, collection, { uris, data: writer.data });
  const byUri = new Map(objects.map((object) => [object.uri, object]));
  const responses = places.map((place) => {
    const object = place.uri === null ? undefined : byUri.get(place.uri);
    return object === undefined ? statusResponse(encodedHref(place.href), 404) : writer.write(object);
  });
  return xmlAnswer(207, multistatus(responses));
}

/** The segment that an address names in the folder; null where it lies elsewhere. */
function within(folder: readonly string[], href: string): string | null {
  const segments = addressPath(href, 'An address of the report');
  const last = segments.at(-1);
  return segments.length === folder.length + 1 &&
    folder.every((each, at) => each === segments[at]) &&
    last !== undefined
    ? last
    : null;
}

function encodedHref(href: string): string {
  return href.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
