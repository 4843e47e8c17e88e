import type { CalendarRole } from './roles.ts';

/** `house`: nobody's, for everybody. */
export type OwnerKind = 'person' | 'group' | 'organisation' | 'space' | 'room' | 'house';
export type CalendarKind =
  | 'calendar'
  | 'inbox'
  | 'subscription'
  | 'holidays'
  | 'school-holidays'
  | 'birthdays'
  | 'presence';
export type ComponentName = 'VEVENT' | 'VTODO' | 'VJOURNAL';

/** A calendar as one person has it: name, colour and place as they like them. Times are milliseconds since 1970. */
export interface CalendarView {
  readonly id: number;
  /** The last part of its address in the person's home. */
  readonly uri: string;
  readonly kind: CalendarKind;
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  /** Of a person's calendar. */
  readonly owner: { readonly login: string; readonly name: string } | null;
  readonly role: CalendarRole;
  readonly standard: boolean;
  readonly name: string;
  /** As its owner calls it. */
  readonly ownName: string;
  /** '#rrggbbaa'; null: nobody has said. */
  readonly colour: string | null;
  readonly description: string;
  readonly timeZone: string | null;
  readonly components: readonly ComponentName[];
  readonly position: number;
  readonly transparent: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly sourceUrl: string | null;
  /** The commit-ordered counter. */
  readonly change: number;
  /** Tokens below are not known any more. */
  readonly oldest: number;
}

/** What overviews show of an event without reading it; what stands in none of its fields is absent. */
export interface ShownEvent {
  readonly summary?: string;
  readonly location?: string;
  readonly status?: string;
  readonly transparent?: true;
  readonly categories?: readonly string[];
  readonly colour?: string;
  readonly organiser?: string;
  readonly attendees?: number;
  /** PARTSTAT by address in lower case, where there are not too many. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly alarms?: true;
  readonly url?: string;
  /** Of tasks. */
  readonly due?: number;
  readonly completed?: number;
  readonly percent?: number;
  readonly priority?: number;
}

export interface ObjectRow {
  readonly id: number;
  readonly uri: string;
  readonly uid: string;
  readonly component: string;
  readonly change: number;
  readonly scheduleTag: string | null;
  readonly class: string;
  readonly scheduled: boolean;
  readonly size: number;
  readonly modifiedAt: number;
  /** Absent where it was not asked for. */
  readonly data?: Buffer;
}

export interface OccurrenceView {
  readonly calendarId: number;
  readonly objectId: number;
  readonly uri: string;
  readonly uid: string;
  readonly etag: string;
  readonly recurrenceId: string | null;
  readonly recurring: boolean;
  /** Dates and floating times: as if they were UTC. `endsAt` is exclusive. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly allDay: boolean;
  readonly floating: boolean;
  readonly busy: Busy;
  readonly class: string;
  /** null: the actor may know the time and no more. */
  readonly shown: ShownEvent | null;
}

export type Busy = 'free' | 'busy' | 'tentative' | 'unavailable';

export interface BusyPeriod {
  readonly start: number;
  readonly end: number;
  readonly busy: Exclude<Busy, 'free'>;
}

export function etagOf(calendarId: number, change: number, redacted = false): string {
  return `${calendarId}-${change}${redacted ? '-b' : ''}`;
}
