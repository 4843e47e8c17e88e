import { CalendarInvalid, parseTime } from '@landescloud/icalendar';
import { DavError } from '@landescloud/platform/dav';
import type { XmlElement } from '@landescloud/webdav-xml';
import { caldav } from './namespaces.ts';

/** Milliseconds since 1970; null: open at this end. */
export interface Range {
  readonly from: number | null;
  readonly to: number | null;
}

/** `start` and `end` of CALDAV:time-range, :expand and their like: dates with UTC times (RFC 4791 section 9.9). */
export function timeRangeOf(element: XmlElement): Range {
  const range = { from: instantOf(element, 'start'), to: instantOf(element, 'end') };
  if (range.from === null && range.to === null) throw invalid('A range needs a start or an end.');
  if (range.from !== null && range.to !== null && range.from >= range.to)
    throw invalid('A range begins before it ends.');
  return range;
}

function instantOf(element: XmlElement, name: string): number | null {
  const value = element.attributes.find((each) => each.name === name)?.value;
  if (value === undefined) return null;
  try {
    const time = parseTime(value);
    // Dates alone are not allowed, but are sent; they are meant as midnight.
    if (time.utc || time.date) return time.local;
  } catch (error) {
    if (!(error instanceof CalendarInvalid)) throw error;
  }
  throw invalid('The times of a range are written in UTC: 20261123T080000Z.');
}

function invalid(message: string): DavError {
  return new DavError(403, 'calendar.filter_invalid', message, { condition: caldav('valid-filter') });
}
