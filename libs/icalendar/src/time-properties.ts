import { CalendarInvalid } from './calendar-invalid.ts';
import { componentsOf, parameterOf, propertyOf, valueOf, valueProperty, withoutProperties } from './component.ts';
import type { Component, Property } from './component.ts';
import { DAY } from './days.ts';
import type { EventTime } from './event-change.ts';
import { withProperties } from './event-change.ts';
import { formatDate, formatDateTime, parseTime, timeOf } from './values.ts';
import { namedZone } from './zones-of.ts';
import type { ZoneFinder } from './zones-of.ts';
import { utc } from './zone.ts';
import type { Zone } from './zone.ts';

/** In what form times are written: as a date, in UTC, with a TZID or floating. */
export interface TimeForm {
  readonly date: boolean;
  readonly utc: boolean;
  readonly tzid: string | null;
  readonly zone: Zone | null;
}

export function formOf(property: Property, zones: ZoneFinder): TimeForm {
  const value = timeOf(property);
  const zone = value.utc ? utc : value.tzid === null ? null : zones(value.tzid);
  return { date: value.date, utc: value.utc, tzid: value.tzid, zone };
}

/** Throws `CalendarInvalid('value')` for a time that is none or a zone that nothing tells of. */
export function readEventTime(time: EventTime, zones: ZoneFinder): { readonly local: number; readonly form: TimeForm } {
  const value = parseTime(time.local.replaceAll(/[-:]/g, '').replace(/\.\d+$/, ''));
  if (value.date) return { local: value.local, form: { date: true, utc: false, tzid: null, zone: null } };
  if (time.zone === null) return { local: value.local, form: { date: false, utc: false, tzid: null, zone: null } };
  const zone = zones(time.zone) ?? namedZone(time.zone);
  if (zone === null) throw new CalendarInvalid('value', `${time.zone.slice(0, 40)} is no time zone.`);
  const isUtc = /^(etc\/)?(utc|gmt)$/i.test(time.zone);
  return {
    local: value.local,
    form: { date: false, utc: isUtc, tzid: isUtc ? null : time.zone, zone: isUtc ? utc : zone },
  };
}

export function formatLocal(local: number, form: TimeForm): string {
  return form.date ? formatDate(local) : formatDateTime(local, form.utc);
}

export function timeProperty(
  name: string,
  local: number | readonly number[],
  form: TimeForm,
  range?: string,
): Property {
  const locals = typeof local === 'number' ? [local] : local;
  return valueProperty(name, locals.map((each) => formatLocal(each, form)).join(','), {
    ...(form.date ? { VALUE: 'DATE' } : {}),
    ...(form.tzid === null ? {} : { TZID: form.tzid }),
    ...(range === undefined ? {} : { RANGE: range }),
  });
}

/** What the property that ends a component is called. */
export function endNameOf(component: Component): 'DUE' | 'DTEND' {
  return component.name === 'VTODO' ? 'DUE' : 'DTEND';
}

/** The component with a new start and end; `length` is what lies between them on the wall clock, null keeps how it is said. */
export function withTimes(component: Component, local: number, form: TimeForm, length: number | null): Component {
  const changed = withProperties(component, 'DTSTART', [timeProperty('DTSTART', local, form)]);
  if (length === null) return changed;
  const endName = endNameOf(component);
  const end = form.date ? Math.max(DAY, Math.ceil(length / DAY) * DAY) : Math.max(0, length);
  const placed = withProperties(changed, endName, [timeProperty(endName, local + end, form)]);
  const sorted = propertyOf(changed, endName) === undefined ? afterStart(placed, endName) : placed;
  return withoutProperties(sorted, 'DURATION');
}

function afterStart(component: Component, name: string): Component {
  const property = propertyOf(component, name)!;
  const rest = component.children.filter((node) => node !== property);
  const at = rest.findIndex((node) => node.name === 'DTSTART') + 1;
  return { ...component, children: [...rest.slice(0, at), property, ...rest.slice(at)] };
}

/** TZIDs that the components of a calendar name. */
export function namedZones(root: Component): Set<string> {
  const found = new Set<string>();
  const look = (component: Component): void => {
    if (component.name === 'VTIMEZONE') return;
    for (const node of component.children) {
      if ('children' in node) look(node);
      else {
        const tzid = parameterOf(node, 'TZID');
        if (tzid !== undefined) found.add(tzid);
      }
    }
  };
  look(root);
  return found;
}

export function hasDefinition(root: Component, tzid: string): boolean {
  return componentsOf(root, 'VTIMEZONE').some((each) => valueOf(each, 'TZID') === tzid);
}
