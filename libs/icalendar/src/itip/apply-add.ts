import ICAL from 'ical.js';
import { compareAge } from './apply-request.ts';
import { cloneProperty } from './attendee-messages.ts';
import type { Applied } from './itip-types.ts';
import { instanceKey, keyOfTime } from './instance-key.ts';
import { allParts, attendeeOf, cloneCalendar, clonePart, partsOf, takeZones, type Calendar } from './parts.ts';
import { calendarAddress } from './address.ts';
import { findInstance } from './series.ts';

/**
 * ADD (RFC 5546, 3.2.4): further instances of a series. Each becomes an RDATE, and what it says otherwise an override. It
 * has to be of the next SEQUENCE, else something is missing here.
 */
export function applyAdd(stored: Calendar, message: Calendar, self: readonly string[]): Applied {
  const calendar = cloneCalendar(stored);
  const [known, given] = [partsOf(calendar)!, partsOf(message)!];
  const { master } = known;
  if (master === null) return { outcome: 'incomplete' };
  const own = self.map(calendarAddress);
  for (const addition of allParts(given)) {
    const start = addition.getFirstPropertyValue('dtstart');
    if (!(start instanceof ICAL.Time) || !own.some((address) => attendeeOf(addition, address) !== undefined))
      return { outcome: 'ignored', because: 'malformed' };
    const id = addition.getFirstPropertyValue('recurrence-id');
    const at = id instanceof ICAL.Time ? id : start;
    const before = known.overrides.get(keyOfTime(at));
    if (compareAge(addition, before ?? master) <= 0) return { outcome: 'ignored', because: 'old' };
    if (findInstance(master, at) === null) {
      const rdate = cloneProperty(addition.getFirstProperty('dtstart')!);
      master.addProperty(renamed(rdate, at));
    }
    const part = clonePart(addition);
    if (instanceKey(part) === null) part.addProperty(renamedId(cloneProperty(addition.getFirstProperty('dtstart')!)));
    if (before !== undefined) calendar.removeSubcomponent(before);
    calendar.addSubcomponent(part);
  }
  takeZones(message, calendar);
  return { outcome: 'stored', calendar, isNew: false };
}

function renamed(property: ICAL.Property, value: ICAL.Time): ICAL.Property {
  const rdate = new ICAL.Property('rdate');
  const zone = property.getFirstParameter('tzid');
  if (value.isDate) rdate.resetType('date');
  if (zone) rdate.setParameter('tzid', zone);
  rdate.setValue(value);
  return rdate;
}

function renamedId(property: ICAL.Property): ICAL.Property {
  const [, ...rest] = property.toJSON() as unknown[];
  return new ICAL.Property(['recurrence-id', ...rest]);
}
