import ICAL from 'ical.js';
import type { Calendar } from './parts.ts';

const [prodid, version] = ['PRODID:-//Example/ExampleCalendarClient//EN', 'VERSION:2.0'];

/** A calendar of its lines; each further text is a component's. */
export function calendarOf(method: string | null, ...components: readonly string[]): Calendar {
  const head = ['BEGIN:VCALENDAR', prodid, ...(method === null ? [] : [`METHOD:${method}`]), version];
  const text = [...head, ...components.map((each) => each.trim()), 'END:VCALENDAR', ''].join('\n');
  return ICAL.Component.fromString(text.replaceAll(/\n\s*/g, '\r\n'));
}

export function event(lines: string, kind = 'VEVENT'): string {
  return `BEGIN:${kind}\n${lines.trim()}\nEND:${kind}`;
}

export const berlin = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE`;

/** What each says: RECURRENCE-ID or '', and the values of the named properties. */
export function said(calendar: Calendar, ...names: readonly string[]): string[] {
  return calendar
    .getAllSubcomponents()
    .filter(({ name }) => name !== 'vtimezone')
    .map((part) => ['recurrence-id', ...names].map((name) => String(part.getFirstPropertyValue(name) ?? '')).join(' '));
}

/** 'b@example.com ACCEPTED', of each part. */
export function answers(calendar: Calendar): string[][] {
  return calendar
    .getAllSubcomponents()
    .filter(({ name }) => name !== 'vtimezone')
    .map((part) =>
      part
        .getAllProperties('attendee')
        .map(
          (each) => `${String(each.getFirstValue()).slice(7)} ${each.getFirstParameter('partstat') ?? 'NEEDS-ACTION'}`,
        ),
    );
}
