import type { PlainValue } from '@landescloud/platform/dav';
import { personHref, principalHref, text, type DavCall } from '@landescloud/platform/dav';
import { OWNCLOUD } from '@landescloud/webdav-xml';
import type { Calendar } from '../calendar.ts';
import { maxDate, minDate } from '../objects/index-object.ts';
import { mostBytes } from '../objects/read-object.ts';
import { mayRead } from '../roles.ts';
import type { ShareView } from '../store/share-writer.ts';
import type { CalendarView } from '../views.ts';
import { collations } from './collation.ts';
import { APPLE, CALDAV, CALENDARSERVER, caldav } from './namespaces.ts';

const utc = (instant: number): string => `${new Date(instant).toISOString().slice(0, 10).replaceAll('-', '')}T000000Z`;

const ofEvery: Readonly<Record<string, string>> = {
  [`${CALDAV} supported-calendar-data`]: caldav('calendar-data', '', ' content-type="text/calendar" version="2.0"'),
  [`${CALDAV} max-resource-size`]: String(mostBytes),
  [`${CALDAV} min-date-time`]: utc(minDate),
  [`${CALDAV} max-date-time`]: utc(maxDate),
  [`${CALDAV} supported-collation-set`]: collations.map((each) => caldav('supported-collation', each)).join(''),
};

/** RFC 4791 section 5.2, RFC 6638 section 9.1, and what Apple's and Nextcloud's clients ask for. */
export function calendarProperties(
  calendars: Calendar,
  call: DavCall,
  calendar: CalendarView,
): Record<string, PlainValue> {
  const { components, transparent, timeZone, description, colour, position, sourceUrl } = calendar;
  const invites = (namespace: string): PlainValue =>
    mayRead(calendar.role)
      ? async () => {
          const shares = await sharesOf(calendars, call, calendar.id);
          return shares.map((share) => inviteOf(share, namespace)).join('');
        }
      : '';
  return {
    'DAV: displayname': text(calendar.name),
    [`${CALDAV} supported-calendar-component-set`]: components
      .map((name) => caldav('comp', '', ` name="${name}"`))
      .join(''),
    ...ofEvery,
    [`${CALDAV} calendar-description`]: text(description),
    ...(timeZone === null ? {} : { [`${CALDAV} calendar-timezone`]: text(timeZone) }),
    [`${CALDAV} schedule-calendar-transp`]: caldav(transparent ? 'transparent' : 'opaque'),
    ...(colour === null ? {} : { [`${APPLE} calendar-color`]: text(colour) }),
    [`${APPLE} calendar-order`]: String(position),
    [`${OWNCLOUD} calendar-enabled`]: '1',
    [`${OWNCLOUD} invite`]: invites(OWNCLOUD),
    [`${CALENDARSERVER} invite`]: invites(CALENDARSERVER),
    ...(sourceUrl === null ? {} : { [`${CALENDARSERVER} source`]: `<d:href>${text(sourceUrl)}</d:href>` }),
  };
}

const ofHomes = new WeakMap<DavCall, ReturnType<Calendar['sharesOfAll']>>();

/** Where a whole home is listed, of all calendars at once. */
async function sharesOf(calendars: Calendar, call: DavCall, id: number): Promise<readonly ShareView[]> {
  if (call.path.length > 0) return calendars.shares(call.actor, { id });
  const known = ofHomes.get(call) ?? calendars.sharesOfAll(call.actor);
  ofHomes.set(call, known);
  return (await known).get(id) ?? [];
}

function inviteOf(share: ShareView, namespace: string): string {
  const { kind, key, name, role } = share;
  const href =
    kind === 'person' ? personHref(key) : principalHref({ folder: kind === 'group' ? 'groups' : 'organisations', key });
  const tag = (inner: string, content = ''): string =>
    content === '' ? `<i:${inner}/>` : `<i:${inner}>${content}</i:${inner}>`;
  const access = role === 'viewer' || role === 'free-busy' ? 'read' : 'read-write';
  // Nextcloud's clients know principals by their path below the root of DAV.
  const shown =
    namespace === OWNCLOUD ? `principal:${href.replace(/^\/remote\.php\/dav\//, '').replace(/\/$/, '')}` : href;
  const content = `<d:href>${text(shown)}</d:href>${tag('common-name', text(name))}${tag('invite-accepted')}${tag('access', tag(access))}`;
  return `<i:user xmlns:i="${namespace}">${content}</i:user>`;
}
