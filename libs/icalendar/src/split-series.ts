import { baseStarts } from './base-starts.ts';
import { calendarObject } from './calendar-object.ts';
import type { CalendarObject } from './calendar-object.ts';
import { mapChildren, parameterOf, propertiesOf, propertyOf, valueProperty, withoutProperties } from './component.ts';
import type { Component, Property } from './component.ts';
import { DAY } from './days.ts';
import { withProperties } from './event-change.ts';
import { moveSeries, rebuilt } from './move-series.ts';
import { clockLength, occurrenceOf } from './occurrence-of.ts';
import { occurrences } from './occurrences.ts';
import { formatRule, parseRule } from './rule.ts';
import { seriesOf } from './series.ts';
import type { Series } from './series.ts';
import { stamped } from './stamp.ts';
import { formOf, withTimes } from './time-properties.ts';
import { parseTime } from './values.ts';
import { Work } from './work.ts';
import { instantOf, localOf } from './zone.ts';

export interface SplitOptions {
  readonly recurrenceId: string;
  /** UID of the second part. */
  readonly uid: string;
  /** Epoch milliseconds, for DTSTAMP. */
  readonly now: number;
}

export interface Split {
  /** What comes before; null where nothing does. */
  readonly before: CalendarObject | null;
  /** From the occurrence on, with its own UID; where nothing comes before, the object itself. */
  readonly following: CalendarObject;
}

const COUNT_WORK = 3_000_000;

/**
 * A series as two, the second from an occurrence on: rules end before it and begin anew (COUNT is shared out), exceptions and
 * overrides go with their occurrences. Throws `CalendarInvalid('no-occurrence')`.
 */
export function splitSeries(object: CalendarObject, { recurrenceId, uid, now }: SplitOptions): Split {
  const found = occurrenceOf(object, recurrenceId);
  const series = seriesOf(object);
  const { times, master } = series;
  if (master === null || times === null || !hasEarlier(object, series, found.base))
    return { before: null, following: object };
  const bound = found.base;
  const first = rebuilt(object, (component) => {
    if (component !== master) return replacedBy(series, component) < bound ? component : null;
    const ended = cut(component, object, series, (local) => local < bound);
    const rules = propertiesOf(component, 'RRULE').map((property) => endedBefore(property, series, bound));
    return stamped(rules.length === 0 ? ended : withProperties(ended, 'RRULE', rules), now, true);
  });
  const future = series.futures.findLast(({ replaced }) => replaced <= bound);
  const begun = secondPart(object, series, { bound, uid, now });
  if (future === undefined) return { before: first, following: begun };
  // what held from an earlier occurrence on is the master of what is left
  const local = bound + future.times.local - future.replaced;
  const form = formOf(propertyOf(future.component, 'DTSTART')!, object.zones);
  const moved = moveSeries(begun, { local, form, length: clockLength(future.times, local) });
  return { before: first, following: moved };
}

function secondPart(
  object: CalendarObject,
  series: Series,
  { bound, uid, now }: { readonly bound: number; readonly uid: string; readonly now: number },
): CalendarObject {
  const master = series.master!;
  const times = series.times!;
  const form = formOf(propertyOf(master, 'DTSTART')!, object.zones);
  const future = series.futures.findLast(({ replaced }) => replaced <= bound);
  const renamed = (component: Component): Component => withProperties(component, 'UID', [valueProperty('UID', uid)]);
  const root = mapChildren(object.root, (node) => {
    if (!('children' in node)) return node;
    if (object.overrides.includes(node)) return replacedBy(series, node) >= bound ? renamed(node) : null;
    if (node !== master) return node;
    const rules = propertiesOf(master, 'RRULE').map((property) => begunAt(property, series, bound));
    const rest = cut(master, object, series, (local) => local >= bound);
    let source = withProperties(rest, 'RRULE', rules);
    if (future !== undefined) {
      source = withoutProperties(future.component, 'RECURRENCE-ID');
      for (const name of ['RRULE', 'RDATE', 'EXDATE'])
        source = withProperties(source, name, name === 'RRULE' ? rules : propertiesOf(rest, name));
    }
    const begun = withTimes(source, bound, form, clockLength(times, times.local));
    return stamped(withProperties(renamed(begun), 'SEQUENCE', [valueProperty('SEQUENCE', '0')]), now, false);
  });
  return calendarObject(root, { before: object.before });
}

function replacedBy(series: Series, component: Component): number {
  return series.overrides.find((each) => each.component === component)!.replaced;
}

function hasEarlier(object: CalendarObject, series: Series, bound: number): boolean {
  const { times } = series;
  if (bound <= times!.local && series.dates.every(({ local }) => local >= bound)) return false;
  const end = (times!.zone === null ? bound : instantOf(times!.zone, bound)) + DAY;
  const overrides = new Set(
    series.overrides.filter(({ replaced }) => replaced < bound).map(({ component }) => component),
  );
  if (overrides.size > 0) return true;
  const excluded = series.excluded.size + series.excludedDays.size + series.overrides.length;
  const earlier = occurrences(object, { from: -62_167_219_200_000, to: end, most: excluded + 3 });
  return earlier.some(({ overridden, localStart, component }) =>
    overridden ? overrides.has(component) : (times!.date ? Math.floor(localStart / DAY) * DAY : localStart) < bound,
  );
}

/** RDATE and EXDATE with only what a test keeps. */
function cut(
  component: Component,
  object: CalendarObject,
  { times }: Series,
  keeps: (local: number) => boolean,
): Component {
  return mapChildren(component, (node) => {
    if ('children' in node || (node.name !== 'RDATE' && node.name !== 'EXDATE')) return node;
    const tzid = parameterOf(node, 'TZID') ?? null;
    const texts = node.value.split(',').filter((text) => text.trim() !== '');
    const kept = texts.filter((text) => {
      const value = parseTime(text.split('/')[0]!, tzid);
      const zone = value.tzid === null ? null : object.zones(value.tzid);
      if (value.date || times!.zone === null || (zone === null && !value.utc)) return keeps(value.local);
      return keeps(localOf(times!.zone, zone === null ? value.local : instantOf(zone, value.local)));
    });
    if (kept.length === 0) return null;
    return kept.length === texts.length
      ? node
      : { name: node.name, parameters: node.parameters, value: kept.join(',') };
  });
}

function endedBefore(property: Property, { times }: Series, bound: number): Property {
  const rule = parseRule(property.value);
  const { date, zone } = times!;
  const local = date ? bound - DAY : zone === null ? bound - 1000 : instantOf(zone, bound) - 1000;
  const until = { local, date, utc: !date && zone !== null, tzid: null };
  const earlier = rule.until !== null && rule.until.local + (rule.until.date ? DAY : 0) < local - DAY;
  return valueProperty('RRULE', formatRule({ ...rule, count: null, until: earlier ? rule.until : until }));
}

function begunAt(property: Property, series: Series, bound: number): Property {
  const rule = parseRule(property.value);
  if (rule.count === null) return property;
  const only: Series = {
    ...series,
    dates: [],
    rules: series.rules.filter(({ rule: each }) => formatRule(each) === formatRule(rule)),
  };
  let past = 0;
  const work = new Work(COUNT_WORK);
  for (const { local } of baseStarts(only, series.times!.local, bound, work)) if (local < bound) past += 1;
  return valueProperty('RRULE', formatRule({ ...rule, count: Math.max(1, rule.count - past) }));
}
