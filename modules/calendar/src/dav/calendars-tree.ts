import {
  collectionTreeMethods,
  collectionsTree,
  davRoot,
  type DavTree,
  type HomeChild,
  type PrincipalProperties,
} from '@landescloud/platform/dav';
import { encodeSegment } from '@landescloud/webdav-xml';
import type { Calendar } from '../calendar.ts';
import { calendarPort } from './calendar-port.ts';
import { CALDAV } from './namespaces.ts';

export interface CalendarsTreeOptions {
  /** What else stands in each home: inbox and outbox. */
  readonly children?: ReadonlyMap<string, HomeChild>;
  /** Besides those of calendars: 'calendar-auto-schedule'. */
  readonly classes?: readonly string[];
}

/** `/remote.php/dav/calendars/<login>/<calendar>/<object>`. */
export function calendarsTree(calendar: Calendar, { children, classes = [] }: CalendarsTreeOptions = {}): DavTree {
  return {
    name: 'calendars',
    scope: 'calendar',
    owner: 'login',
    listed: true,
    methods: [...collectionTreeMethods, 'MKCALENDAR'],
    classes: [
      '1',
      '3',
      'extended-mkcol',
      'access-control',
      'calendar-access',
      'calendarserver-sharing',
      'oc-resource-sharing',
      ...classes,
    ],
    handle: collectionsTree(calendarPort(calendar, children)),
  };
}

/** Where one's own calendars are (RFC 4791 section 6.2.1); others' are nobody's to ask for. */
export const calendarPrincipalProperties: PrincipalProperties = (actor, principal): Record<string, string> =>
  principal.folder === 'users' && principal.key === actor.login
    ? { [`${CALDAV} calendar-home-set`]: `<d:href>${davRoot}/calendars/${encodeSegment(actor.login)}/</d:href>` }
    : {};
