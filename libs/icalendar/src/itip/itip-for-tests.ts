import { readTree } from '../read-tree.ts';
import { type Line, Part } from './part.ts';
import type { Moment } from './moment.ts';
import type { Calendar } from './parts.ts';

const [prodid, version] = ['PRODID:-//Example/ExampleCalendarClient//EN', 'VERSION:2.0'];

/** A calendar of its lines; each further text is a component's. */
export function calendarOf(method: string | null, ...components: readonly string[]): Calendar {
  const head = ['BEGIN:VCALENDAR', prodid, ...(method === null ? [] : [`METHOD:${method}`]), version];
  const text = [...head, ...components.map((each) => each.trim()), 'END:VCALENDAR', ''].join('\n');
  return Part.from(readTree(text.replaceAll(/\n\s*/g, '\r\n')).calendars[0]!);
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

/** A property from its line. */
export function line(text: string): Line {
  const calendar = readTree(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`)
    .calendars[0]!;
  return Part.from(calendar).parts('vevent')[0]!.lines()[0]!;
}

export function moment(text: string): Moment {
  return line(`DTSTART${text.endsWith('Z') ? '' : ';TZID=Europe/Berlin'}:${text}`).moment!;
}

/** What each part says: its instance or '', and the values of the named properties. */
export function said(calendar: Calendar, ...names: readonly string[]): string[] {
  return calendar
    .parts()
    .filter(({ name }) => name !== 'vtimezone')
    .map((part) =>
      [part.moment('recurrence-id')?.key ?? '', ...names.map((name) => part.line(name)?.plain ?? '')].join(' '),
    );
}

/** 'b@example.com ACCEPTED', of each part. */
export function answers(calendar: Calendar): string[][] {
  return calendar
    .parts()
    .filter(({ name }) => name !== 'vtimezone')
    .map((part) =>
      part.lines('attendee').map((each) => `${each.value.slice(7)} ${each.parameter('partstat') ?? 'NEEDS-ACTION'}`),
    );
}
