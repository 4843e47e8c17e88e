import { CalendarInvalid, readCalendar, type CalendarObject } from '@landescloud/icalendar';
import { dataInvalid, objectInvalid, objectTooLarge } from '../errors.ts';

/** Bytes of one object: CalDAV's max-resource-size. */
export const mostBytes = 10 * 1024 * 1024;

const ofTheResource: ReadonlySet<string> = new Set([
  'no-component',
  'mixed-components',
  'no-uid',
  'uid-too-long',
  'several-uids',
  'two-masters',
  'duplicate-recurrence',
  'method',
]);

/** What is stored: one object (RFC 4791 section 4.1). Invalid `calendar.data_invalid` or `calendar.object_invalid`. */
export function readObject(data: Buffer): CalendarObject {
  if (data.length > mostBytes) throw objectTooLarge(mostBytes);
  try {
    return readCalendar(data);
  } catch (error) {
    if (!(error instanceof CalendarInvalid)) throw error;
    if (error.problem === 'too-large') throw objectTooLarge(mostBytes);
    throw ofTheResource.has(error.problem)
      ? objectInvalid(error.problem, error.message)
      : dataInvalid(error.problem, error.message);
  }
}
