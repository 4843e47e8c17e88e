import { addressOf, sameAddress } from './address.ts';
import { Moment } from './moment.ts';
import { Part, type Line } from './part.ts';
import { instanceKey } from './instance-key.ts';

/** A VCALENDAR. */
export type Calendar = Part;
export { Part } from './part.ts';

/** One scheduling object (RFC 6638, 3.1): the components of one UID. */
export interface Parts {
  readonly uid: string;
  readonly kind: 'vevent' | 'vtodo' | 'vjournal';
  /** null: only single instances of a series. */
  readonly master: Part | null;
  /** By `instanceKey` of their RECURRENCE-ID. */
  readonly overrides: ReadonlyMap<string, Part>;
}

const kinds = ['vevent', 'vtodo', 'vjournal'] as const;

/** null: no event, to-do or journal in it. */
export function partsOf(calendar: Calendar): Parts | null {
  const kind = kinds.find((name) => calendar.parts(name).length > 0);
  if (kind === undefined) return null;
  let master: Part | null = null;
  const overrides = new Map<string, Part>();
  for (const part of calendar.parts(kind)) {
    const key = instanceKey(part);
    if (key === null) master ??= part;
    else overrides.set(key, part);
  }
  const first = master ?? [...overrides.values()][0];
  const uid = first === undefined ? '' : textOf(first, 'uid');
  return { uid, kind, master, overrides };
}

export function allParts({ master, overrides }: Parts): Part[] {
  return master === null ? [...overrides.values()] : [master, ...overrides.values()];
}

export function cloneCalendar(calendar: Calendar): Calendar {
  return calendar.clone();
}

export function clonePart(part: Part): Part {
  return part.clone();
}

export function textOf(part: Part, name: string): string {
  return part.line(name)?.plain ?? '';
}

export function sequenceOf(part: Part): number {
  const value = Number(textOf(part, 'sequence') || 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** DTSTAMP as '20261123T190000Z', which also sorts; '' where there is none. */
export function stampOf(part: Part): string {
  return part.moment('dtstamp')?.key ?? '';
}

export function setStamp(part: Part, now: number): void {
  part.set('dtstamp', Moment.at(now));
}

export function attendeesOf(part: Part): Line[] {
  return part.lines('attendee');
}

export function attendeeOf(part: Part, address: string): Line | undefined {
  return attendeesOf(part).find((each) => sameAddress(addressOf(each), address));
}

export function organizerOf(part: Part): Line | null {
  return part.line('organizer');
}

/** '' where nobody organizes it. */
export function organizerAddress(calendar: Calendar): string {
  const parts = partsOf(calendar);
  const organizers = parts === null ? [] : allParts(parts).map(organizerOf);
  const organizer = organizers.find((each) => each !== null) ?? null;
  return organizer === null ? '' : addressOf(organizer);
}

/** Of each part, each once, in the order in which they stand. */
export function attendeeAddresses(calendar: Calendar): string[] {
  const parts = partsOf(calendar);
  return parts === null ? [] : [...new Set(allParts(parts).flatMap(attendeesOf).map(addressOf))];
}

/** NEEDS-ACTION where nothing is said (RFC 5545, 3.2.12). */
export function partstatOf(attendee: Line): string {
  return (attendee.parameter('partstat') ?? 'NEEDS-ACTION').toUpperCase();
}

export function isCancelled(part: Part): boolean {
  return textOf(part, 'status').toUpperCase() === 'CANCELLED';
}

/** The time zones that the parts name, from where they are defined. */
export function takeZones(from: Calendar, to: Calendar): void {
  const named = new Set<string>();
  const collect = (part: Part): void => {
    for (const property of part.lines()) {
      const zone = property.parameter('tzid');
      if (zone) named.add(zone);
    }
    part.parts().forEach(collect);
  };
  to.parts().forEach(collect);
  const present = new Set(to.parts('vtimezone').map((zone) => textOf(zone, 'tzid')));
  for (const zone of from.parts('vtimezone')) {
    const name = textOf(zone, 'tzid');
    if (!named.has(name) || present.has(name)) continue;
    to.addPart(clonePart(zone));
    present.add(name);
  }
}

/** An empty VCALENDAR with the zones that the parts need. */
export function calendarWith(parts: readonly Part[], zones: Calendar, method?: string): Calendar {
  const calendar = new Part('vcalendar', zones.zones);
  calendar.addValue('version', '2.0');
  calendar.addValue('prodid', '-//Landescloud//Calendar//EN');
  if (method !== undefined) calendar.addValue('method', method);
  for (const part of parts) calendar.addPart(part);
  takeZones(zones, calendar);
  return calendar;
}
