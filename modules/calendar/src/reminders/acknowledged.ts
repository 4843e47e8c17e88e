import { componentsOf, propertyOf, timeOf, type CalendarObject, type Property } from '@landescloud/icalendar';

/** Until when a program says that alarms were seen: ACKNOWLEDGED (RFC 9074, section 6), or as Thunderbird writes it. */
export function acknowledgedUntil({ master, overrides }: CalendarObject): number | null {
  const parts = [...(master === null ? [] : [master]), ...overrides];
  const times = parts.flatMap((part) => [
    propertyOf(part, 'X-MOZ-LASTACK'),
    ...componentsOf(part, 'VALARM').map((alarm) => propertyOf(alarm, 'ACKNOWLEDGED')),
  ]);
  const known = times.flatMap((property) => instantIn(property) ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function instantIn(property: Property | undefined): number | null {
  try {
    return property === undefined ? null : timeOf(property).local;
  } catch {
    return null;
  }
}
