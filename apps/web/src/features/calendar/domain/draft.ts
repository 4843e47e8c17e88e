import type { Span } from './entry.ts';
import { addDays, clockOf, daysBetween, type PlainDate } from './plain-date.ts';
import type { Recurrence } from './recurrence.ts';

/** An event while it is written in the form. */
export interface Draft {
  readonly calendarId: number;
  readonly title: string;
  readonly allDay: boolean;
  readonly startDate: PlainDate;
  readonly startTime: string;
  readonly endDate: PlainDate;
  readonly endTime: string;
  readonly zone: string;
  readonly place: string;
  readonly link: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly recurrence: Recurrence | null;
  /** A rule that is more than the form can say: kept as it is. */
  readonly otherRule: string | null;
  readonly attendees: readonly DraftAttendee[];
  readonly reminders: readonly DraftReminder[];
  readonly classification: 'public' | 'private' | 'confidential';
  readonly isFree: boolean;
  readonly isTentative: boolean;
  readonly attachments: readonly DraftAttachment[];
}

export interface DraftReminder {
  /** Before the start; of whole days before midnight, negative after it. */
  readonly minutes: number;
  readonly by: 'display' | 'mail';
}

export interface DraftAttendee {
  readonly kind: 'person' | 'group' | 'email' | 'room';
  /** Login, key of a group or room, or address. */
  readonly key: string;
  readonly name: string;
  readonly isOptional: boolean;
}

export interface DraftAttachment {
  readonly nodeId: number | null;
  readonly name: string;
  readonly url: string | null;
}

export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

export const timesOf = (span: Span) => ({
  allDay: span.allDay,
  startDate: span.startDate,
  startTime: clockOf(span.startMinutes),
  endDate: span.endDate,
  endTime: clockOf(span.endMinutes),
});

export const spanOfDraft = ({ allDay, startDate, startTime, endDate, endTime }: Draft): Span => ({
  allDay,
  startDate,
  startMinutes: allDay ? 0 : minutesOf(startTime),
  endDate,
  endMinutes: allDay ? 0 : minutesOf(endTime),
});

/** Whether the end is where it can be; one that ends as it begins is allowed. */
export function isInOrder(draft: Draft): boolean {
  if (draft.allDay) return draft.endDate >= draft.startDate;
  return `${draft.endDate} ${draft.endTime}` >= `${draft.startDate} ${draft.startTime}`;
}

/** The end goes along when the start moves. */
export function withStart(draft: Draft, start: { readonly date?: PlainDate; readonly time?: string }): Draft {
  const startDate = start.date ?? draft.startDate;
  const startTime = start.time ?? draft.startTime;
  if (draft.allDay)
    return { ...draft, startDate, endDate: addDays(draft.endDate, daysBetween(draft.startDate, startDate)) };
  const length =
    daysBetween(draft.startDate, draft.endDate) * 1440 + minutesOf(draft.endTime) - minutesOf(draft.startTime);
  const end = minutesOf(startTime) + length;
  const days = Math.floor(end / 1440);
  return { ...draft, startDate, startTime, endDate: addDays(startDate, days), endTime: clockOf(end - days * 1440) };
}

export const roundedHour = (minutes: number): number => Math.min(23 * 60, Math.ceil(minutes / 30) * 30);
