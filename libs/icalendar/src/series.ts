import { CalendarInvalid } from './calendar-invalid.ts';
import type { CalendarObject } from './calendar-object.ts';
import { parameterOf, propertiesOf, propertyOf } from './component.ts';
import type { Component } from './component.ts';
import { DAY } from './days.ts';
import { defaultLimits } from './limits.ts';
import type { CalendarLimits } from './limits.ts';
import { lastOfCount } from './rule-end.ts';
import { parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { spanOf, timesOf, zoneOfTime } from './times.ts';
import type { Length, Times } from './times.ts';
import { parsePeriod, parseTime, timeOf } from './values.ts';
import type { TimeValue } from './values.ts';
import { Work } from './work.ts';
import { instantOf, localOf, utc } from './zone.ts';
import type { Zone } from './zone.ts';

/** Steps that counting to the end of one rule may take; a week's meeting for a hundred years takes some 6,000. */
const COUNT_WORK = 3_000_000;

export interface SeriesRule {
  readonly rule: Rule;
  /** The last local that the rule may make; Infinity for an endless one. */
  readonly until: number;
  /** UNTIL in UTC, for clocks that are set back over it. */
  readonly untilInstant: number | null;
}

export interface Override {
  readonly component: Component;
  readonly times: Times;
  /** Which occurrence it stands for: see `keyOf`. Null where nothing tells. */
  readonly key: number | null;
  /** The local of RECURRENCE-ID in the series' zone. */
  readonly replaced: number;
  readonly following: boolean;
}

/** What a calendar object means, read once. Keys of occurrences are instants, of dates and floating times locals. */
export interface Series {
  readonly master: Component | null;
  /** Null for a task without dates. */
  readonly times: Times | null;
  readonly rules: readonly SeriesRule[];
  /** RDATEs, rising. A period brings its own length. */
  readonly dates: readonly { readonly local: number; readonly length: Length | null }[];
  readonly excluded: ReadonlySet<number>;
  /** Days that are excluded or overridden by a date where the series has times. */
  readonly excludedDays: ReadonlySet<number>;
  readonly overrides: readonly Override[];
  readonly overridden: ReadonlySet<number>;
  /** Those of THISANDFUTURE, rising. */
  readonly futures: readonly Override[];
  readonly recurring: boolean;
}

const known = new WeakMap<CalendarObject, Series>();

/** Throws `CalendarInvalid` for dates, rules and zones that are none; `readCalendar` has called it. */
export function seriesOf(object: CalendarObject, limits: CalendarLimits = defaultLimits): Series {
  let series = known.get(object);
  if (series === undefined) known.set(object, (series = readSeries(object, limits)));
  return series;
}

function readSeries(object: CalendarObject, limits: CalendarLimits): Series {
  const { master, zones } = object;
  const times = master === null ? null : timesOf(master, zones, utc);
  if (master !== null && times === null && object.kind === 'VEVENT' && object.method === null)
    throw new CalendarInvalid('value', 'The event has no DTSTART.');
  if (object.kind === 'VFREEBUSY' && master !== null)
    for (const { value } of propertiesOf(master, 'FREEBUSY'))
      for (const text of listed(value))
        if (!/Z\//i.test(parsedPeriod(text))) throw new CalendarInvalid('value', `${text.slice(0, 40)} is not in UTC.`);
  const plain: Series = {
    master,
    times,
    rules: [],
    dates: [],
    excluded: new Set(),
    excludedDays: new Set(),
    overrides: [],
    overridden: new Set(),
    futures: [],
    recurring: false,
  };
  const overrides = object.overrides.map((each) => readOverride(each, times, object)).filter((each) => each !== null);
  if (master === null || times === null) return { ...plain, overrides, recurring: overrides.length > 0 };
  const rules = propertiesOf(master, 'RRULE').map(({ value }) => readRule(value, times));
  if (rules.length > limits.rules) throw new CalendarInvalid('too-many', `More than ${limits.rules} rules.`);
  const dates = readDates(master, times, object, limits);
  const recurring = rules.length > 0 || dates.length > 0;
  const excluded = new Set<number>();
  const excludedDays = new Set<number>();
  const exclude = (value: TimeValue): void => {
    if (value.date && !times.date) excludedDays.add(Math.floor(value.local / DAY));
    else excluded.add(keyOfValue(value, times, object));
  };
  for (const property of propertiesOf(master, 'EXDATE'))
    for (const text of listed(property.value)) {
      exclude(parseTime(text, parameterOf(property, 'TZID') ?? null));
      if (excluded.size + excludedDays.size > limits.dates)
        throw new CalendarInvalid('too-many', `More than ${limits.dates} EXDATEs.`);
    }
  const overridden = new Set<number>();
  for (const each of overrides) {
    if (each.key === null) excludedDays.add(Math.floor(each.replaced / DAY));
    else if (overridden.has(each.key))
      throw new CalendarInvalid('duplicate-recurrence', 'Two components have the same RECURRENCE-ID.');
    else overridden.add(each.key);
  }
  const futures = overrides.filter(({ following }) => following).toSorted((a, b) => a.replaced - b.replaced);
  return { ...plain, rules, dates, excluded, excludedDays, overrides, overridden, futures, recurring };
}

function readOverride(component: Component, series: Times | null, object: CalendarObject): Override | null {
  const property = propertyOf(component, 'RECURRENCE-ID')!;
  const id = timeOf(property);
  const zone = zoneOfTime(id, object.zones, utc);
  const times = timesOf(component, object.zones, utc) ?? {
    local: id.local,
    date: id.date,
    zone,
    length: series?.length ?? { days: 0, milliseconds: 0 },
  };
  const following = parameterOf(property, 'RANGE')?.toUpperCase() === 'THISANDFUTURE';
  if (series === null) {
    const key = zone === null ? id.local : instantOf(zone, id.local);
    return { component, times, key, replaced: id.local, following: false };
  }
  const replaced = localIn(id, zone, series);
  const key = id.date && !series.date ? null : keyOf(series, replaced);
  return { component, times, key, replaced, following };
}

/** The wall clock of a value as the series' clock shows it. */
function localIn(value: TimeValue, zone: Zone | null, series: Times): number {
  if (series.date) return Math.floor(value.local / DAY) * DAY;
  if (value.date || zone === null || series.zone === null || zone === series.zone) return value.local;
  return localOf(series.zone, instantOf(zone, value.local));
}

function keyOfValue(value: TimeValue, series: Times, object: CalendarObject): number {
  const zone = zoneOfTime(value, object.zones, utc);
  if (!series.date && zone !== null && series.zone !== null) return instantOf(zone, value.local);
  return keyOf(series, localIn(value, zone, series));
}

/** What tells an occurrence: its instant, of dates and floating times its local. */
export function keyOf(times: Times, local: number): number {
  return times.zone === null ? local : instantOf(times.zone, local);
}

function readRule(text: string, times: Times): SeriesRule {
  let rule = parseRule(text);
  if (times.date) rule = { ...rule, byHour: [], byMinute: [], bySecond: [] };
  if (rule.count !== null) {
    const until = lastOfCount(rule, times.local, new Work(COUNT_WORK));
    return { rule, until, untilInstant: null };
  }
  if (rule.until === null) return { rule, until: Infinity, untilInstant: null };
  const { until } = rule;
  if (times.date || until.date)
    return { rule, until: Math.floor(until.local / DAY) * DAY + DAY - 1, untilInstant: null };
  if (!until.utc || times.zone === null) return { rule, until: until.local, untilInstant: null };
  return { rule, until: localOf(times.zone, until.local) + 3 * 3_600_000, untilInstant: until.local };
}

function readDates(master: Component, times: Times, object: CalendarObject, limits: CalendarLimits): Series['dates'] {
  const found = new Map<number, Length | null>();
  for (const property of propertiesOf(master, 'RDATE')) {
    const tzid = parameterOf(property, 'TZID') ?? null;
    for (const text of listed(property.value)) {
      const period = text.includes('/') ? parsePeriod(text, tzid) : null;
      const value = period?.start ?? parseTime(text, tzid);
      const zone = zoneOfTime(value, object.zones, utc);
      // a date among times is that day at the hour of the others
      const clock = value.date && !times.date ? times.local - Math.floor(times.local / DAY) * DAY : 0;
      found.set(localIn(value, zone, times) + clock, period === null ? null : periodLength(period, object));
      if (found.size > limits.dates) throw new CalendarInvalid('too-many', `More than ${limits.dates} RDATEs.`);
    }
  }
  return [...found].map(([local, length]) => ({ local, length })).toSorted((a, b) => a.local - b.local);
}

function periodLength({ start, end }: ReturnType<typeof parsePeriod>, object: CalendarObject): Length {
  if ('days' in end) return end;
  const from = zoneOfTime(start, object.zones, utc);
  const to = zoneOfTime(end, object.zones, utc);
  const begin = from === null ? start.local : instantOf(from, start.local);
  return { days: 0, milliseconds: Math.max(0, (to === null ? end.local : instantOf(to, end.local)) - begin) };
}

function parsedPeriod(text: string): string {
  parsePeriod(text, null);
  return text;
}

function listed(value: string): string[] {
  return value.split(',').filter((text) => text.trim() !== '');
}

/** How far occurrences may begin before and end after the local that the rules give them: for windows. */
export function reachOf(series: Series): { readonly earlier: number; readonly later: number } {
  let later = series.times === null ? 0 : spanOf(series.times.length);
  let earlier = 0;
  for (const { length } of series.dates) if (length !== null) later = Math.max(later, spanOf(length));
  for (const { times, replaced } of series.futures) {
    const shift = times.local - replaced;
    earlier = Math.max(earlier, -shift);
    later = Math.max(later, shift + spanOf(times.length));
  }
  return { earlier, later };
}
