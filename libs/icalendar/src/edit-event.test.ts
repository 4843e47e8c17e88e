import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  editEvent,
  newEvent,
  occurrences,
  readCalendar,
  removeOccurrences,
  splitSeries,
  writeCalendar,
} from './index.ts';
import type { CalendarObject, EventChange } from './index.ts';

const now = Date.UTC(2026, 10, 23, 12);
const range = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };

const lines = [
  'BEGIN:VCALENDAR',
  'PRODID:-//Any//Program//EN',
  'VERSION:2.0',
  'X-OWN:kept; as it is',
  'BEGIN:VEVENT',
  'X-BEFORE;X-P="a:b":1',
  'UID:series',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;TZID=Europe/Berlin:20261005T090000',
  'DTEND;TZID=Europe/Berlin:20261005T100000',
  'RRULE:FREQ=WEEKLY;COUNT=8',
  'EXDATE;TZID=Europe/Berlin:20261012T090000',
  'SUMMARY:Jour fixe',
  'SEQUENCE:2',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT15M',
  'X-ODD:1',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:series',
  'RECURRENCE-ID;TZID=Europe/Berlin:20261102T090000',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;TZID=Europe/Berlin:20261102T110000',
  'DTEND;TZID=Europe/Berlin:20261102T120000',
  'SUMMARY:Jour fixe (later)',
  'END:VEVENT',
  'END:VCALENDAR',
];
const text = `${lines.join('\r\n')}\r\n`;
const series = (): CalendarObject => readCalendar(text);
const when = (object: CalendarObject | null): string[] =>
  object === null
    ? []
    : occurrences(object, range).map(({ localStart }) => new Date(localStart).toISOString().slice(5, 16));
const edit = (
  change: EventChange,
  scope: 'this' | 'following' | 'all',
  recurrenceId: string | null,
): ReturnType<typeof editEvent> => editEvent(series(), change, { scope, recurrenceId, uid: 'second', now });

test('the series of these tests', () => {
  assert.deepEqual(when(series()), [
    '10-05T09:00',
    '10-19T09:00',
    '10-26T09:00',
    '11-02T11:00',
    '11-09T09:00',
    '11-16T09:00',
    '11-23T09:00',
  ]);
});

test('this: one occurrence moves, everything else keeps its characters', () => {
  const change = { start: { local: '2026-10-20T14:00:00', zone: 'Europe/Berlin' }, location: 'Raum 1; Erfurt' };
  const { object, following } = edit(change, 'this', '20261019T070000Z');
  assert.equal(following, null);
  assert.deepEqual(when(object), [
    '10-05T09:00',
    '10-20T14:00',
    '10-26T09:00',
    '11-02T11:00',
    '11-09T09:00',
    '11-16T09:00',
    '11-23T09:00',
  ]);
  const written = writeCalendar(object);
  for (const line of lines.slice(0, 27)) assert.ok(written.includes(`${line}\r\n`), line);
  const added = written.slice(written.indexOf('RECURRENCE-ID;TZID=Europe/Berlin:20261019'));
  assert.match(added, /DTEND;TZID=Europe\/Berlin:20261020T150000\r\n/);
  assert.match(added, /LOCATION:Raum 1\\; Erfurt\r\n/);
  assert.match(added, /SEQUENCE:3\r\n/);
  assert.match(written, /DTSTAMP:20261123T120000Z\r\n/);
  assert.match(added, /X-ODD:1\r\n/);
  assert.match(written, /BEGIN:VTIMEZONE\r\nTZID:Europe\/Berlin\r\n/);
  const again = editEvent(
    object,
    { summary: 'Other' },
    { scope: 'this', recurrenceId: '20261019T070000Z', uid: 'x', now },
  );
  assert.equal(
    occurrences(again.object, range).filter(({ component }) =>
      component.children.some((node) => 'value' in node && node.value === 'Other'),
    ).length,
    1,
  );
});

test('this: an occurrence that there is not is refused', () => {
  for (const id of ['20261012T070000Z', '20261020T070000Z', '20261019'])
    assert.throws(() => edit({ summary: 'x' }, 'this', id), { problem: 'no-occurrence' }, id);
});

test('following: the series splits, COUNT is shared out, overrides go along', () => {
  const { object, following } = edit(
    { start: { local: '2026-10-27T10:00:00', zone: 'Europe/Berlin' } },
    'following',
    '20261026T080000Z',
  );
  assert.deepEqual(when(object), ['10-05T09:00', '10-19T09:00']);
  assert.deepEqual(when(following), ['10-27T10:00', '11-03T12:00', '11-10T10:00', '11-17T10:00', '11-24T10:00']);
  assert.equal(following!.uid, 'second');
  assert.match(writeCalendar(object), /RRULE:FREQ=WEEKLY;UNTIL=20261026T075959Z\r\n/);
  assert.match(writeCalendar(following!), /RRULE:FREQ=WEEKLY;COUNT=5\r\n/);
  assert.match(writeCalendar(following!), /X-BEFORE;X-P="a:b":1\r\n/);
});

test('following from the first occurrence is the whole series', () => {
  const { object, following } = edit({ summary: 'New' }, 'following', '20261005T070000Z');
  assert.equal(following, null);
  assert.equal(object.uid, 'series');
});

test('a split loses and adds no occurrence, wherever it is', () => {
  const all = occurrences(series(), range);
  for (const { recurrenceId } of all) {
    const { before, following } = splitSeries(series(), { recurrenceId: recurrenceId!, uid: 'second', now });
    assert.deepEqual([...when(before), ...when(following)], when(series()), recurrenceId!);
  }
});

test('all: a move of one moves each, exceptions and overrides too, and the day of the rule', () => {
  const { object } = edit(
    { start: { local: '2026-10-20T08:00:00', zone: 'Europe/Berlin' } },
    'all',
    '20261019T070000Z',
  );
  assert.deepEqual(when(object), [
    '10-06T08:00',
    '10-20T08:00',
    '10-27T08:00',
    '11-03T10:00',
    '11-10T08:00',
    '11-17T08:00',
    '11-24T08:00',
  ]);
  assert.match(writeCalendar(object), /SEQUENCE:3\r\n/);
  const byDay = readCalendar(text.replace('COUNT=8', 'UNTIL=20261130T080000Z;BYDAY=MO,WE'));
  const moved = editEvent(
    byDay,
    { start: { local: '2026-10-06T09:00:00', zone: 'Europe/Berlin' } },
    { scope: 'all', recurrenceId: '20261005T070000Z', uid: 'x', now },
  );
  assert.match(writeCalendar(moved.object), /RRULE:FREQ=WEEKLY;UNTIL=20261201T080000Z;BYDAY=TU,TH\r\n/);
  assert.equal(when(moved.object).length, when(byDay).length);
});

test('all: a new title reaches overrides that had the old one only; the rest of the text keeps its characters', () => {
  const { object } = edit({ summary: 'Besprechung' }, 'all', null);
  const written = writeCalendar(object);
  assert.match(written, /SUMMARY:Besprechung\r\n/);
  assert.match(written, /SUMMARY:Jour fixe \(later\)\r\n/);
  assert.match(written, /SEQUENCE:2\r\n/);
  const expected = text
    .replace(
      'SUMMARY:Jour fixe\r\nSEQUENCE:2\r\n',
      'SUMMARY:Besprechung\r\nSEQUENCE:2\r\nLAST-MODIFIED:20261123T120000Z\r\n',
    )
    .replace('DTSTAMP:20260101T000000Z', 'DTSTAMP:20261123T120000Z');
  assert.equal(written.replace(/BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ''), expected);
});

test('all: to all day and back', () => {
  const { object } = edit(
    { start: { local: '2026-10-05', zone: null }, end: { local: '2026-10-06', zone: null } },
    'all',
    '20261005T070000Z',
  );
  assert.deepEqual(
    when(object).map((at) => at.slice(0, 5)),
    ['10-05', '10-19', '10-26', '11-02', '11-09', '11-16', '11-23'],
  );
  assert.ok(occurrences(object, range).every(({ allDay }) => allDay));
  assert.match(writeCalendar(object), /EXDATE;VALUE=DATE:20261012\r\n/);
  const back = editEvent(
    object,
    { start: { local: '2026-10-05T08:00:00', zone: 'America/New_York' } },
    { scope: 'all', recurrenceId: '20261005', uid: 'x', now },
  );
  assert.deepEqual(when(back.object), [
    '10-05T08:00',
    '10-19T08:00',
    '10-26T08:00',
    '11-02T08:00',
    '11-09T08:00',
    '11-16T08:00',
    '11-23T08:00',
  ]);
  assert.match(writeCalendar(back.object), /DTEND;TZID=America\/New_York:20261005T090000\r\n/);
});

test('all: a new rule drops exceptions and overrides that it has no more', () => {
  const { object } = edit({ rule: 'FREQ=DAILY;COUNT=3' }, 'all', null);
  assert.deepEqual(when(object), ['10-05T09:00', '10-06T09:00', '10-07T09:00']);
  assert.equal(object.overrides.length, 0);
  assert.doesNotMatch(writeCalendar(object), /EXDATE/);
  assert.deepEqual(when(edit({ rule: null }, 'all', null).object), ['10-05T09:00']);
});

test('removing one, what follows, all', () => {
  const one = removeOccurrences(series(), { scope: 'this', recurrenceId: '20261102T080000Z', now })!;
  assert.deepEqual(when(one), [
    '10-05T09:00',
    '10-19T09:00',
    '10-26T09:00',
    '11-09T09:00',
    '11-16T09:00',
    '11-23T09:00',
  ]);
  assert.match(writeCalendar(one), /EXDATE;TZID=Europe\/Berlin:20261102T090000\r\n/);
  assert.deepEqual(when(removeOccurrences(series(), { scope: 'following', recurrenceId: '20261026T080000Z', now })), [
    '10-05T09:00',
    '10-19T09:00',
  ]);
  assert.equal(removeOccurrences(series(), { scope: 'following', recurrenceId: '20261005T070000Z', now }), null);
  assert.equal(removeOccurrences(series(), { scope: 'all', now }), null);
});

test('alarms: what rings as before keeps its VALARM, what is gone goes, what is new comes', () => {
  const { object } = edit(
    {
      alarms: [
        { minutesBefore: 15, action: 'DISPLAY' },
        { minutesBefore: 1440, action: 'EMAIL' },
      ],
    },
    'all',
    null,
  );
  const written = writeCalendar(object);
  assert.match(written, /TRIGGER:-PT15M\r\nX-ODD:1\r\n/);
  assert.match(written, /ACTION:EMAIL\r\nTRIGGER:-P1D\r\n/);
  assert.doesNotMatch(writeCalendar(edit({ alarms: [] }, 'all', null).object), /VALARM/);
});

test('a new event has a definition of its zone, and reads back as what was asked for', () => {
  const object = newEvent({
    uid: 'new',
    now,
    summary: 'Planung, Teil 1; "ä"\nzwei',
    start: { local: '2026-11-24T14:00:00', zone: 'Europe/Berlin' },
    end: { local: '2026-11-24T14:45:00', zone: 'Europe/Berlin' },
    rule: 'FREQ=WEEKLY;BYDAY=TU',
    categories: ['a,b', 'c'],
  });
  const written = writeCalendar(object);
  const again = readCalendar(written);
  assert.equal(writeCalendar(again), written);
  const [first] = occurrences(again, { ...range, most: 1 });
  assert.deepEqual([first!.start, first!.end], [Date.UTC(2026, 10, 24, 13), Date.UTC(2026, 10, 24, 13, 45)]);
  assert.match(written, /SUMMARY:Planung\\, Teil 1\\; "ä"\\nzwei\r\n/);
  assert.match(written, /CATEGORIES:a\\,b,c\r\n/);
  assert.match(
    written,
    /BEGIN:DAYLIGHT\r\nTZOFFSETFROM:\+0100\r\nTZOFFSETTO:\+0200\r\nTZNAME:CEST\r\nDTSTART:20250330T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n/,
  );
  assert.throws(() => newEvent({ uid: 'x', now, start: { local: '2026-11-24T14:00', zone: null } }), {
    problem: 'value',
  });
  assert.throws(() => newEvent({ uid: 'x', now, start: { local: '2026-11-24', zone: null }, rule: 'FREQ=OFTEN' }), {
    problem: 'rule',
  });
});
