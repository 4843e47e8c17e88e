import { CalendarInvalid } from './calendar-invalid.ts';
import { componentsOf, propertiesOf, valueOf } from './component.ts';
import type { Component } from './component.ts';
import { DAY, civilOf, dayNumber } from './days.ts';
import { defaultLimits } from './limits.ts';
import { lastOfCount } from './rule-end.ts';
import { ruleDates } from './rule-dates.ts';
import { parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { parseOffset, parseTime } from './values.ts';
import { Work } from './work.ts';
import type { Transition, Zone } from './zone.ts';

interface Observance {
  readonly start: number;
  readonly before: number;
  readonly offset: number;
  readonly name: string | undefined;
  readonly rules: readonly { rule: Rule; until: number }[];
  /** Rising; with the start. */
  readonly dates: readonly number[];
}

/** Steps that the changes of one year may take: some hundreds where a definition is honest. */
const YEAR_WORK = 20_000;
/** Steps that the ends of all its rules with COUNT may take. */
const DEFINITION_WORK = 200_000;
/** Dates and rules of all observances together: since 1850 no zone had 400. */
const MOST_CHANGES = 5000;

/**
 * The zone that a VTIMEZONE defines (RFC 5545, section 3.6.5). Throws `CalendarInvalid('time-zone')` for a definition without
 * observances or that changes its clocks by the hour.
 */
export function definitionZone(definition: Component): Zone {
  const id = valueOf(definition, 'TZID') ?? '';
  const parts = componentsOf(definition).filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT');
  if (parts.length === 0) throw new CalendarInvalid('time-zone', `${id.slice(0, 40)} has no STANDARD and no DAYLIGHT.`);
  if (parts.length > defaultLimits.observances)
    throw new CalendarInvalid('time-zone', `More than ${defaultLimits.observances} observances.`);
  const work = new Work(DEFINITION_WORK);
  const observances = parts.map((part) => readObservance(part, work));
  const dates = observances.reduce((sum, each) => sum + each.dates.length + each.rules.length, 0);
  if (dates > MOST_CHANGES || work.spent)
    throw new CalendarInvalid('time-zone', `${id.slice(0, 40)} changes its clocks too often.`);
  const first = observances.reduce((least, each) => (each.start < least.start ? each : least));
  const years = new Map<number, readonly Transition[]>();
  const settled = new Map<number, number>();
  const ofYear = (year: number): readonly Transition[] => {
    let found = years.get(year);
    if (found === undefined) years.set(year, (found = changesOf(observances, year)));
    return found;
  };
  const firstYear = civilOf(Math.floor(first.start / DAY)).year;
  /** The last change before a year; looked for back to the first. */
  const offsetBefore = (year: number): number => {
    for (let each = Math.min(year - 1, 9999); each >= firstYear && each > year - 12; each -= 1) {
      const last = ofYear(each).at(-1);
      if (last !== undefined) return last.offset;
    }
    let offset = settled.get(year);
    if (offset === undefined) settled.set(year, (offset = lastBefore(observances, year)?.offset ?? first.before));
    return offset;
  };
  return {
    id,
    source: 'definition',
    transitions(from, to) {
      const found: Transition[] = [];
      for (let year = civilOf(Math.floor(from / DAY)).year; year <= civilOf(Math.floor(to / DAY)).year; year += 1)
        for (const change of ofYear(year)) if (change.at >= from && change.at <= to) found.push(change);
      return found;
    },
    offsetAt(instant) {
      const { year } = civilOf(Math.floor(instant / DAY));
      let offset: number | null = null;
      for (const change of ofYear(year)) {
        if (change.at > instant) break;
        ({ offset } = change);
      }
      return offset ?? offsetBefore(year);
    },
  };
}

function readObservance(part: Component, work: Work): Observance {
  try {
    const start = parseTime(valueOf(part, 'DTSTART') ?? '').local;
    const before = parseOffset(valueOf(part, 'TZOFFSETFROM') ?? '');
    const offset = parseOffset(valueOf(part, 'TZOFFSETTO') ?? '');
    const dates = new Set([start]);
    for (const property of propertiesOf(part, 'RDATE'))
      for (const text of property.value.split(',')) {
        const value = parseTime(text.split('/')[0]!);
        dates.add(value.utc ? value.local + before : value.local);
        if (dates.size > defaultLimits.observances) throw new CalendarInvalid('time-zone', 'Too many changes.');
      }
    const rules = propertiesOf(part, 'RRULE').map(({ value }) => {
      const rule = parseRule(value);
      if (/HOURLY|MINUTELY|SECONDLY/.test(rule.frequency) || rule.byHour.length + rule.byMinute.length > 4)
        throw new CalendarInvalid('time-zone', 'Clocks that change by the hour.');
      const bound = rule.until === null ? Infinity : rule.until.local + (rule.until.utc ? before : 0);
      const count = rule.count === null ? Infinity : lastOfCount(rule, start, work);
      return { rule, until: Math.min(bound, count) };
    });
    if (rules.length > defaultLimits.rules) throw new CalendarInvalid('time-zone', 'Too many rules.');
    const name = valueOf(part, 'TZNAME');
    return { start, before, offset, name, rules, dates: [...dates].toSorted((a, b) => a - b) };
  } catch (error) {
    if (error instanceof CalendarInvalid) throw new CalendarInvalid('time-zone', error.message);
    throw error;
  }
}

function changesOf(observances: readonly Observance[], year: number): readonly Transition[] {
  const found = new Map<number, Transition>();
  const work = new Work(YEAR_WORK);
  const [begin, end] = [dayNumber(year, 1, 1) * DAY, dayNumber(year + 1, 1, 1) * DAY];
  for (const { start, before, offset, name, rules, dates } of observances) {
    const add = (local: number): void => {
      const at = local - before;
      if (at >= begin && at < end) found.set(at, { at, before, offset, ...(name === undefined ? {} : { name }) });
    };
    for (const date of dates) if (date >= begin - DAY && date <= end + DAY) add(date);
    for (const { rule, until } of rules)
      for (const local of ruleDates(rule, start, { from: begin - DAY, to: Math.min(until, end + DAY) }, work))
        add(local);
  }
  const changes = [...found.values()].toSorted((a, b) => a.at - b.at);
  // what was valid before is what the change before made of it, whatever an observance says
  return changes.map((change, index) => (index === 0 ? change : { ...change, before: changes[index - 1]!.offset }));
}

/** For definitions that changed last long ago: the latest onset of each observance, by its dates and where its rules end. */
function lastBefore(observances: readonly Observance[], year: number): Observance | null {
  const begin = dayNumber(year, 1, 1) * DAY;
  let best: Observance | null = null;
  let latest = -Infinity;
  const work = new Work(YEAR_WORK);
  for (const each of observances) {
    const date = each.dates.findLast((local) => local - each.before < begin);
    let onset = date ?? -Infinity;
    for (const { rule, until } of each.rules) {
      const to = Math.min(until, begin);
      const last = [...ruleDates(rule, each.start, { from: to - 366 * 8 * DAY, to }, work)].at(-1);
      onset = Math.max(onset, last ?? -Infinity);
    }
    if (onset > latest) [latest, best] = [onset, each];
  }
  return best;
}
