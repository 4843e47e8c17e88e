import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { occurrences, readCalendar } from './index.ts';
import type { Occurrence } from './index.ts';

/**
 * Recurrence against a second library. LANDESCLOUD_RANDOM_RULES says how many rules, LANDESCLOUD_SEED which.
 *
 * Where the other library (2.2.8) is known to be wrong, it is not asked:
 * - a yearly rule with counted days (`2MO`) beside plain ones, BYMONTHDAY or BYYEARDAY: it passes over one of them (RFC 5545,
 *   3.3.10, note 2: they limit each other), or over DTSTART
 * - DTSTART and occurrences that clocks are set forward over: it drops them or keeps the later hour for ever (3.3.5: moved by the gap)
 * - rules within a day, but in UTC: it adds elapsed hours, so that across a change "every two hours" turns from even hours to odd
 *   ones; RFC 5545, 3.3.10 computes local times, as do libical, ical.js and dateutil
 * - zones that interrupt summer time for Ramadan (Cairo 2010, Casablanca): its Temporal overlooks the two changes
 */
const runs = Number(process.env['LANDESCLOUD_RANDOM_RULES'] ?? 3000);
const seed = Number(process.env['LANDESCLOUD_SEED'] ?? Math.floor(Math.random() * 1e9));

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Tehran',
  'UTC',
  'Europe/London',
  'Pacific/Auckland',
];
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const list = <T>(values: fc.Arbitrary<T>, most = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(values, { minLength: 1, maxLength: most });
const sometimes = <T>(values: fc.Arbitrary<T>, freq = 3): fc.Arbitrary<T | null> =>
  fc.option(values, { freq, nil: null });
const signed = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -most, max: most }).filter((number) => number !== 0);
const below = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });

const parts = fc.record({
  frequency: fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'),
  interval: fc.integer({ min: 1, max: 5 }),
  zone: fc.constantFrom(...zones),
  start: fc.record({
    year: fc.integer({ min: 1995, max: 2034 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: below(23),
    minute: fc.constantFrom(0, 30),
  }),
  byMonth: sometimes(list(fc.integer({ min: 1, max: 12 }))),
  byMonthDay: sometimes(list(signed(31))),
  days: sometimes(list(fc.constantFrom(...weekdays))),
  nth: below(4),
  byYearDay: sometimes(list(signed(366)), 1),
  byWeekNo: sometimes(list(signed(53)), 1),
  byHour: sometimes(list(below(23)), 1),
  byMinute: sometimes(list(fc.constantFrom(0, 15, 45)), 1),
  bySetPos: sometimes(list(signed(4)), 1),
  weekStart: fc.constantFrom('MO', 'SU', 'TH'),
  count: sometimes(fc.integer({ min: 1, max: 12 }), 1),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function ruleOf(given: Parts): string {
  const { frequency, interval, count, byMonth, byMonthDay, days, byYearDay, byHour, byMinute, bySetPos, weekStart } =
    given;
  const byWeekNo = frequency === 'YEARLY' ? given.byWeekNo : null;
  const counted =
    days !== null && byWeekNo === null && (frequency === 'MONTHLY' || (frequency === 'YEARLY' && given.nth > 0))
      ? given.nth
      : 0;
  const alone = counted > 0 && frequency === 'YEARLY' && byMonth === null;
  const short = frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY';
  const say = (name: string, value: readonly unknown[] | null): string[] =>
    value === null ? [] : [`${name}=${value.join(',')}`];
  const by = [
    ...say('BYMONTH', byMonth),
    ...say('BYMONTHDAY', frequency === 'WEEKLY' || alone ? null : byMonthDay),
    ...say('BYDAY', days === null ? null : days.map((day) => (counted === 0 ? day : `${counted}${day}`))),
    ...say('BYYEARDAY', (short || frequency === 'YEARLY') && !alone ? byYearDay : null),
    ...say('BYWEEKNO', byWeekNo),
    ...say('BYHOUR', byHour),
    ...say('BYMINUTE', byMinute),
  ];
  return [
    `FREQ=${frequency}`,
    `INTERVAL=${interval}`,
    ...say('COUNT', count === null ? null : [count]),
    ...by,
    ...say('BYSETPOS', by.length === 0 ? null : bySetPos),
    `WKST=${weekStart}`,
  ].join(';');
}

const two = (number: number): string => String(number).padStart(2, '0');
const DAY = 86_400_000;

/** Whether a clock was set forward over one of these: not asked, see above. */
function overGap(found: readonly Occurrence[]): boolean {
  return found.some(({ zone, start }) =>
    zone!.transitions(start - 4 * 3_600_000, start + 1).some(({ before, offset }) => offset > before),
  );
}

test(`${runs} random rules are expanded as by a second library, seed ${seed}`, () => {
  let compared = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const { year, month, day, hour, minute } = given.start;
      const rule = ruleOf(given);
      const zone = /^(HOUR|MINUTE|SECOND)/.test(given.frequency) ? 'UTC' : given.zone;
      const start = `DTSTART;TZID=${zone}:${year}${two(month)}${two(day)}T${two(hour)}${two(minute)}00`;
      const object = readCalendar(
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n${start}\nRRULE:${rule}\nEND:VEVENT\nEND:VCALENDAR\n`,
      );
      const from = Date.UTC(year, month - 1, day) - 2 * DAY;
      const to = from + (given.frequency === 'YEARLY' ? 8 : 2) * 366 * DAY;
      const ours = occurrences(object, { from, to, most: 12 });
      // the library does not count DTSTART where nothing else fits in its first period
      if (ours.length < 2 || overGap(ours)) return;
      const theirs: number[] = [];
      const other = new RRuleTemporal({
        rruleString: `${start}\nRRULE:${rule}`,
        includeDtstart: true,
        maxIterations: 30_000,
      });
      try {
        other.all((date, index) => {
          if (index >= ours.length || date.epochMilliseconds >= to) return false;
          theirs.push(date.epochMilliseconds);
          return true;
        });
      } catch (error) {
        // it gives up where it finds nothing for long
        if (/iteration|exceed/i.test(String(error))) return;
        throw error;
      }
      const [first] = ours;
      const withFirst = theirs[0] === first!.start ? theirs : [first!.start, ...theirs];
      compared += 1;
      const text = (instants: readonly number[]): string[] =>
        instants.map((instant) => new Date(instant).toISOString());
      assert.deepEqual(text(ours.map((each) => each.start)), text(withFirst.slice(0, ours.length)), `${start} ${rule}`);
    }),
    { numRuns: runs, seed },
  );
  assert.ok(compared > runs / 3, `${compared} of ${runs} were comparable`);
});

test(`a range finds what a walk from the start finds, seed ${seed}`, () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 60 }), (given, offset, length) => {
      const { year, month, day, hour, minute } = given.start;
      const frequency = given.frequency === 'SECONDLY' || given.frequency === 'MINUTELY' ? 'HOURLY' : given.frequency;
      const rule = ruleOf({ ...given, frequency, count: given.count === null ? null : given.count * 20 });
      const start = `DTSTART;TZID=${given.zone}:${year}${two(month)}${two(day)}T${two(hour)}${two(minute)}00`;
      const object = readCalendar(
        `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n${start}\nDURATION:PT90M\nRRULE:${rule}\nEND:VEVENT\nEND:VCALENDAR\n`,
      );
      const begin = Date.UTC(year, month - 1, day) - 2 * DAY;
      const from = begin + offset * DAY;
      const range = { from, to: from + length * DAY, most: 5000 };
      const ids = (found: readonly Occurrence[]): (string | null)[] => found.map(({ recurrenceId }) => recurrenceId);
      const whole = occurrences(object, { from: begin, to: range.to, most: 100_000 });
      assert.deepEqual(ids(occurrences(object, range)), ids(whole.filter(({ end }) => end > from)), `${start} ${rule}`);
    }),
    { numRuns: Math.ceil(runs / 10), seed },
  );
});
