import { compareAge } from './apply-request.ts';
import type { Applied } from './itip-types.ts';
import { instanceKey } from './instance-key.ts';
import { allParts, attendeeOf, cloneCalendar, clonePart, partsOf, takeZones, type Calendar } from './parts.ts';
import { calendarAddress } from './address.ts';
import { Line } from './part.ts';
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
    const start = addition.moment('dtstart');
    if (start === null || !own.some((address) => attendeeOf(addition, address) !== undefined))
      return { outcome: 'ignored', because: 'malformed' };
    const id = addition.moment('recurrence-id');
    const at = id ?? start;
    const before = known.overrides.get(at.key);
    if (compareAge(addition, before ?? master) <= 0) return { outcome: 'ignored', because: 'old' };
    if (findInstance(master, at) === null) master.add(Line.of('rdate', at, addition.zones));
    const part = clonePart(addition);
    if (instanceKey(part) === null) part.add(addition.line('dtstart')!.clone('recurrence-id'));
    if (before !== undefined) calendar.removePart(before);
    calendar.addPart(part);
  }
  takeZones(message, calendar);
  return { outcome: 'stored', calendar, isNew: false };
}
