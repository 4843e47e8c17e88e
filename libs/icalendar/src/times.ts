import { propertyOf } from './component.ts';
import type { Component, Property } from './component.ts';
import { DAY } from './days.ts';
import { parseDuration, timeOf } from './values.ts';
import type { TimeValue } from './values.ts';
import { instantOf } from './zone.ts';
import type { Zone } from './zone.ts';
import type { ZoneFinder } from './zones-of.ts';

/**
 * How long something lasts: nominal days (the clock shows the same at the end), then exact milliseconds. DTEND gives an exact length to
 * every occurrence, DURATION a nominal one (RFC 5545, section 3.8.5.3). Never negative.
 */
export interface Length {
  readonly days: number;
  readonly milliseconds: number;
}

/** When one component is. */
export interface Times {
  readonly local: number;
  readonly date: boolean;
  /** Null where the time is floating or a date. */
  readonly zone: Zone | null;
  readonly length: Length;
}

export function zoneOfTime(value: TimeValue, zones: ZoneFinder, utc: Zone): Zone | null {
  if (value.utc) return utc;
  return value.tzid === null ? null : zones(value.tzid);
}

/** DTSTART and DTEND, DUE or DURATION of a component; null for a task without dates. Throws `CalendarInvalid('value')`. */
export function timesOf(component: Component, zones: ZoneFinder, utc: Zone): Times | null {
  const dtstart = propertyOf(component, 'DTSTART');
  const ending = propertyOf(component, component.name === 'VTODO' ? 'DUE' : 'DTEND');
  const duration = propertyOf(component, 'DURATION');
  const first = dtstart ?? (component.name === 'VTODO' ? ending : undefined);
  if (first === undefined) return null;
  const start = timeOf(first);
  const zone = zoneOfTime(start, zones, utc);
  const base = { local: start.local, date: start.date, zone };
  if (dtstart !== undefined && ending !== undefined)
    return { ...base, length: lengthTo(base, ending, zones, utc, component.name) };
  if (dtstart !== undefined && duration !== undefined) {
    const { days, milliseconds } = parseDuration(duration.value);
    if (!start.date) return { ...base, length: positive({ days, milliseconds }) };
    return { ...base, length: { days: Math.max(1, days + Math.ceil(milliseconds / DAY)), milliseconds: 0 } };
  }
  const oneDay = start.date && component.name !== 'VTODO';
  return { ...base, length: { days: oneDay ? 1 : 0, milliseconds: 0 } };
}

function lengthTo(
  start: Omit<Times, 'length'>,
  property: Property,
  zones: ZoneFinder,
  utc: Zone,
  name: string,
): Length {
  const end = timeOf(property);
  if (start.date) {
    const days = Math.ceil(end.local / DAY) - Math.floor(start.local / DAY);
    return { days: Math.max(name === 'VTODO' ? 0 : 1, days), milliseconds: 0 };
  }
  const zone = end.date || (end.tzid === null && !end.utc) ? start.zone : zoneOfTime(end, zones, utc);
  const from = start.zone === null ? start.local : instantOf(start.zone, start.local);
  const to = start.zone === null || zone === null ? end.local : instantOf(zone, end.local);
  return { days: 0, milliseconds: Math.max(0, start.zone === null ? end.local - start.local : to - from) };
}

function positive({ days, milliseconds }: Length): Length {
  return days * DAY + milliseconds < 0 ? { days: 0, milliseconds: 0 } : { days, milliseconds };
}

/** Longest that a length can be in milliseconds, whatever clocks do. */
export function spanOf({ days, milliseconds }: Length): number {
  return days * DAY + milliseconds + (days > 0 ? 3 * 3_600_000 : 0);
}
