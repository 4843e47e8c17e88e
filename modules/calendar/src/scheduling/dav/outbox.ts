import {
  CalendarInvalid,
  formatDateTime,
  parameterOf,
  propertiesOf,
  propertyOf,
  readCalendar,
  timeOf,
  valueOf,
  valueProperty,
  writeTree,
  type CalendarObject,
  type Property,
} from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import {
  DavError,
  byMethod,
  collection,
  plainPropfind,
  readBody,
  text,
  xmlAnswer,
  type Answer,
  type DavCall,
  type HomeChild,
  type PlainResource,
} from '@landescloud/platform/dav';
import { DomainError } from '@landescloud/kernel';
import type { Calendar } from '../../calendar.ts';
import { CALDAV, CALENDARSERVER, caldav } from '../../dav/namespaces.ts';
import type { BusyPeriod } from '../../views.ts';
import { isOf, personParty, routeOf } from '../parties.ts';

const mostBytes = 256 * 1024;
const mostAsked = 300;
const types = { busy: 'BUSY', tentative: 'BUSY-TENTATIVE', unavailable: 'BUSY-UNAVAILABLE' } as const;

const refused = (condition: string, message: string) =>
  new DavError(403, 'calendar.request_refused', message, { condition: caldav(condition) });

/** The schedule outbox (RFC 6638, 2.1 and 5): asked by POST, it says when people are busy. Events go by being stored. */
export function scheduleOutbox(calendar: Calendar): HomeChild {
  const { db, clock } = calendar.context;

  function resource(call: DavCall): PlainResource {
    return {
      href: `${call.root}/outbox/`,
      properties: {
        'DAV: resourcetype': `${collection}${caldav('schedule-outbox')}`,
        'DAV: displayname': 'Outbox',
        [`${CALDAV} supported-calendar-component-set`]: caldav('comp', '', ' name="VFREEBUSY"'),
        'DAV: current-user-privilege-set': `<d:privilege><d:read/></d:privilege><d:privilege>${caldav('schedule-send')}</d:privilege><d:privilege>${caldav('schedule-send-freebusy')}</d:privilege>`,
      },
    };
  }

  async function post(call: DavCall): Promise<Answer> {
    const request = readRequest(await readBody(call.body, mostBytes));
    const [start, end] = ['DTSTART', 'DTEND'].map((name) => propertyOf(request.master!, name));
    const organizer = propertyOf(request.master!, 'ORGANIZER');
    if (start === undefined || end === undefined || organizer === undefined)
      throw refused('valid-calendar-object-resource', 'ORGANIZER, DTSTART and DTEND are needed.');
    const self = await personParty(db, call.actor.personId);
    if (self === null || !isOf(self, organizer.value))
      throw refused('organizer-allowed', 'One asks in one’s own name.');
    const attendees = propertiesOf(request.master!, 'ATTENDEE');
    if (attendees.length > mostAsked) throw refused('max-attendees-per-instance', `At most ${mostAsked} at once.`);
    const range = { from: timeOf(start).local, to: timeOf(end).local };
    const except = valueOf(request.master!, 'X-CALENDARSERVER-MASK-UID');
    const answers = await busyOf(call.actor, attendees, range, except);
    const responses = attendees.map((attendee, index) => {
      const busy = answers[index];
      const recipient = `<c:recipient><d:href>${text(attendee.value)}</d:href></c:recipient>`;
      if (busy === undefined || busy === null)
        return `<c:response>${recipient}<c:request-status>3.7;Invalid calendar user</c:request-status></c:response>`;
      const data = freeBusyReply(request, attendee, organizer, range, busy, clock.now());
      return `<c:response>${recipient}<c:request-status>2.0;Success</c:request-status><c:calendar-data>${text(data)}</c:calendar-data></c:response>`;
    });
    const body = `<?xml version="1.0" encoding="utf-8"?><c:schedule-response xmlns:d="DAV:" xmlns:c="${CALDAV}" xmlns:cs="${CALENDARSERVER}">${responses.join('')}</c:schedule-response>`;
    return xmlAnswer(200, body);
  }

  /** In the order of the attendees; null: nobody whom the actor may know. */
  async function busyOf(
    actor: PersonActor,
    attendees: readonly Property[],
    range: { from: number; to: number },
    except: string | undefined,
  ): Promise<(readonly BusyPeriod[] | null)[]> {
    const routes = await Promise.all(attendees.map(({ value }) => routeOf(db, value)));
    const logins = routes.flatMap((route) =>
      route.to === 'party' && route.party.login !== null ? [route.party.login] : [],
    );
    const busy = await calendar.freeBusy(actor, logins, range, except === undefined ? {} : { except });
    return routes.map((route) => (route.to === 'party' ? (busy.get(route.party.login ?? '') ?? null) : null));
  }

  return {
    resource,
    async handle(call) {
      if (call.path.length > 0) throw new DomainError('NotFound', 'dav.not_found', 'There is nothing here.');
      return byMethod({ POST: post, PROPFIND: (each) => plainPropfind(each, resource(each), async () => []) }, call);
    },
  };
}

function readRequest(body: Buffer): CalendarObject {
  try {
    const request = readCalendar(body, { message: true });
    if (request.kind === 'VFREEBUSY' && request.method === 'REQUEST' && request.master !== null) return request;
  } catch (error) {
    if (!(error instanceof CalendarInvalid)) throw error;
    throw refused('valid-calendar-data', error.message);
  }
  throw refused('supported-calendar-component', 'The outbox takes VFREEBUSY with METHOD:REQUEST; events are stored.');
}

function freeBusyReply(
  { uid }: CalendarObject,
  attendee: Property,
  organizer: Property,
  { from, to }: { readonly from: number; readonly to: number },
  busy: readonly BusyPeriod[],
  now: number,
): string {
  const utc = (instant: number) => formatDateTime(instant, true);
  const children = [
    valueProperty('UID', uid),
    valueProperty('DTSTAMP', utc(now)),
    valueProperty('DTSTART', utc(from)),
    valueProperty('DTEND', utc(to)),
    valueProperty('ORGANIZER', organizer.value),
    valueProperty('ATTENDEE', attendee.value, { CN: parameterOf(attendee, 'CN') }),
    ...busy.map((each) =>
      valueProperty('FREEBUSY', `${utc(each.start)}/${utc(each.end)}`, { FBTYPE: types[each.busy] }),
    ),
  ];
  const head = [
    valueProperty('VERSION', '2.0'),
    valueProperty('PRODID', '-//Landescloud//DE'),
    valueProperty('METHOD', 'REPLY'),
  ];
  return writeTree([{ name: 'VCALENDAR', children: [...head, { name: 'VFREEBUSY', children }] }]);
}
