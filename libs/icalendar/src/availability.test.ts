import assert from 'node:assert/strict';
import { it } from 'node:test';
import { unavailableTimes } from './availability.ts';
import { ianaZone } from './iana-zone.ts';
import { readTree } from './read-tree.ts';

const calendar = (...parts: string[]) =>
  readTree(`BEGIN:VCALENDAR\nVERSION:2.0\n${parts.join('\n')}\nEND:VCALENDAR\n`.replaceAll('\n', '\r\n')).calendars[0]!;
/** Monday to Friday, nine to six, as in RFC 7953, 3.1's first example. */
const office = `BEGIN:VAVAILABILITY
UID:office
DTSTAMP:20271001T000000Z
DTSTART;TZID=Europe/Berlin:20271018T000000
BEGIN:AVAILABLE
UID:hours
DTSTAMP:20271001T000000Z
DTSTART;TZID=Europe/Berlin:20271018T090000
DTEND;TZID=Europe/Berlin:20271018T180000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
END:AVAILABLE
END:VAVAILABILITY`;
const berlin = ianaZone('Europe/Berlin')!;
const hours = (from: string, to: string, ...parts: string[]) =>
  unavailableTimes(calendar(...parts), { from: Date.parse(from), to: Date.parse(to), floatingZone: berlin }).map(
    ({ start, end, type }) =>
      `${new Date(start).toISOString().slice(8, 16)} ${new Date(end).toISOString().slice(8, 16)} ${type}`,
  );

it('who is there from nine to six is not at night, on both sides of the change of clocks', () => {
  assert.deepEqual(hours('2027-10-29T00:00:00Z', '2027-11-02T00:00:00Z', office), [
    '29T00:00 29T07:00 BUSY-UNAVAILABLE',
    '29T16:00 01T08:00 BUSY-UNAVAILABLE',
    '01T17:00 02T00:00 BUSY-UNAVAILABLE',
  ]);
  const always = office.replace(/DTSTART[^\n]*\nBEGIN/, 'BEGIN');
  assert.equal(
    hours('2027-10-18T00:00:00Z', '2027-10-19T00:00:00Z', always).length,
    2,
    'without bounds it holds always',
  );
  assert.deepEqual(
    hours('2027-10-01T00:00:00Z', '2027-10-10T00:00:00Z', office),
    [],
    'before it holds nothing is said',
  );
});

it('what has the higher priority decides in its time', () => {
  const away = `BEGIN:VAVAILABILITY
UID:away
DTSTAMP:20271001T000000Z
PRIORITY:1
BUSYTYPE:BUSY
DTSTART;TZID=Europe/Berlin:20271019T000000
DTEND;TZID=Europe/Berlin:20271020T000000
BEGIN:AVAILABLE
UID:lunch
DTSTAMP:20271001T000000Z
DTSTART;TZID=Europe/Berlin:20271019T120000
DTEND;TZID=Europe/Berlin:20271019T130000
END:AVAILABLE
END:VAVAILABILITY`;
  assert.deepEqual(hours('2027-10-19T06:00:00Z', '2027-10-19T23:00:00Z', office, away), [
    '19T06:00 19T10:00 BUSY',
    '19T11:00 19T22:00 BUSY',
    '19T22:00 19T23:00 BUSY-UNAVAILABLE',
  ]);
});
