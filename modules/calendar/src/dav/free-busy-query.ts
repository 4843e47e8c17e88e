import { formatDateTime, writeTree, valueProperty, type Component } from '@landescloud/icalendar';
import { DavError, type Answer, type DavCall } from '@landescloud/platform/dav';
import { child, type XmlElement } from '@landescloud/webdav-xml';
import type { Calendar } from '../calendar.ts';
import { busyOfCalendar } from '../queries/free-busy.ts';
import type { BusyPeriod, CalendarView } from '../views.ts';
import { CALDAV, caldav } from './namespaces.ts';
import { timeRangeOf } from './time-range.ts';

const types = { busy: 'BUSY', tentative: 'BUSY-TENTATIVE', unavailable: 'BUSY-UNAVAILABLE' } as const;

/** CALDAV:free-busy-query (RFC 4791 section 7.10). */
export async function freeBusyQuery(
  { context }: Calendar,
  _call: DavCall,
  calendar: CalendarView,
  report: XmlElement,
): Promise<Answer> {
  const element = child(report, CALDAV, 'time-range');
  const range = element === undefined ? null : timeRangeOf(element);
  if (range?.from === undefined || range.from === null || range.to === null)
    throw new DavError(403, 'calendar.filter_invalid', 'A time-range with start and end is needed.', {
      condition: caldav('valid-filter'),
    });
  const span = { from: range.from, to: range.to };
  const periods = calendar.transparent ? [] : await busyOfCalendar(context.db, calendar, span);
  const body = freeBusyText(span, periods, context.clock.now());
  return { status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' }, body };
}

/** A VCALENDAR with one VFREEBUSY. */
export function freeBusyText(
  { from, to }: { readonly from: number; readonly to: number },
  periods: readonly BusyPeriod[],
  now: number,
): string {
  const utc = (instant: number): string => formatDateTime(instant, true);
  const freeBusy: Component = {
    name: 'VFREEBUSY',
    children: [
      valueProperty('UID', `free-busy-${from}-${to}`),
      valueProperty('DTSTAMP', utc(now)),
      valueProperty('DTSTART', utc(from)),
      valueProperty('DTEND', utc(to)),
      ...periods.map(({ start, end, busy }) =>
        valueProperty('FREEBUSY', `${utc(start)}/${utc(end)}`, { FBTYPE: types[busy] }),
      ),
    ],
  };
  const children = [valueProperty('VERSION', '2.0'), valueProperty('PRODID', '-//Landescloud//DE'), freeBusy];
  return writeTree([{ name: 'VCALENDAR', children }]);
}
