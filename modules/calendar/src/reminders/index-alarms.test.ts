import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extent, ianaZone, readCalendar } from '@landescloud/icalendar';
import { alarmNow, indexAlarms } from './index-alarms.ts';

const zone = ianaZone('Europe/Berlin')!;
const after = Date.parse('2027-03-01T00:00:00Z');

function object(lines: string, alarms = 'BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM') {
  return readCalendar(
    `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20270101T000000Z\n${lines}\n${alarms}\nEND:VEVENT\nEND:VCALENDAR\n`,
  );
}
function indexOf(lines: string, alarms?: string) {
  const read = object(lines, alarms);
  const recurring = lines.includes('RRULE');
  return indexAlarms(read, { after, last: extent(read).last, recurring, zone });
}
const timesOf = ({ alarms }: ReturnType<typeof indexAlarms>) => alarms.map(({ at }) => new Date(at).toISOString());

test('what rings next is listed: of a series for some weeks, across the change of the clocks', () => {
  const once = indexOf('DTSTART;TZID=Europe/Berlin:20271004T100000\nDURATION:PT1H');
  assert.deepEqual([timesOf(once), once.until], [['2027-10-04T07:45:00.000Z'], null]);
  const weekly = indexOf('DTSTART;TZID=Europe/Berlin:20250106T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY');
  assert.equal(weekly.alarms.length, 6);
  assert.deepEqual(timesOf(weekly).slice(3, 5), ['2027-03-22T08:45:00.000Z', '2027-03-29T07:45:00.000Z']);
  assert.equal(weekly.until, after + 40 * 86_400_000 - 1);
  const ended = indexOf('DTSTART:20270101T100000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20270305T100000Z');
  assert.deepEqual([timesOf(ended), ended.until], [['2027-03-05T09:45:00.000Z'], null]);
});

test('at most fifty at a time, and the next list begins where this one ends', () => {
  const every = 'DTSTART:20270101T000000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY';
  const first = indexOf(every);
  assert.equal(first.alarms.length, 50);
  const read = object(every);
  const second = indexAlarms(read, { after: first.until!, last: null, recurring: true, zone });
  assert.equal(second.alarms[0]!.at - first.alarms.at(-1)!.at, 60_000);
});

test('days ring by the clock of the person; what nobody heeds, is done, cancelled or acknowledged does not', () => {
  const mail = 'BEGIN:VALARM\nACTION:EMAIL\nTRIGGER:-PT15H\nEND:VALARM';
  const day = indexOf('DTSTART;VALUE=DATE:20270315', mail);
  assert.deepEqual([timesOf(day), day.alarms[0]?.mailed], [['2027-03-14T08:00:00.000Z'], true]);
  const start = 'DTSTART:20270315T100000Z\nDURATION:PT1H';
  assert.deepEqual(timesOf(indexOf(start, 'BEGIN:VALARM\nACTION:NONE\nTRIGGER:-PT15M\nEND:VALARM')), []);
  assert.deepEqual(timesOf(indexOf(`${start}\nSTATUS:CANCELLED`)), []);
  const snoozed = `BEGIN:VALARM\nUID:1\nACTION:DISPLAY\nTRIGGER:-PT15M\nACKNOWLEDGED:20270315T094600Z\nEND:VALARM
BEGIN:VALARM\nACTION:AUDIO\nRELATED-TO;RELTYPE=SNOOZE:1\nTRIGGER;VALUE=DATE-TIME:20270315T095500Z\nEND:VALARM`;
  assert.deepEqual(timesOf(indexOf(start, snoozed)), ['2027-03-15T09:55:00.000Z']);
  const at = Date.parse('2027-03-15T09:45:00Z');
  const due = { at, mailed: false, recurrenceId: null };
  assert.equal(alarmNow(object(start), due, zone)?.occurrence.start, at + 900_000);
  assert.equal(alarmNow(object(start.replace('T10', 'T11')), due, zone), undefined, 'it was moved since');
});
