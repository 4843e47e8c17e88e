import { calendarObject } from './calendar-object.ts';
import type { CalendarObject } from './calendar-object.ts';
import { valueProperty } from './component.ts';
import type { Component } from './component.ts';
import { withDefinitions } from './edit-event.ts';
import { propertiesOfChange, withAlarms, withProperties } from './event-change.ts';
import type { EventChange, EventTime } from './event-change.ts';
import { parseRule } from './rule.ts';
import { readEventTime, withTimes } from './time-properties.ts';
import { formatDateTime } from './values.ts';

export interface NewEvent extends EventChange {
  readonly uid: string;
  /** Epoch milliseconds, for CREATED and DTSTAMP. */
  readonly now: number;
  readonly start: EventTime;
  /** Without it: one day, or no time at all. */
  readonly end?: EventTime;
}

export const productId = '-//Landescloud//Calendar//DE';

/** A new event with a VTIMEZONE for its zone. Throws `CalendarInvalid` (`value`, `rule`). */
export function newEvent(event: NewEvent): CalendarObject {
  if (event.rule !== undefined && event.rule !== null) parseRule(event.rule);
  const none = (): null => null;
  const { local, form } = readEventTime(event.start, none);
  const end = event.end === undefined ? null : readEventTime(event.end, none);
  const now = formatDateTime(Math.floor(event.now / 1000) * 1000, true);
  let component: Component = {
    name: 'VEVENT',
    children: [
      valueProperty('UID', event.uid),
      valueProperty('DTSTAMP', now),
      valueProperty('CREATED', now),
      valueProperty('LAST-MODIFIED', now),
      valueProperty('SEQUENCE', '0'),
    ],
  };
  let length = end === null ? (form.date ? 86_400_000 : null) : end.local - local;
  if (end !== null && form.zone !== null && end.form.zone !== null && end.form.zone !== form.zone)
    length = end.local - end.form.zone.offsetAt(end.local) - (local - form.zone.offsetAt(local));
  component = withTimes(component, local, form, length);
  if (event.rule !== undefined && event.rule !== null)
    component = withProperties(component, 'RRULE', [valueProperty('RRULE', event.rule)]);
  for (const [name, list] of propertiesOfChange(event)) component = withProperties(component, name, list);
  if (event.alarms !== undefined) component = withAlarms(component, event.alarms, event.summary ?? '');
  return calendarObject(withDefinitions(newCalendar([component]), event));
}

/** A VCALENDAR around components. */
export function newCalendar(components: readonly Component[], name?: string): Component {
  return {
    name: 'VCALENDAR',
    children: [
      valueProperty('VERSION', '2.0'),
      valueProperty('PRODID', productId),
      valueProperty('CALSCALE', 'GREGORIAN'),
      ...(name === undefined ? [] : [valueProperty('X-WR-CALNAME', name)]),
      ...components,
    ],
  };
}
