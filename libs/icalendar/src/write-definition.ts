import { valueProperty } from './component.ts';
import type { Component, Property } from './component.ts';
import { DAY, civilOf, dayNumber, monthLength, weekdayOf } from './days.ts';
import { ianaZone } from './iana-zone.ts';
import { weekdays } from './rule.ts';
import { formatDateTime, formatOffset } from './values.ts';
import type { Transition, Zone } from './zone.ts';

/** Clocks whose law repeats are looked at for so many years: in 28 each day of the week falls on each date. */
const CYCLE = 28;
/** Changes that follow no rule (Morocco's Ramadan) are listed for so many years ahead. */
const LISTED = 20;

interface Pattern {
  readonly before: number;
  readonly offset: number;
  /** Null where its seven days reach from one month into the next (Cairo: the day after the last Thursday in October). */
  readonly month: number | null;
  readonly weekday: number;
  readonly clock: number;
  /** The earliest of the seven days on which it falls: of the month or, where there is none, from the end of the year (negative). */
  readonly firstDay: number;
}

/**
 * A VTIMEZONE for an IANA name: right from the year `from` (1970) on for all years, by Intl. What repeats is written as a rule,
 * what came before it or follows none as dates. Null for a name that is none, and for UTC, which needs no definition.
 */
export function zoneDefinition(name: string, from = 1970): Component | null {
  const zone = ianaZone(name);
  if (zone === null || zone.source !== 'iana' || /^(etc\/)?(utc|gmt)$/i.test(name)) return null;
  const thisYear = Math.max(from, 2030);
  const cycle = zone.transitions(dayNumber(thisYear, 1, 1) * DAY, dayNumber(thisYear + CYCLE, 1, 1) * DAY - 1);
  const patterns = patternsOf(cycle);
  const last = patterns === null ? thisYear + LISTED : thisYear;
  const listed = zone.transitions(dayNumber(from, 1, 1) * DAY, dayNumber(last, 1, 1) * DAY - 1);
  const regularFrom = patterns === null ? Infinity : firstRegularYear(listed, patterns, from, thisYear);
  const start = dayNumber(from, 1, 1) * DAY;
  const irregular = listed.filter(({ at }) => patterns === null || yearAt(at) < regularFrom);
  const first = irregular[0];
  const initial = first === undefined || first.at > start ? zone.offsetAt(start) : first.offset;
  const observances: Component[] = [];
  // the clock of the first day, for what lies before every change
  if (first === undefined || first.at > start)
    observances.push(observance(zone, start, initial, initial, [start + initial], null));
  for (const group of grouped(irregular)) {
    const onsets = group.map(({ at, before }) => at + before);
    observances.push(observance(zone, group[0]!.at, group[0]!.before, group[0]!.offset, onsets, null));
  }
  for (const pattern of patterns ?? []) {
    const change = zone
      .transitions(dayNumber(regularFrom, 1, 1) * DAY, dayNumber(regularFrom + 1, 1, 1) * DAY - 1)
      .find((each) => fits(each, pattern))!;
    observances.push(
      observance(zone, change.at, change.before, change.offset, [change.at + change.before], ruleOf(pattern)),
    );
  }
  return { name: 'VTIMEZONE', children: [valueProperty('TZID', name), ...observances] };
}

/** The rule of each change in a year; null where the years differ or nothing changes. */
function patternsOf(changes: readonly Transition[]): Pattern[] | null {
  const perYear = changes.length / CYCLE;
  if (perYear === 0) return [];
  if (!Number.isInteger(perYear) || perYear > 4) return null;
  const patterns: Pattern[] = [];
  for (let slot = 0; slot < perYear; slot += 1) {
    const same = changes.filter((_, index) => index % perYear === slot);
    const parts = same.map(partsOf);
    const [model] = parts;
    const month = parts.every((each) => each.month === model!.month) ? model!.month : null;
    const days = parts.map(({ day, fromEnd }) => (month === null ? fromEnd : day));
    const [least, most] = [Math.min(...days), Math.max(...days)];
    const alike = parts.every(
      ({ weekday, clock }, index) =>
        weekday === model!.weekday &&
        clock === model!.clock &&
        same[index]!.before === same[0]!.before &&
        same[index]!.offset === same[0]!.offset,
    );
    if (!alike || most - least !== 6) return null;
    const { before, offset } = same[0]!;
    patterns.push({ before, offset, month, weekday: model!.weekday, clock: model!.clock, firstDay: least });
  }
  return patterns;
}

function partsOf({ at, before }: Transition): Record<'month' | 'day' | 'fromEnd' | 'weekday' | 'clock', number> {
  const local = at + before;
  const days = Math.floor(local / DAY);
  const { year, month, day } = civilOf(days);
  const fromEnd = days - dayNumber(year + 1, 1, 1);
  return { month, day, fromEnd, weekday: weekdayOf(days), clock: local - days * DAY };
}

function fits(change: Transition, pattern: Pattern): boolean {
  const { month, day, fromEnd, weekday, clock } = partsOf(change);
  const place = pattern.month === null ? fromEnd : day;
  return (
    change.before === pattern.before &&
    change.offset === pattern.offset &&
    (pattern.month === null || month === pattern.month) &&
    weekday === pattern.weekday &&
    clock === pattern.clock &&
    place >= pattern.firstDay &&
    place <= pattern.firstDay + 6
  );
}

const yearAt = (instant: number): number => civilOf(Math.floor(instant / DAY)).year;

/** The first year from which on every change follows the patterns. */
function firstRegularYear(
  listed: readonly Transition[],
  patterns: readonly Pattern[],
  from: number,
  until: number,
): number {
  for (let year = until - 1; year >= from; year -= 1) {
    const changes = listed.filter(({ at }) => yearAt(at) === year);
    const regular = changes.length === patterns.length && changes.every((each, index) => fits(each, patterns[index]!));
    if (!regular) return year + 1;
  }
  return from;
}

function grouped(changes: readonly Transition[]): Transition[][] {
  const groups = new Map<string, Transition[]>();
  for (const change of changes) {
    const key = `${change.before} ${change.offset}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

function ruleOf({ month, weekday, firstDay }: Pattern): string {
  const day = weekdays[weekday]!;
  const days = Array.from({ length: 7 }, (_, index) => firstDay + index);
  if (month === null) return `FREQ=YEARLY;BYDAY=${day};BYYEARDAY=${days.join(',')}`;
  const length = monthLength(2025, month);
  if (firstDay === length - 6 && month !== 2) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=-1${day}`;
  if (firstDay % 7 === 1 && firstDay < 28) return `FREQ=YEARLY;BYMONTH=${month};BYDAY=${(firstDay + 6) / 7}${day}`;
  return `FREQ=YEARLY;BYMONTH=${month};BYDAY=${day};BYMONTHDAY=${days.join(',')}`;
}

function observance(
  zone: Zone,
  at: number,
  before: number,
  offset: number,
  onsets: readonly number[],
  rule: string | null,
): Component {
  const children: Property[] = [
    valueProperty('TZOFFSETFROM', formatOffset(before)),
    valueProperty('TZOFFSETTO', formatOffset(offset)),
    valueProperty('TZNAME', nameAt(zone.id, at, offset)),
    valueProperty('DTSTART', formatDateTime(onsets[0]!)),
  ];
  if (rule !== null) children.push(valueProperty('RRULE', rule));
  for (const onset of onsets.slice(1)) children.push(valueProperty('RDATE', formatDateTime(onset)));
  return { name: offset > before ? 'DAYLIGHT' : 'STANDARD', children };
}

/** What the clock is called there, as English has it (CET, EDT); the offset where it has no name. */
function nameAt(zone: string, instant: number, offset: number): string {
  for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-NZ']) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(
      instant + 1000,
    );
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]{2,5}$/.test(name) && name !== 'GMT') return name;
    if (name === 'GMT' && offset === 0) return name;
  }
  return formatOffset(offset).replace(/00$/, '');
}
