import ICAL from 'ical.js';

/**
 * What tells the instances of a series apart, whichever way RECURRENCE-ID is written: the instant, the day where it is a
 * whole one, the local time where it floats. null: the series itself. It also sorts within a series.
 */
export function instanceKey(part: ICAL.Component): string | null {
  const value = part.getFirstPropertyValue('recurrence-id');
  return value instanceof ICAL.Time ? keyOfTime(value) : null;
}

export function keyOfTime(time: ICAL.Time): string {
  if (time.isDate) return time.toICALString();
  const floats = time.zone === null || time.zone === ICAL.Timezone.localTimezone;
  return floats ? time.toICALString() : time.convertToZone(ICAL.Timezone.utcTimezone).toICALString();
}
