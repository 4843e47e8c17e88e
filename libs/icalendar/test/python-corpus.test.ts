import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ICAL from 'ical.js';
import {
  isComponent,
  occurrences,
  readCalendarFile,
  readTree,
  writeTree,
  zonesOf,
  type Component,
} from '../src/index.ts';

/** Files that programs wrote, as python-icalendar keeps them; see corpus/NOTICE.txt. */
const folder = new URL('./corpus/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ics'));
/** A line without a colon, an end of nothing, lines folded with empty lines between: kept as files that are refused with a reason. */
const broken: ReadonlySet<string> = new Set([
  'timezone_rdate.ics',
  'timezone_same_start_and_offset.ics',
  'multiple.ics',
]);
const bytes = (name: string): Buffer => readFileSync(new URL(name, folder));

function namesOf(component: Component): string[] {
  return component.children.flatMap((node) => (isComponent(node) ? namesOf(node) : [node.name]));
}

type Jcal = [string, [string, object, string, ...unknown[]][], Jcal[]];
const theirNames = ([, properties, components]: Jcal): string[] => [
  ...properties.map(([name]) => name.toUpperCase()),
  ...components.flatMap(theirNames),
];

test('each is read, written with the same characters, and has the properties that a second reader sees', () => {
  assert.equal(files.length, 13);
  for (const name of files) {
    if (broken.has(name)) {
      assert.throws(() => readTree(bytes(name)), { name: 'CalendarInvalid', problem: 'malformed' }, name);
      continue;
    }
    const text = bytes(name).toString();
    const { before, calendars } = readTree(bytes(name));
    assert.equal(writeTree(calendars, before), text, name);
    const parsed = ICAL.parse(text) as Jcal | Jcal[];
    const theirs = (typeof parsed[0] === 'string' ? [parsed as Jcal] : (parsed as Jcal[])).flatMap(theirNames);
    assert.deepEqual(calendars.flatMap(namesOf).toSorted(), theirs.toSorted(), name);
  }
});

/** What their own tests say of them, or what they say of themselves. */
const starts: Readonly<Record<string, readonly string[]>> = {
  'issue_112_missing_tzinfo_on_exdate.ics': ['2013-09-07T16:00'],
  'issue_53_parsing_failure.ics': ['2012-07-12T22:30', '2012-09-11T22:30', '2012-11-13T23:30'],
  'timezone_same_start.ics': ['2017-02-24T20:00'],
  'timezoned.ics': ['2012-02-13T09:00'],
  'x_location.ics': ['2016-10-28T12:00'],
  'america_new_york.ics': ['2014-08-29T12:00'],
  'recurrence.ics': ['2012-03-27T08:00', '2012-04-24T08:00', '2012-05-08T08:00'],
};

test('each takes place when the program meant it', () => {
  for (const [name, expected] of Object.entries(starts)) {
    const { objects } = readCalendarFile(bytes(name), { uidFor: () => 'made-up' });
    const found = objects.flatMap((object) =>
      occurrences(object, { from: Date.UTC(2012), to: Date.UTC(2018), most: expected.length }).map(({ start }) =>
        new Date(start).toISOString().slice(0, 16),
      ),
    );
    for (const each of expected) assert.ok(found.includes(each), `${name}: ${each} of ${found.join(', ')}`);
  }
});

test('definitions of time zones that are odd: several observances of one start, RDATEs, names of their own', () => {
  const offsets = (name: string, tzid: string, ...days: readonly string[]): number[] => {
    const text = bytes(name).toString().replace('SUMMARY=', 'SUMMARY:');
    const zone = zonesOf(readTree(text).calendars[0] ?? assert.fail())(tzid) ?? assert.fail(tzid);
    return days.map((day) => zone.offsetAt(Date.parse(`${day}T12:00Z`)) / 3_600_000);
  };
  assert.deepEqual(offsets('america_new_york.ics', 'custom_America/New_York', '2014-01-15', '2014-07-15'), [-5, -4]);
  assert.deepEqual(offsets('pacific_fiji.ics', 'custom_Pacific/Fiji', '2014-08-15', '2014-12-15'), [12, 13]);
  assert.deepEqual(offsets('timezone_rdate.ics', 'posix/Europe/Vaduz', '2012-02-13', '2012-07-13'), [1, 2]);
});
