import type { Recurrence } from './recurrence.ts';

/** When: days as YYYY-MM-DD, the last one where it is of whole days; times as HH:MM by the clock of an IANA zone. */
export interface EventWhen {
  readonly allDay: boolean;
  readonly startDate: string;
  readonly startTime: string | null;
  readonly endDate: string;
  readonly endTime: string | null;
  readonly zone: string | null;
}

export interface AttendeeInput {
  /** Login, key of a group or room, or address. */
  readonly kind: 'person' | 'group' | 'email' | 'room';
  readonly key: string;
  readonly name: string;
  readonly isOptional: boolean;
}

export interface AttachmentInput {
  readonly nodeId: number | null;
  readonly name: string;
  readonly url: string | null;
}

export interface ReminderInput {
  /** Before the start; of whole days before midnight, negative after it. */
  readonly minutes: number;
  readonly by: 'display' | 'mail';
}

export interface EventInput {
  readonly calendarId: number;
  readonly when: EventWhen;
  readonly title: string;
  readonly place: string;
  /** Of a conference. */
  readonly link: string;
  readonly description: string;
  /** Absent in a new one: none. */
  readonly categories?: readonly string[] | undefined;
  readonly classification: 'public' | 'private' | 'confidential';
  readonly isFree: boolean;
  readonly isTentative: boolean;
  readonly reminders: readonly ReminderInput[];
  readonly recurrence: Recurrence | null;
  readonly attendees: readonly AttendeeInput[];
  readonly attachments: readonly AttachmentInput[];
}

export type EventScope = 'this' | 'following' | 'all';
export type OwnAnswer = 'needs-action' | 'accepted' | 'declined' | 'tentative';

/** What was done, and what takes it back. */
export interface WrittenEvent {
  readonly id: number;
  readonly etag: string;
  readonly undo: number | null;
}
