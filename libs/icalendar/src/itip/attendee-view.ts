import { attendeeOf, calendarWith, clonePart, isCancelled, partsOf, type Calendar, type Part } from './parts.ts';
import { exclude } from './series.ts';

/** What is between a client and its server (RFC 6638, 7), or ours. */
const ownParameters = ['schedule-agent', 'schedule-status', 'schedule-force-send', 'x-landescloud-replied'];
/** What is one's own and nobody else's. */
const ownProperties = /^(x-moz-|x-landescloud-|x-apple-needs-reply|x-evolution-alarm)/;

/** A part as others get it. */
export function sharedPart(part: Part): Part {
  const shared = clonePart(part);
  shared.removeParts('valarm');
  for (const property of shared.lines()) {
    if (ownProperties.test(property.name)) shared.remove(property);
    else for (const name of ownParameters) property.removeParameter(name);
  }
  return shared;
}

/**
 * The object as one attendee knows it (RFC 6638, 3.2.1.2 and 3.2.6): only the instances they are invited to. null: to none.
 * Cancelled instances are no part of it.
 */
export function viewOf(calendar: Calendar, address: string): Calendar | null {
  const parts = partsOf(calendar);
  if (parts === null) return null;
  const invited = (part: Part) => attendeeOf(part, address) !== undefined && !isCancelled(part);
  const { master } = parts;
  const shown: Part[] = [];
  const series = master !== null && invited(master) ? sharedPart(master) : null;
  if (series !== null) shown.push(series);
  for (const part of parts.overrides.values()) {
    if (invited(part)) shown.push(sharedPart(part));
    else if (series !== null) {
      const at = part.moment('recurrence-id');
      if (at !== null) exclude(series, at);
    }
  }
  return shown.length === 0 ? null : calendarWith(shown, calendar);
}
