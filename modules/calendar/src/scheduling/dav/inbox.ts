import {
  DavError,
  byMethod,
  collection,
  plainPropfind,
  readXml,
  text,
  writePlain,
  xmlAnswer,
  type Answer,
  type DavCall,
  type HomeChild,
  type PlainResource,
} from '@landescloud/platform/dav';
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
  textOf,
} from '@landescloud/webdav-xml';
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
      const wanted = childElements(report)
        .filter((each) => is(each, DAV, 'href'))
        .map((each) => decodePath(textOf(each)))
        .flatMap((path) => (path.ok ? path.segments.slice(-1) : []));
      const items = await listInbox(db, call.actor.personId);
      const chosen = query ? items : items.filter(({ uri }) => wanted.includes(uri));
      return xmlAnswer(
        207,
        await writePlain(
          chosen.map((each) => itemResource(call, each, true)),
          names,
        ),
      );
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
