import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CalendarInvalid, extent, freeBusy, occurrences, readCalendar, readTree, writeCalendar } from './index.ts';
import type { CalendarProblem } from './index.ts';
import { definitionZone } from './definition-zone.ts';
import { ruleDates } from './rule-dates.ts';
import { parseRule } from './rule.ts';
import { Work } from './work.ts';

const event = (inside: string, around = ''): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${around}BEGIN:VEVENT\r\nUID:1\r\n${inside.replaceAll('\n', '\r\n')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const start = 'DTSTART:20260101T080000Z';
const range = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };

function refused(text: string | Uint8Array, problem: CalendarProblem): void {
  assert.throws(
    () => readCalendar(text),
    (error) => error instanceof CalendarInvalid && error.problem === problem && error.message.length < 200,
    problem,
  );
}

const zone = (inside: string): string =>
  `BEGIN:VTIMEZONE\r\nTZID:Own\r\n${inside.replaceAll('\n', '\r\n')}\r\nEND:VTIMEZONE\r\n`;
const standard = 'BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n';

const bad: readonly (readonly [why: string, text: string | Uint8Array, problem: CalendarProblem])[] = [
  ['nothing', '', 'no-calendar'],
  ['a byte order mark alone', '\uFEFF', 'no-calendar'],
  ['a page of HTML', '<html><body>404</body></html>', 'malformed'],
  ['a card', 'BEGIN:VCARD\r\nEND:VCARD\r\n', 'no-calendar'],
  ['no event', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', 'no-component'],
  ['a line without a colon', event(`${start}\nSUMMARY`), 'malformed'],
  ['a text that was broken by hand', event(`${start}\nDESCRIPTION:first\nsecond line`), 'malformed'],
  ['an end of something else', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VTODO\r\nEND:VCALENDAR\r\n', 'malformed'],
  ['no end', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n', 'malformed'],
  ['Latin-1', Buffer.from(event(`${start}\nSUMMARY:M\u00FCller`), 'latin1'), 'encoding'],
  ['UTF-16', Buffer.from(`\uFEFF${event(start)}`, 'utf16le'), 'encoding'],
  ['a NUL', event(`${start}\nSUMMARY:a\u0000b`), 'control-character'],
  ['a vertical tab', event(`${start}\nSUMMARY:a\u000Bb`), 'control-character'],
  ['no UID', event(start).replace('UID:1\r\n', ''), 'no-uid'],
  ['two UIDs', event(`${start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n${start}`), 'several-uids'],
  ['the same event twice', event(`${start}\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\n${start}`), 'two-masters'],
  [
    'an event and a task',
    event(`${start}\nEND:VEVENT\nBEGIN:VTODO\nUID:1\nEND:VTODO\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260101T080000Z`),
    'mixed-components',
  ],
  ['a message', event(start, 'METHOD:REQUEST\r\n'), 'method'],
  ['no DTSTART', event('SUMMARY:x'), 'value'],
  ['the thirtieth of February', event('DTSTART:20260230T080000Z'), 'value'],
  ['a duration that is none', event(`${start}\nDURATION:one hour`), 'value'],
  ['a rule that is none', event(`${start}\nRRULE:FREQ=SOMETIMES`), 'rule'],
  ['a rule with month 13', event(`${start}\nRRULE:FREQ=YEARLY;BYMONTH=13`), 'rule'],
  ['INTERVAL=0', event(`${start}\nRRULE:FREQ=DAILY;INTERVAL=0`), 'rule'],
  ['a Hebrew rule', event(`${start}\nRRULE:RSCALE=HEBREW;FREQ=YEARLY`), 'rule'],
  [
    'an occurrence overridden twice',
    event(
      `${start}\nRRULE:FREQ=DAILY\n${'END:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260102T080000Z\nDTSTART:20260102T090000Z\n'.repeat(2).trim()}`,
    ),
    'duplicate-recurrence',
  ],
  ['more than 10 MB', event(`${start}\nDESCRIPTION:${'x'.repeat(10 * 1024 * 1024)}`), 'too-large'],
  ['200,000 lines', event(`${start}\n${'COMMENT:x\n'.repeat(200_000)}COMMENT:x`), 'too-many'],
  ['20,000 alarms', event(`${start}\n${'BEGIN:VALARM\nEND:VALARM\n'.repeat(20_000)}COMMENT:x`), 'too-many'],
  ['components nested 10,000 deep', 'BEGIN:VCALENDAR\r\n'.repeat(10_000), 'too-deep'],
  ['100 parameters', event(`${start}\nCOMMENT${';A=b'.repeat(100)}:x`), 'too-many'],
  ['30,000 values of a parameter', event(`${start}\nCOMMENT;A=b${',b'.repeat(30_000)}:x`), 'too-many'],
  [
    '30,000 RDATEs',
    event(
      `${start}\nRDATE:${Array.from({ length: 30_000 }, (_, day) => new Date(Date.UTC(2026, 0, 2 + day)).toISOString().replaceAll(/[-:]|\.\d+/g, '')).join(',')}`,
    ),
    'too-many',
  ],
  ['twenty rules', event(`${start}\n${'RRULE:FREQ=DAILY\n'.repeat(20)}COMMENT:x`), 'too-many'],
  [
    'a million occurrences that take long to count',
    event(`${start}\nRRULE:FREQ=DAILY;COUNT=1000000;BYMONTHDAY=31;BYMONTH=1,3;BYDAY=MO;BYHOUR=1,2,3`).replace(
      'FREQ=DAILY',
      'FREQ=SECONDLY;BYSECOND=7',
    ),
    'too-costly',
  ],
  ['a zone without observances', event('DTSTART;TZID=Own:20260101T080000', zone('X-NOTHING:1')), 'time-zone'],
  [
    'a zone that changes by the second',
    event('DTSTART;TZID=Own:20260101T080000', zone(`${standard}RRULE:FREQ=SECONDLY\nEND:STANDARD`)),
    'time-zone',
  ],
  [
    'a zone with an offset of 99 hours',
    event(
      'DTSTART;TZID=Own:20260101T080000',
      zone('BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+9900\nTZOFFSETTO:+0200\nEND:STANDARD'),
    ),
    'time-zone',
  ],
  [
    'a zone of 3,000 observances',
    event('DTSTART;TZID=Own:20260101T080000', zone(`${`${standard}END:STANDARD\n`.repeat(3000)}X-A:1`)),
    'time-zone',
  ],
];

for (const [why, text, problem] of bad) test(`refused: ${why} (${problem})`, () => refused(text, problem));

test('taken: a byte order mark, bare LF, empty lines, lower case, no last line end; printed as it was', () => {
  const plain = event(`${start}\nSUMMARY:M\u00FCller \u{1F389}`);
  for (const text of [
    `\uFEFF${plain}`,
    plain.replaceAll('\r\n', '\n'),
    plain.replaceAll('\r\n', '\r\n\r\n'),
    plain.replace('BEGIN:VEVENT', 'begin:vevent').replace('SUMMARY', 'summary'),
    plain.trimEnd(),
  ]) {
    const object = readCalendar(Buffer.from(text));
    assert.equal(writeCalendar(object), text);
    assert.equal(occurrences(object, range).length, 1);
  }
});

test('taken: lines folded within a character, and lines of a megabyte that are not folded', () => {
  const bytes = Buffer.from(event(`${start}\nSUMMARY:M\u00FCller`));
  const at = bytes.indexOf(0xc3) + 1;
  const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]);
  assert.match(writeCalendar(readCalendar(folded)), /M\u00FCller/);
  const long = event(`${start}\nATTACH;ENCODING=BASE64;VALUE=BINARY:${'QUJD'.repeat(300_000)}`);
  assert.equal(writeCalendar(readCalendar(long)), long);
});

test('9 MB of one event are read in steps in proportion to their lines', () => {
  const text = event(
    `${start}\n${`ATTENDEE;CN="A, B";PARTSTAT=ACCEPTED:mailto:a@example.org\n`.repeat(90_000)}COMMENT:x`,
  );
  assert.equal(writeCalendar(readCalendar(text)), text);
});

test('endless rules, millions of occurrences: what is asked for is what is looked at', () => {
  const steps = (rule: string, from: number, to: number): number => {
    const work = new Work(1e9);
    for (const _ of ruleDates(parseRule(rule), 0, { from, to }, work)) if (1e9 - work.left > 1e6) break;
    return 1e9 - work.left;
  };
  const week = 7 * 86_400_000;
  for (const rule of [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,WE',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYYEARDAY=366',
    'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYHOUR=25,1'.replace('25,', ''),
    'FREQ=SECONDLY;INTERVAL=86400',
  ])
    assert.ok(
      steps(rule, Date.UTC(9000), Date.UTC(9000) + (rule.startsWith('FREQ=SECONDLY;BYHOUR') ? 60_000 * 90 : week)) <
        12_000,
      rule,
    );
});

test('a rule by the second for ever: the first thousand of a range, a bounded answer', () => {
  const object = readCalendar(event(`${start}\nRRULE:FREQ=SECONDLY`));
  assert.deepEqual(extent(object), { first: Date.UTC(2026, 0, 1, 8), last: null });
  const found = occurrences(object, { from: Date.UTC(8000), to: Date.UTC(8001) });
  assert.equal(found.length, 1000);
  assert.equal(found[0]!.start, Date.UTC(8000));
  const overlapping = readCalendar(event(`${start}\nDURATION:P9999D\nRRULE:FREQ=SECONDLY`));
  assert.equal(occurrences(overlapping, { from: Date.UTC(2030), to: Date.UTC(2031), most: 10 }).length, 10);
  assert.ok(freeBusy(object, range).length <= 1000);
});

test('a million occurrences by COUNT are counted by arithmetic where each period has one', () => {
  const object = readCalendar(event(`${start}\nRRULE:FREQ=MINUTELY;COUNT=1000000`));
  const last = Date.UTC(2026, 0, 1, 8) + 999_999 * 60_000;
  assert.equal(occurrences(object, { from: last, to: last + 1e9 }).length, 1);
  assert.equal(occurrences(object, { from: last + 1, to: last + 1e9 }).length, 0);
});

test('a zone definition that is odd but honest is used; one that is not named is not looked at', () => {
  const odd = zone(`${standard}RRULE:FREQ=YEARLY;COUNT=3\nEND:STANDARD`);
  const object = readCalendar(event('DTSTART;TZID=Own:20260101T080000', odd));
  assert.equal(occurrences(object, range)[0]!.start, Date.UTC(2026, 0, 1, 6));
  assert.equal(occurrences(readCalendar(event(start, zone('X-NOTHING:1'))), range).length, 1);
});

test('a hostile zone definition costs little, however often it is asked', () => {
  const daily = `${standard}RRULE:FREQ=DAILY;UNTIL=19991231T000000Z\nEND:STANDARD\n`;
  const own = definitionZone(
    readTree(event(start, zone(daily.repeat(500).trimEnd()))).calendars[0]!.children[1] as never,
  );
  // by each question anew it would be minutes
  for (let day = 0; day < 5000; day += 1) assert.equal(own.offsetAt(Date.UTC(2026, 0, day)), 7_200_000);
  const counted = `${standard}RRULE:FREQ=DAILY;COUNT=100000;BYDAY=MO\nEND:STANDARD\n`;
  refused(event('DTSTART;TZID=Own:20260101T080000', zone(counted.repeat(500).trimEnd())), 'time-zone');
  const dates = `BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n${'RDATE:19800101T000000\n'.repeat(3)}END:STANDARD\n`;
  assert.equal(readCalendar(event('DTSTART;TZID=Own:20260101T080000', zone(dates.trimEnd()))).kind, 'VEVENT');
});

test('every cut of a calendar is read or refused with a reason', () => {
  const text = event(`${start}\nRRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE:20260105T080000Z`, zone(`${standard}END:STANDARD`));
  for (let length = 0; length < text.length; length += 1) {
    for (const part of [text.slice(0, length), text.slice(length), text.slice(0, length) + text.slice(length + 3)]) {
      try {
        readTree(part);
        const object = readCalendar(part);
        occurrences(object, range);
        extent(object);
      } catch (error) {
        assert.ok(error instanceof CalendarInvalid, `${length}: ${String(error)}`);
      }
    }
  }
});
