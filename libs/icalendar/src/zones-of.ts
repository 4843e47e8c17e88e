import { CalendarInvalid } from './calendar-invalid.ts';
import { componentsOf, valueOf } from './component.ts';
import type { Component } from './component.ts';
import { definitionZone } from './definition-zone.ts';
import { ianaZone } from './iana-zone.ts';
import { ianaNameOfWindows } from './windows-zones.ts';
import { fixedZone } from './zone.ts';
import type { Zone } from './zone.ts';

/** Finds the zone of a TZID as one VCALENDAR means it; null for a name that nothing tells of (its times are then floating). */
export type ZoneFinder = (tzid: string) => Zone | null;

/** VTIMEZONEs of one calendar that are looked at. */
const MOST_DEFINITIONS = 1000;

/**
 * In this order: a name of IANA's, also behind a prefix (`/mozilla.org/20050126_1/Europe/Berlin`): its law is known better here than
 * to a definition that was cut to one year; the definition in the object; a name of Windows; a fixed offset (`UTC+02:00`).
 */
export function zonesOf(calendar: Component): ZoneFinder {
  const found = new Map<string, Zone | null>();
  let definitions: Map<string, Component> | null = null;
  return (tzid) => {
    let zone = found.get(tzid);
    if (zone !== undefined) return zone;
    if (definitions === null) {
      definitions = new Map();
      for (const each of componentsOf(calendar, 'VTIMEZONE')) {
        definitions.set(valueOf(each, 'TZID') ?? '', each);
        if (definitions.size > MOST_DEFINITIONS)
          throw new CalendarInvalid('time-zone', `More than ${MOST_DEFINITIONS} time zones.`);
      }
    }
    const definition = definitions.get(tzid.trim());
    const defined = (): Zone | null => {
      if (definition === undefined) return null;
      const location = valueOf(definition, 'X-LIC-LOCATION');
      return (location === undefined ? null : namedZone(location, false)) ?? definitionZone(definition);
    };
    zone = namedZone(tzid, false) ?? defined() ?? namedZone(tzid, true);
    found.set(tzid, zone);
    return zone;
  };
}

/** The zone of a name alone: of IANA's, of Windows', an offset. Null for others. */
export function namedZone(name: string, guess = true): Zone | null {
  const trimmed = name.trim().replace(/^"|"$/g, '');
  const direct = ianaZone(trimmed);
  if (direct !== null) return direct;
  const behind =
    /(?:^|\/)((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/.+)$/;
  const prefixed = behind.exec(trimmed)?.[1];
  const zone = prefixed === undefined ? null : ianaZone(prefixed);
  if (zone !== null || !guess) return zone;
  const windows = ianaNameOfWindows(trimmed);
  if (windows !== null) {
    const known = ianaZone(windows);
    if (known !== null) return { ...known, source: 'windows' };
  }
  const offset = /^(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(trimmed);
  if (offset === null || Number(offset[2]) > 14 || Number(offset[3] ?? 0) > 59) return null;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return fixedZone(trimmed, (offset[1] === '-' ? -minutes : minutes) * 60_000);
}
