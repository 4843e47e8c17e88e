import { addressOf } from './address.ts';
import { allParts, attendeesOf, organizerOf, partsOf, type Calendar } from './parts.ts';

/**
 * Writes SCHEDULE-STATUS (RFC 6638, 3.2.9 and 7.3) on who was sent something: '1.1' sent, '1.2' delivered, '3.7' nobody
 * is known by the address, '5.1' could not be delivered. Changes the calendar that it is given.
 */
export function noteStatus(calendar: Calendar, statusOf: ReadonlyMap<string, string>): void {
  const parts = partsOf(calendar);
  for (const part of parts === null ? [] : allParts(parts)) {
    for (const property of [...attendeesOf(part), organizerOf(part)]) {
      const status = property === null ? undefined : statusOf.get(addressOf(property));
      // it is done (RFC 6638, 7.2)
      property?.removeParameter('schedule-force-send');
      if (status !== undefined) property?.setParameter('schedule-status', status);
    }
  }
}
