export const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
export const event = (lines: string, around = '', uid = 'x'): string =>
  crlf(
    `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//DE\n${around}BEGIN:VEVENT\nUID:${uid}\nDTSTAMP:20260101T000000Z\n${lines}\nEND:VEVENT\nEND:VCALENDAR\n`,
  );
export const start = 'DTSTART:20260101T080000Z';
const zoned = 'DTSTART;TZID=Own:20260101T080000';
const zone = (inside: string): string => `BEGIN:VTIMEZONE\nTZID:Own\n${inside}END:VTIMEZONE\n`;
const standard = (more: string): string =>
  `BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n${more}END:STANDARD\n`;
const numbers = (to: number): string => Array.from({ length: to }, (_, at) => at).join(',');
const days = (count: number): string =>
  Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(2026, 0, 2 + at)).toISOString().replaceAll(/[-:]|\.\d+/g, ''),
  ).join(',');

export type Bad = readonly [what: string, body: () => string | Uint8Array, condition: RegExp];
export const refusedEvents: readonly Bad[] = [
  ['more than 10 MB', () => event(`${start}\nDESCRIPTION:${'x'.repeat(10 * 1024 * 1024)}`), /max-resource-size/],
  ['nothing', () => '', /valid-calendar-data/],
  ['a page', () => '<!doctype html><title>404</title>', /valid-calendar-data/],
  ['a card', () => crlf('BEGIN:VCARD\nVERSION:3.0\nFN:x\nEND:VCARD\n'), /valid-calendar-data/],
  ['NUL', () => event(`${start}\nSUMMARY:a\0b`), /valid-calendar-data/],
  ['invalid UTF-8', () => Buffer.from(event(`${start}\nSUMMARY:\u00FC`), 'latin1'), /valid-calendar-data/],
  ['UTF-16', () => Buffer.from(`\uFEFF${event(start)}`, 'utf16le'), /valid-calendar-data/],
  ['a line without a colon', () => event(`${start}\nSUMMARY`), /valid-calendar-data/],
  ['100,000 components within each other', () => 'BEGIN:VCALENDAR\r\n'.repeat(100_000), /valid-calendar-data/],
  ['a million lines', () => event(`${start}\n${'A:b\n'.repeat(1_000_000)}A:b`), /valid-calendar-data/],
  ['20,000 alarms', () => event(`${start}\n${'BEGIN:VALARM\nEND:VALARM\n'.repeat(20_000)}A:b`), /valid-calendar-data/],
  ['100,000 parameters', () => event(`${start}\nCOMMENT${';A=b'.repeat(100_000)}:x`), /valid-calendar-data/],
  ['a million values', () => event(`${start}\nCOMMENT;A=b${',b'.repeat(1_000_000)}:x`), /valid-calendar-data/],
  ['50,000 dates', () => event(`${start}\nRDATE:${days(50_000)}`), /valid-calendar-data/],
  ['10,000 rules', () => event(`${start}\n${'RRULE:FREQ=DAILY\n'.repeat(10_000)}A:b`), /valid-calendar-data/],
  ['a zone of 10,000 observances', () => event(zoned, zone(standard('').repeat(10_000))), /valid-calendar-data/],
  [
    'a zone that changes by the second for ever',
    () => event(zoned, zone(standard('RRULE:FREQ=SECONDLY\n'))),
    /valid-calendar-data/,
  ],
  [
    'a zone of 1,000 observances that are counted',
    () => event(zoned, zone(standard('RRULE:FREQ=DAILY;COUNT=100000;BYDAY=MO\n').repeat(1_000))),
    /valid-calendar-data/,
  ],
  ['an offset of 99 hours', () => event(zoned, zone(standard('').replace('+0100', '+9900'))), /valid-calendar-data/],
  ['two UIDs', () => event(`${start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:y\n${start}`), /valid-calendar-object-resource/],
  [
    'one event twice',
    () => event(`${start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:x\n${start}`),
    /valid-calendar-object-resource/,
  ],
  ['no UID', () => event(start, '', ''), /valid-calendar-object-resource/],
  ['a UID of 3,000 letters', () => event(start, '', unique(3_000)), /valid-calendar-object-resource/],
  ['a message', () => event(start, 'METHOD:REQUEST\n'), /valid-calendar-object-resource/],
  ['free/busy', () => event(start).replaceAll('VEVENT', 'VFREEBUSY'), /supported-calendar-component/],
  ['the year 1000', () => event('DTSTART:10000101T000000Z'), /min-date-time/],
  ['the year 9999', () => event('DTSTART:99990101T000000Z'), /max-date-time/],
  ['a Hebrew rule', () => event(`${start}\nRRULE:RSCALE=HEBREW;FREQ=YEARLY`), /valid-calendar-data/],
  [
    'a million occurrences that have to be counted',
    () =>
      event(`${start}\nRRULE:FREQ=SECONDLY;COUNT=1000000;BYSECOND=7;BYMONTHDAY=31;BYMONTH=1,3;BYDAY=MO;BYHOUR=1,2,3`),
    /valid-calendar-data/,
  ],
];

const positions = Array.from({ length: 366 }, (_, at) => at - 366).join(',');
export const takenEvents: readonly (readonly [what: string, body: () => string | Uint8Array])[] = [
  ['10 MB in one line', () => event(`${start}\nATTACH;ENCODING=BASE64;VALUE=BINARY:${'QUJD'.repeat(2_600_000)}`)],
  ['9 MB of attendees', () => event(`${start}\n${'ATTENDEE;CN="A, B":mailto:a@example.org\n'.repeat(95_000)}A:b`)],
  ['a byte order mark', () => `\uFEFF${event(start)}`],
  ['bare LF', () => event(`${start}\nRRULE:FREQ=DAILY`).replaceAll('\r\n', '\n')],
  ['a million occurrences', () => event(`${start}\nRRULE:FREQ=MINUTELY;COUNT=1000000`)],
  ['until the year 9999', () => event(`${start}\nRRULE:FREQ=DAILY;UNTIL=99991231T000000Z`)],
  ['20,000 dates', () => event(`${start}\nRDATE:${days(20_000)}`)],
  ['20,000 exceptions', () => event(`${start}\nRRULE:FREQ=DAILY\nEXDATE:${days(20_000)}`)],
  [
    '5,000 dates that are changed',
    () =>
      event(
        `${start}\nRRULE:FREQ=DAILY${days(5_000)
          .split(',')
          .map(
            (id) =>
              `\nEND:VEVENT\nBEGIN:VEVENT\nUID:x\nRECURRENCE-ID:${id.replace('T000000', 'T080000')}\nDTSTART:${id}`,
          )
          .join('')}`,
      ),
  ],
  ['a zone of 2,000 observances', () => event(`${zoned}\nRRULE:FREQ=HOURLY`, zone(standard('').repeat(2_000)))],
  ['a zone that is endless', () => event(`${zoned}\nRRULE:FREQ=HOURLY`, zone(standard('RRULE:FREQ=DAILY\n')))],
];
/** Taken or refused, as may be: bounded is what counts. */
export const costlyEvents: readonly (readonly [what: string, body: () => string])[] = [
  `FREQ=YEARLY;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)};BYSETPOS=-1`,
  `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSETPOS=${positions}`,
  `FREQ=MONTHLY;BYMONTHDAY=-1,31,30,29;BYDAY=MO;BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)};BYSETPOS=366,-366`,
  `FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=1`,
  `FREQ=SECONDLY;BYYEARDAY=366;BYWEEKNO=53;BYHOUR=3;BYMINUTE=59;BYSECOND=59`.replace('BYWEEKNO=53;', ''),
  `FREQ=YEARLY;INTERVAL=9999;BYYEARDAY=366;BYWEEKNO=53;BYDAY=MO`,
  `FREQ=HOURLY;COUNT=999999999;BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`,
  `FREQ=DAILY;COUNT=999999999;BYMONTHDAY=29;BYMONTH=2;BYDAY=MO`,
].map((rule) => [rule.slice(0, 60), () => event(`${start}\nRRULE:${rule}`, '', 'y')] as const);

/** Letters that no index makes shorter. */
export function unique(length: number): string {
  let text = '';
  for (let at = 1; text.length < length; at += 1) text += (at * 2_654_435_761).toString(36);
  return text.slice(0, length);
}
