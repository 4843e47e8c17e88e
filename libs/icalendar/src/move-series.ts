import { baseStarts } from './base-starts.ts';
import { calendarObject } from './calendar-object.ts';
import type { CalendarObject } from './calendar-object.ts';
import { mapChildren, parameterOf, propertiesOf, propertyOf, valueProperty, withoutProperties } from './component.ts';
import type { Component, Property } from './component.ts';
import { DAY } from './days.ts';
import { withProperties } from './event-change.ts';
import { clockLength } from './occurrence-of.ts';
import { formatRule, parseRule } from './rule.ts';
import { seriesOf } from './series.ts';
import { shiftRule } from './shift-rule.ts';
import { formatLocal, timeProperty, withTimes } from './time-properties.ts';
import type { TimeForm } from './time-properties.ts';
import { formatDuration, parsePeriod, parseTime } from './values.ts';
import { Work } from './work.ts';
import { instantOf, localOf } from './zone.ts';

export interface SeriesMove {
  /** Where the first occurrence goes, on the wall clock of `form`. */
  readonly local: number;
  readonly form: TimeForm;
  /** Milliseconds on the wall clock; null keeps it. */
  readonly length: number | null;
}

/** A whole series moved: its rules turn along (`shiftRule`), exceptions and overrides keep to their occurrences. */
export function moveSeries(object: CalendarObject, move: SeriesMove): CalendarObject {
  const series = seriesOf(object);
  const { master, times } = series;
  if (master === null || times === null) return object;
  const { form } = move;
  const shift = form.date
    ? Math.floor(move.local / DAY) * DAY - Math.floor(times.local / DAY) * DAY
    : move.local - times.local;
  const moved = (local: number): number => (form.date ? Math.floor(local / DAY) * DAY : local) + shift;
  const own = (property: Property, text: string): number => {
    const value = parseTime(text, parameterOf(property, 'TZID') ?? null);
    if (value.date || times.date || times.zone === null) return value.local;
    const zone = value.utc ? 0 : value.tzid === null ? null : object.zones(value.tzid);
    if (zone === null || zone === times.zone) return value.local;
    return localOf(times.zone, zone === 0 ? value.local : instantOf(zone, value.local));
  };
  const dates = (property: Property): Property => {
    const texts = property.value.split(',').filter((text) => text.trim() !== '');
    if (texts.some((text) => text.includes('/'))) {
      const periods = texts.map((text) => {
        const { start, end } = parsePeriod(text, null);
        const length = 'days' in end ? end : { days: 0, milliseconds: end.local - start.local };
        return `${formatLocal(moved(own(property, text.split('/')[0]!)), form)}/${formatDuration(length)}`;
      });
      return valueProperty(property.name, periods.join(','), {
        VALUE: 'PERIOD',
        ...(form.tzid === null ? {} : { TZID: form.tzid }),
      });
    }
    return timeProperty(
      property.name,
      texts.map((text) => moved(own(property, text))),
      form,
    );
  };
  const rules = propertiesOf(master, 'RRULE').map((property) => {
    const rule = parseRule(property.value);
    const shifted = shiftRule(rule, times.local, move.local);
    if (rule.until === null) return valueProperty('RRULE', formatRule(shifted));
    const { until } = rule;
    const last = until.utc && times.zone !== null ? localOf(times.zone, until.local) : until.local;
    const bound = moved(until.date && !form.date ? last + DAY - 1000 : last);
    const utcForm = !form.date && form.zone !== null;
    const local = utcForm ? instantOf(form.zone, bound) : bound;
    return valueProperty(
      'RRULE',
      formatRule({ ...shifted, until: { local, date: form.date, utc: utcForm, tzid: null } }),
    );
  });
  const changeMaster = (component: Component): Component => {
    const mapped = mapChildren(component, (node) =>
      !('children' in node) && (node.name === 'EXDATE' || node.name === 'RDATE') ? dates(node) : node,
    );
    const timed = withTimes(mapped, move.local, form, move.length);
    return rules.length === 0 ? timed : withProperties(timed, 'RRULE', rules);
  };
  const changeOverride = (component: Component): Component => {
    const found = series.overrides.find((each) => each.component === component)!;
    const range = parameterOf(propertyOf(component, 'RECURRENCE-ID')!, 'RANGE');
    const replaced = moved(found.replaced);
    const named = withProperties(component, 'RECURRENCE-ID', [timeProperty('RECURRENCE-ID', replaced, form, range)]);
    if (propertyOf(component, 'DTSTART') === undefined) return named;
    const alike = found.times.date === form.date && found.times.zone === times.zone;
    // one that was moved keeps the distance to its place
    const local = alike ? found.times.local + shift : replaced;
    const length = alike && move.length === null ? clockLength(found.times, found.times.local) : move.length;
    return withTimes(named, local, form, length);
  };
  return rebuilt(object, (component) => (component === master ? changeMaster(component) : changeOverride(component)));
}

/** The object with its components (not its time zones) mapped; null drops one. */
export function rebuilt(object: CalendarObject, change: (component: Component) => Component | null): CalendarObject {
  const root = mapChildren(object.root, (node) => {
    if (!('children' in node) || (node !== object.master && !object.overrides.includes(node))) return node;
    return change(node);
  });
  return calendarObject(root, { before: object.before, message: object.method !== null });
}

/** After a rule changed: exceptions and overrides that name no occurrence any more go. */
export function withoutOrphans(object: CalendarObject): CalendarObject {
  const series = seriesOf(object);
  const { master, times } = series;
  if (master === null || times === null) return object;
  const work = new Work(200_000);
  const exists = (local: number): boolean => {
    for (const { local: found } of baseStarts(series, local, local, work)) if (found === local) return true;
    return false;
  };
  const kept = new Set(series.overrides.filter(({ replaced }) => exists(replaced)).map(({ component }) => component));
  return rebuilt(object, (component) => {
    if (component !== master) return kept.has(component) ? component : null;
    if (!series.recurring) return withoutProperties(component, 'EXDATE');
    return mapChildren(component, (node) => {
      if ('children' in node || node.name !== 'EXDATE') return node;
      const tzid = parameterOf(node, 'TZID') ?? null;
      const texts = node.value.split(',').filter((text) => {
        const value = parseTime(text, tzid);
        const zone = value.tzid === null ? null : object.zones(value.tzid);
        if (value.date && !times.date) return true;
        const at = value.utc ? value.local : zone === null ? null : instantOf(zone, value.local);
        return exists(at === null || times.zone === null ? value.local : localOf(times.zone, at));
      });
      return texts.length === 0 ? null : { name: node.name, parameters: node.parameters, value: texts.join(',') };
    });
  });
}
