import { alarmsOf } from './alarms.ts';
import type { CalendarObject } from './calendar-object.ts';
import { propertyOf } from './component.ts';
import type { Component } from './component.ts';
import { freeBusy } from './free-busy.ts';
import { occurrences, overlaps } from './occurrences.ts';
import { timesOf, zoneOfTime } from './times.ts';
import { timeIfAny } from './values.ts';
import { instantOf, utc } from './zone.ts';
import type { Zone } from './zone.ts';

export interface TimeRange {
  /** Epoch milliseconds; null: open at this end. */
  readonly from: number | null;
  readonly to: number | null;
  readonly floatingZone?: Zone;
}

/** Where an open range ends: no date of iCalendar lies beyond. */
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_800_000;

/** Whether an object meets a CALDAV:time-range on its component (RFC 4791, section 9.9, with its tables for each type). */
export function inTimeRange(object: CalendarObject, range: TimeRange): boolean {
  const from = range.from ?? FIRST;
  const to = range.to ?? LAST;
  const floatingZone = range.floatingZone ?? utc;
  if (object.kind === 'VFREEBUSY') return freeBusyIn(object, from, to, floatingZone);
  if (object.kind !== 'VTODO') return occurrences(object, { from, to, floatingZone, most: 1 }).length > 0;
  const { master } = object;
  if (master !== null && propertyOf(master, 'RRULE') !== undefined && propertyOf(master, 'DTSTART') !== undefined)
    return occurrences(object, { from, to, floatingZone, most: 1 }).length > 0;
  const parts = [...(object.master === null ? [] : [object.master]), ...object.overrides];
  return parts.some((part) => todoIn(part, object, from, to, floatingZone));
}

/** The table of VTODO. */
function todoIn(todo: Component, object: CalendarObject, from: number, to: number, floating: Zone): boolean {
  const instant = (name: string): number | null => {
    const value = timeIfAny(propertyOf(todo, name));
    return value === null ? null : instantOf(zoneOfTime(value, object.zones, utc) ?? floating, value.local);
  };
  const [start, due] = [instant('DTSTART'), instant('DUE')];
  if (start !== null) {
    const times = timesOf(todo, object.zones, utc)!;
    const { days, milliseconds } = times.length;
    const end = due ?? instantOf(times.zone ?? floating, times.local + days * 86_400_000) + milliseconds;
    if (propertyOf(todo, 'DURATION') !== undefined && due === null) return from <= end && (to > start || to >= end);
    if (due !== null) return (from < due || from <= start) && (to > start || to >= due);
    return from <= start && to > start;
  }
  if (due !== null) return from < due && to >= due;
  const [completed, created] = [instant('COMPLETED'), instant('CREATED')];
  if (completed !== null && created !== null)
    return (from <= created || from <= completed) && (to >= created || to >= completed);
  if (completed !== null) return from <= completed && to >= completed;
  return created === null || to > created;
}

function freeBusyIn(object: CalendarObject, from: number, to: number, floatingZone: Zone): boolean {
  if (object.master === null) return false;
  if (propertyOf(object.master, 'DTSTART') !== undefined && propertyOf(object.master, 'DTEND') !== undefined)
    return occurrences(object, { from, to, floatingZone, most: 1 }).length > 0;
  return freeBusy(object, { from, to, floatingZone }).length > 0;
}

/** Whether a property whose value is a date meets a CALDAV:time-range in a prop-filter. */
export function propertyInTimeRange(
  component: Component,
  name: string,
  object: CalendarObject,
  range: TimeRange,
): boolean {
  const value = timeIfAny(propertyOf(component, name));
  if (value === null) return false;
  const at = instantOf(zoneOfTime(value, object.zones, utc) ?? range.floatingZone ?? utc, value.local);
  return overlaps({ start: at, end: at }, range.from ?? FIRST, range.to ?? LAST);
}

/** Whether an alarm of the object rings in the range (RFC 4791, section 9.9 on VALARM). */
export function alarmInTimeRange(object: CalendarObject, range: TimeRange): boolean {
  const { from, to, floatingZone } = range;
  const alarms = alarmsOf(object, {
    from: from ?? FIRST,
    to: to ?? LAST,
    most: 1,
    ...(floatingZone === undefined ? {} : { floatingZone }),
  });
  return alarms.length > 0;
}
