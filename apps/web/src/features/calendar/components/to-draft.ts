import type { CalendarEvent, EventChange, NewEvent } from '../api/calendar-types.ts';
import type { Draft } from '../domain/draft.ts';
import type { Span } from '../domain/entry.ts';
import { clockOf } from '../domain/plain-date.ts';
import type { QuickEntry } from '../domain/quick/quick-entry.ts';
import { ownZone } from '../domain/zones.ts';

/** `reminders`: as the person has chosen for new events. */
export function emptyDraft(calendarId: number, span: Span, reminders: Draft['reminders']): Draft {
  return {
    calendarId,
    title: '',
    allDay: span.allDay,
    startDate: span.startDate,
    startTime: clockOf(span.allDay ? 540 : span.startMinutes),
    endDate: span.endDate,
    endTime: clockOf(span.allDay ? 600 : span.endMinutes),
    zone: ownZone(),
    place: '',
    link: '',
    description: '',
    categories: [],
    recurrence: null,
    otherRule: null,
    attendees: [],
    reminders,
    classification: 'public',
    isFree: false,
    isTentative: false,
    attachments: [],
  };
}

export function draftOfQuick(
  calendarId: number,
  entry: QuickEntry,
  { attendees, reminders }: Pick<Draft, 'attendees' | 'reminders'>,
): Draft {
  const { title, place, link, recurrence, isAllDay, startDate, startMinutes, endDate, endMinutes } = entry;
  const span: Span = { allDay: isAllDay, startDate, startMinutes, endDate, endMinutes };
  return { ...emptyDraft(calendarId, span, reminders), title, place, link, recurrence, attendees };
}

export function draftOfEvent(event: CalendarEvent): Draft {
  return {
    calendarId: event.calendarId,
    title: event.title,
    allDay: event.allDay,
    startDate: event.startDate,
    startTime: event.startTime ?? '09:00',
    endDate: event.endDate,
    endTime: event.endTime ?? '10:00',
    zone: event.zone ?? ownZone(),
    place: event.place,
    link: event.link,
    description: event.description,
    categories: event.categories,
    recurrence: event.recurrence,
    otherRule: event.recurrence === null ? event.rule : null,
    attendees: event.attendees
      .filter(({ email }) => email !== event.organiser?.email)
      .map(({ login, email, name, isOptional, room }) =>
        room !== null
          ? { kind: 'room' as const, key: room.key, name, isOptional: false }
          : login === null
            ? { kind: 'email' as const, key: email, name, isOptional }
            : { kind: 'person' as const, key: login, name, isOptional },
      ),
    reminders: event.reminders,
    classification: event.classification,
    isFree: event.isFree,
    isTentative: event.status === 'tentative',
    attachments: event.attachments,
  };
}

const whenIn = (draft: Draft): NewEvent['when'] => ({
  allDay: draft.allDay,
  startDate: draft.startDate,
  startTime: draft.allDay ? null : draft.startTime,
  endDate: draft.endDate,
  endTime: draft.allDay ? null : draft.endTime,
  zone: draft.allDay ? null : draft.zone,
});

const attendeesIn = (draft: Draft): NewEvent['attendees'] =>
  draft.attendees.map(({ kind, key, name, isOptional }) => ({ kind, key, name, isOptional }));

const attachmentsIn = (draft: Draft): NewEvent['attachments'] =>
  draft.attachments.map(({ nodeId, name, url }) => ({ nodeId, name, url }));

export function newEventOf(draft: Draft): NewEvent {
  const { calendarId, title, place, link, description, categories, classification, isFree, isTentative } = draft;
  return {
    calendarId,
    when: whenIn(draft),
    title: title.trim(),
    place: place.trim(),
    link: link.trim(),
    description,
    categories: [...categories],
    classification,
    isFree,
    isTentative,
    reminders: [...draft.reminders],
    recurrence: draft.recurrence,
    attendees: attendeesIn(draft),
    attachments: attachmentsIn(draft),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what is other than before: the rest stays as other programs wrote it. */
export function changeOf(before: Draft, after: Draft): EventChange {
  const [from, to] = [newEventOf(before), newEventOf(after)];
  // A rule that the form could not say stays unless one chose another.
  const keepsRule = same(before.recurrence, after.recurrence) && before.otherRule === after.otherRule;
  return Object.fromEntries(
    Object.entries(to).filter(
      ([key, value]) => !same(from[key as keyof NewEvent], value) && !(key === 'recurrence' && keepsRule),
    ),
  );
}

/** Whether the change is one that a single event of a series cannot have. */
export const changesRule = (change: EventChange): boolean =>
  change.recurrence !== undefined || change.calendarId !== undefined;
