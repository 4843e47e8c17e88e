import {
  DavError,
  byMethod,
  collection,
  plainPropfind,
  plainResponse,
  readXml,
  text,
  xmlAnswer,
  type Answer,
  type DavCall,
  type HomeChild,
  type PlainResource,
} from '@landescloud/platform/dav';
import { readCalendar } from '@landescloud/icalendar';
import { DomainError } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import {
  DAV,
  childElements,
  childNames,
  child,
  decodePath,
  emptyElement,
  encodeSegment,
  is,
  multistatus,
  parsePropertyUpdate,
  parseXml,
  propstatResponse,
  statusResponse,
  textOf,
  type XmlElement,
} from '@landescloud/webdav-xml';
import { zoneOfQuery } from '../../dav/calendar-query.ts';
import { matches, parseFilter } from '../../dav/filter.ts';
import { CALDAV, CALENDARSERVER, caldav } from '../../dav/namespaces.ts';
import { standardUri } from '../../context.ts';
import { dropAvailability, keepAvailability, readAvailability } from '../availability-store.ts';
import { findInboxItem, listInbox, removeInboxItem, type InboxItem } from '../inbox-store.ts';

const calendarType = 'text/calendar; charset=utf-8';
const notFound = () => new DomainError('NotFound', 'dav.not_found', 'There is nothing here.');

/** The schedule inbox (RFC 6638, 2.2): what has come, which is applied already; and the person's availability (RFC 7953). */
export function scheduleInbox({ db, clock }: { readonly db: Database; readonly clock: { now(): number } }): HomeChild {
  const href = (call: DavCall) => `${call.root}/inbox/`;

  function resource(call: DavCall): PlainResource {
    const { personId } = call.actor;
    const availability = () => readAvailability(db, personId).then((found) => (found === null ? null : text(found)));
    return {
      href: href(call),
      properties: {
        'DAV: resourcetype': `${collection}${caldav('schedule-inbox')}`,
        'DAV: displayname': 'Inbox',
        [`${CALDAV} supported-calendar-component-set`]: ['VEVENT', 'VTODO', 'VFREEBUSY']
          .map((name) => caldav('comp', '', ` name="${name}"`))
          .join(''),
        [`${CALDAV} schedule-default-calendar-URL`]: `<d:href>${call.root}/${standardUri}/</d:href>`,
        [`${CALDAV} calendar-free-busy-set`]: `<d:href>${call.root}/${standardUri}/</d:href>`,
        [`${CALDAV} calendar-availability`]: availability,
        [`${CALENDARSERVER} calendar-availability`]: availability,
        'DAV: supported-report-set': ['calendar-multiget', 'calendar-query']
          .map((name) => `<d:supported-report><d:report>${caldav(name)}</d:report></d:supported-report>`)
          .join(''),
        'DAV: current-user-privilege-set': ['read', 'write-properties', 'unbind']
          .map((name) => `<d:privilege><d:${name}/></d:privilege>`)
          .join(''),
      },
    };
  }

  const itemResource = (call: DavCall, { uri, data, createdAt }: InboxItem, withData: boolean): PlainResource => ({
    href: `${href(call)}${encodeSegment(uri)}`,
    properties: {
      'DAV: resourcetype': '',
      'DAV: getetag': `"${text(uri)}"`,
      'DAV: getcontenttype': calendarType,
      'DAV: getcontentlength': String(data.length),
      'DAV: getlastmodified': new Date(createdAt).toUTCString(),
      ...(withData ? { [`${CALDAV} calendar-data`]: text(data.toString()) } : {}),
    },
  });

  async function item(call: DavCall): Promise<InboxItem> {
    const found = await findInboxItem(db, call.actor.personId, call.path[0] ?? '');
    if (found === undefined) throw notFound();
    return found;
  }

  const ofInbox = {
    PROPFIND: (call: DavCall) =>
      plainPropfind(call, resource(call), async () =>
        (await listInbox(db, call.actor.personId)).map((each) => itemResource(call, each, false)),
      ),
    async PROPPATCH(call: DavCall): Promise<Answer> {
      const instructions = parsePropertyUpdate(await readXml(call.body));
      const { personId } = call.actor;
      const isAvailability = ({ namespace, name }: { namespace: string; name: string }) =>
        name === 'calendar-availability' && (namespace === CALDAV || namespace === CALENDARSERVER);
      let works = instructions.every(isAvailability);
      const last = instructions.findLast(isAvailability);
      if (works && last !== undefined) {
        if (last.value === null) await dropAvailability(db, personId);
        else works = await keepAvailability(db, personId, last.text, clock.now());
      }
      const properties = instructions.map((name) => emptyElement(name)).join('');
      const answered = [{ status: works ? 200 : 403, properties }];
      return xmlAnswer(207, multistatus([propstatResponse(href(call), answered)]));
    },
    async REPORT(call: DavCall): Promise<Answer> {
      const report = parseXml(await readXml(call.body));
      const [multiget, query] = [is(report, CALDAV, 'calendar-multiget'), is(report, CALDAV, 'calendar-query')];
      if (!multiget && !query)
        throw new DavError(403, 'dav.report_unknown', 'This report is not known.', {
          condition: '<d:supported-report/>',
        });
      const prop = child(report, DAV, 'prop');
      const names = prop === undefined ? null : childNames(prop);
      const items = await listInbox(db, call.actor.personId);
      const write = (each: InboxItem) => plainResponse(itemResource(call, each, true), names, false);
      if (query) return xmlAnswer(207, multistatus(await Promise.all(matching(report, items).map(write))));
      const byUri = new Map(items.map((each) => [each.uri, each]));
      const wanted = childElements(report).filter((each) => is(each, DAV, 'href'));
      const responses = wanted.map(async (each) => {
        const address = textOf(each).trim();
        const path = decodePath(address);
        const found = path.ok ? byUri.get(path.segments.at(-1) ?? '') : undefined;
        return found === undefined ? statusResponse(text(address), 404) : write(found);
      });
      return xmlAnswer(207, multistatus(await Promise.all(responses)));
    },
  };

  async function get(call: DavCall): Promise<Answer> {
    const { data, uri } = await item(call);
    const headers = { etag: `"${uri}"`, 'content-type': calendarType, 'content-length': data.length };
    return { status: 200, headers, body: data };
  }

  const ofItem = {
    GET: get,
    HEAD: get,
    async PROPFIND(call: DavCall): Promise<Answer> {
      return plainPropfind(call, itemResource(call, await item(call), true), async () => []);
    },
    async DELETE(call: DavCall): Promise<Answer> {
      if (!(await removeInboxItem(db, call.actor.personId, call.path[0] ?? ''))) throw notFound();
      return { status: 204 };
    },
  };

  return {
    resource,
    async handle(call) {
      if (call.path.length === 0) return byMethod(ofInbox, call);
      if (call.path.length > 1) throw notFound();
      return byMethod(ofItem, call);
    },
  };
}

/** CALDAV:calendar-query (RFC 4791 section 7.8) of messages, which name a method where stored objects have none. */
function matching(report: XmlElement, items: readonly InboxItem[]): InboxItem[] {
  const filter = parseFilter(report);
  const zone = zoneOfQuery(report, { timeZone: null });
  return items.filter(({ data }) => matches(filter, readCalendar(data, { message: true }), zone));
}
