import { calendarObject } from './calendar-object.ts';
import type { CalendarObject } from './calendar-object.ts';
import { isComponent, propertiesOf, propertyOf, textOf, valueProperty, withoutProperties } from './component.ts';
import type { Component } from './component.ts';
import { DAY, yearOf } from './days.ts';
import { propertiesOfChange, sameProperties, withAlarms, withProperties } from './event-change.ts';
import type { EventChange } from './event-change.ts';
import { moveSeries, rebuilt, withoutOrphans } from './move-series.ts';
import { clockLength, occurrenceOf } from './occurrence-of.ts';
import { parseRule } from './rule.ts';
import { seriesOf } from './series.ts';
import { splitSeries } from './split-series.ts';
import { sequenceOf, stamped } from './stamp.ts';
import { formOf, hasDefinition, namedZones, readEventTime, timeProperty, withTimes } from './time-properties.ts';
import { formatDateTime } from './values.ts';
import { zoneDefinition } from './write-definition.ts';

/** One occurrence, it and what comes after, or the whole series. */
export type EditScope = 'this' | 'following' | 'all';

export interface EditOptions {
  readonly scope: EditScope;
  /** Which occurrence the person edits (`Occurrence.recurrenceId`); `this` and `following` need it where the object recurs. */
  readonly recurrenceId?: string | null;
  /** UID for the second series that `following` makes. */
  readonly uid: string;
  /** Epoch milliseconds, for DTSTAMP and LAST-MODIFIED. */
  readonly now: number;
}

export interface Edited {
  readonly object: CalendarObject;
  /** The new series of `following`; null where the object is still one. */
  readonly following: CalendarObject | null;
}

/**
 * An object with a change. Everything else keeps its characters and order. `this` makes or changes an override; `following` splits the
 * series (`splitSeries`); `all` moves the whole series as the named occurrence is moved, and gives overrides a new value only where they
 * had the old one. SEQUENCE rises where time, rule or status change. Throws `CalendarInvalid` (`no-occurrence`, `value`, `rule`).
 */
export function editEvent(object: CalendarObject, change: EventChange, options: EditOptions): Edited {
  if (change.rule !== undefined && change.rule !== null) parseRule(change.rule);
  const series = seriesOf(object);
  const id = options.recurrenceId ?? null;
  if (
    id === null ||
    (!series.recurring && object.overrides.length === 0) ||
    (options.scope === 'all' && object.master !== null)
  )
    return { object: editAll(object, change, id, options.now), following: null };
  if (options.scope === 'following' && object.master !== null) {
    const { before, following } = splitSeries(object, { recurrenceId: id, uid: options.uid, now: options.now });
    const first = firstId(following);
    const edited = editAll(following, change, first, options.now);
    return before === null ? { object: edited, following: null } : { object: before, following: edited };
  }
  return { object: editOne(object, change, id, options.now), following: null };
}

function firstId(object: CalendarObject): string | null {
  const { times } = seriesOf(object);
  return times === null ? null : idAt(times);
}

function idAt({
  local,
  date,
  zone,
}: {
  local: number;
  date: boolean;
  zone: { offsetAt(instant: number): number } | null;
}): string {
  const text = formatDateTime(zone === null ? local : local - zone.offsetAt(local), zone !== null);
  return date ? text.slice(0, 8) : text;
}

/** Whether it is another meeting for those who were invited. */
function isSignificant(change: EventChange): boolean {
  return (
    change.start !== undefined || change.end !== undefined || change.rule !== undefined || change.status !== undefined
  );
}

function editOne(object: CalendarObject, change: EventChange, recurrenceId: string, now: number): CalendarObject {
  const found = occurrenceOf(object, recurrenceId);
  const { master, times } = seriesOf(object);
  let base = found.component;
  if (found.override === null) {
    const form = formOf(propertyOf(master!, 'DTSTART')!, object.zones);
    const own = formOf(propertyOf(base, 'DTSTART') ?? propertyOf(master!, 'DTSTART')!, object.zones);
    base = withoutProperties(base, 'RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID');
    base = withTimes(base, found.local, own, lengthIfSaid(base, found.times, found.local));
    const at = base.children.findIndex((node) => node.name === 'DTSTART');
    const id = timeProperty('RECURRENCE-ID', found.base, form);
    base = { name: base.name, children: [...base.children.slice(0, at), id, ...base.children.slice(at)] };
  }
  const edited = applied(base, change, object, { local: found.local, times: found.times });
  const done = stamped(edited, now, isSignificant(change), times === null ? 0 : sequenceOf(master!));
  const { root } = object;
  if (found.override !== null) {
    const { component } = found.override;
    const children = root.children.map((node) => (node === component ? done : node));
    return finished({ ...root, children }, object, change);
  }
  const last = root.children.findLastIndex((node) => isComponent(node) && node.name === object.kind);
  const children = [...root.children.slice(0, last + 1), done, ...root.children.slice(last + 1)];
  return finished({ ...root, children }, object, change);
}

/** Null where DURATION says it, so that it goes on to. */
function lengthIfSaid(component: Component, times: Parameters<typeof clockLength>[0], local: number): number | null {
  return propertyOf(component, 'DTEND') === undefined && propertyOf(component, 'DUE') === undefined
    ? null
    : clockLength(times, local);
}

function editAll(
  object: CalendarObject,
  change: EventChange,
  recurrenceId: string | null,
  now: number,
): CalendarObject {
  const series = seriesOf(object);
  const { master, times } = series;
  if (master === null) {
    return recurrenceId === null ? object : editOne(object, change, recurrenceId, now);
  }
  let current = object;
  if ((change.start !== undefined || change.end !== undefined) && times !== null) {
    const found = recurrenceId === null || !series.recurring ? null : occurrenceOf(object, recurrenceId);
    const at = found === null ? { local: times.local, times } : { local: found.local, times: found.times };
    const { local, form, length } = placed(master, change, object, at);
    const shift = local - (form.date ? Math.floor(at.local / DAY) * DAY : at.local);
    const start = (form.date ? Math.floor(times.local / DAY) * DAY : times.local) + shift;
    current = moveSeries(object, { local: start, form, length });
  }
  const rest: EventChange = { ...change };
  const before = propertiesOfChange(rest);
  const old = current.master!;
  current = rebuilt(current, (component) => {
    let edited = component;
    if (component === old) {
      if (times === null && (change.start !== undefined || change.end !== undefined))
        edited = applied(component, { start: change.start, end: change.end } as EventChange, object, null);
      edited = withFields(edited, change);
      if (change.rule !== undefined) {
        edited = withProperties(edited, 'RRULE', change.rule === null ? [] : [valueProperty('RRULE', change.rule)]);
        if (change.rule === null) edited = withoutProperties(edited, 'RDATE', 'EXDATE', 'EXRULE');
      }
      return stamped(edited, now, isSignificant(change));
    }
    for (const [name, list] of before)
      if (sameProperties(propertiesOf(component, name), propertiesOf(old, name)))
        edited = withProperties(edited, name, list);
    if (change.alarms !== undefined) edited = withAlarms(edited, change.alarms, textOf(edited, 'SUMMARY') ?? '');
    return edited === component && !isSignificant(change) ? component : stamped(edited, now, isSignificant(change));
  });
  const cleaned = change.rule === undefined ? current : withoutOrphans(current);
  return finished(cleaned.root, cleaned, change);
}

function withFields(component: Component, change: EventChange): Component {
  let edited = component;
  for (const [name, list] of propertiesOfChange(change)) edited = withProperties(edited, name, list);
  return change.alarms === undefined ? edited : withAlarms(edited, change.alarms, textOf(edited, 'SUMMARY') ?? '');
}

type At = { readonly local: number; readonly times: Parameters<typeof clockLength>[0] } | null;

/** Start, form and length that a change of times makes of where something is. */
function placed(
  component: Component,
  change: EventChange,
  object: CalendarObject,
  at: At,
): { local: number; form: ReturnType<typeof formOf>; length: number | null } {
  const old = propertyOf(component, 'DTSTART');
  const start = change.start === undefined ? null : readEventTime(change.start, object.zones);
  const form = start?.form ?? formOf(old!, object.zones);
  const local = start?.local ?? at!.local;
  if (change.end !== undefined) {
    const end = readEventTime(change.end, object.zones);
    // an end in another zone is written on the clock of the start
    const shown =
      end.form.zone !== null && form.zone !== null && end.form.zone !== form.zone ? shownIn(end, form) : end.local;
    return { local, form, length: shown - local };
  }
  if (at === null) return { local, form, length: null };
  if (at.times.date === form.date) return { local, form, length: lengthIfSaid(component, at.times, at.local) };
  return { local, form, length: form.date ? DAY : 3_600_000 };
}

function shownIn(end: ReturnType<typeof readEventTime>, form: ReturnType<typeof formOf>): number {
  const instant = end.local - end.form.zone!.offsetAt(end.local - end.form.zone!.offsetAt(end.local));
  return instant + form.zone!.offsetAt(instant);
}

function applied(component: Component, change: EventChange, object: CalendarObject, at: At): Component {
  let edited = component;
  if (change.start !== undefined || (change.end !== undefined && at !== null)) {
    const { local, form, length } = placed(component, change, object, at);
    edited = withTimes(component, local, form, length);
  }
  return withFields(edited, change);
}

/** With the definitions of zones that are newly named. */
function finished(root: Component, object: CalendarObject, change: EventChange): CalendarObject {
  return calendarObject(withDefinitions(root, change), { before: object.before, message: object.method !== null });
}

/** A VCALENDAR with a VTIMEZONE for each IANA zone that its times name and that has none. */
export function withDefinitions(root: Component, change: Pick<EventChange, 'start'> = {}): Component {
  const year =
    change.start === undefined
      ? 1970
      : Math.min(yearOf(Date.parse(`${change.start.local.slice(0, 10)}T00:00:00Z`)) - 1, 2100);
  const missing = [...namedZones(root)].filter((tzid) => !hasDefinition(root, tzid));
  const definitions = missing.map((tzid) => zoneDefinition(tzid, Math.max(1900, year))).filter((each) => each !== null);
  const at = root.children.findIndex((node) => isComponent(node) && node.name !== 'VTIMEZONE');
  return { ...root, children: [...root.children.slice(0, at), ...definitions, ...root.children.slice(at)] };
}
