import {
  CalendarInvalid,
  componentsOf,
  ianaZone,
  readTree,
  utc,
  valueOf,
  zonesOf,
  type Zone,
} from '@landescloud/icalendar';

/** Where floating times and dates are read that no calendar says more of. */
export const stateZone = 'Europe/Berlin';

/** The zone of a CALDAV:calendar-timezone: a VCALENDAR with one VTIMEZONE; null where it is none. */
export function zoneOfText(text: string | null): Zone | null {
  if (text === null || text === '') return null;
  try {
    const [root] = readTree(text).calendars;
    const definition = root === undefined ? undefined : componentsOf(root, 'VTIMEZONE')[0];
    const id = definition === undefined ? undefined : valueOf(definition, 'TZID');
    return root === undefined || id === undefined ? null : (zonesOf(root)(id) ?? null);
  } catch (error) {
    if (error instanceof CalendarInvalid) return null;
    throw error;
  }
}

export function zoneOfName(name: string): Zone | null {
  return ianaZone(name) ?? null;
}

export function usualZone(): Zone {
  return zoneOfName(stateZone) ?? utc;
}
