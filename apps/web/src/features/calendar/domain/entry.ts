import type { PlainDate } from './plain-date.ts';

export type OwnAnswer = 'needs-action' | 'accepted' | 'declined' | 'tentative';

/** When something is, by the clock of the zone in which one looks. */
export interface Span {
  readonly allDay: boolean;
  readonly startDate: PlainDate;
  readonly startMinutes: number;
  /** The last day of whole days, else the day on which it ends. */
  readonly endDate: PlainDate;
  readonly endMinutes: number;
}

/** One time at which an event takes place, as views show it. */
export interface Entry extends Span {
  /** Of this one among all that are shown. */
  readonly key: string;
  readonly eventId: number;
  readonly calendarId: number;
  /** Which one of a series. */
  readonly recurrenceId: string | null;
  readonly title: string;
  readonly place: string;
  readonly colour: string;
  readonly isTentative: boolean;
  readonly isCancelled: boolean;
  readonly isFree: boolean;
  readonly isPrivate: boolean;
  readonly isSeries: boolean;
  readonly hasPeople: boolean;
  /** A room that it should have was not booked. */
  readonly lacksRoom: boolean;
  readonly answer: OwnAnswer | null;
  readonly mayEdit: boolean;
}

/** Ends that stand at midnight belong to the day before. */
export const lastDayOf = (span: Span, before: (date: PlainDate) => PlainDate): PlainDate =>
  !span.allDay && span.endMinutes === 0 && span.endDate > span.startDate ? before(span.endDate) : span.endDate;
