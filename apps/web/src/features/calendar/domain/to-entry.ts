import type { CalendarEvent } from '../api/calendar-types.ts';
import { calendarColours } from './colours.ts';
import type { Entry, Span } from './entry.ts';
import { wallOf } from './zones.ts';

interface Timed {
  readonly allDay: boolean;
  readonly start: number;
  readonly end: number;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

interface Shown extends Timed {
  readonly eventId: number;
  readonly calendarId: number;
  readonly recurrenceId: string | null;
  readonly title: string;
  readonly place: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly isFree: boolean;
  readonly classification: 'public' | 'private' | 'confidential';
  readonly isSeries: boolean;
  readonly hasPeople: boolean;
  readonly lacksRoom: boolean;
  readonly answer: Entry['answer'];
  readonly colour: string | null;
}

/** When it is by the clock of a zone; whole days are the same everywhere. */
export function spanIn(zone: string, { allDay, start, end, startDate, endDate }: Timed): Span {
  if (allDay && startDate !== null && endDate !== null)
    return { allDay, startDate, startMinutes: 0, endDate, endMinutes: 0 };
  const [from, to] = [wallOf(start, zone), wallOf(end, zone)];
  return { allDay: false, startDate: from.date, startMinutes: from.minutes, endDate: to.date, endMinutes: to.minutes };
}

export function toEntry(zone: string, shown: Shown, colour: string, mayEdit: boolean): Entry {
  const { eventId, calendarId, recurrenceId, title, place, isSeries, hasPeople, lacksRoom, answer } = shown;
  return {
    ...spanIn(zone, shown),
    key: `${calendarId} ${eventId} ${recurrenceId ?? shown.start}`,
    eventId,
    calendarId,
    recurrenceId,
    title,
    place,
    colour: shown.colour ?? colour,
    isTentative: shown.status === 'tentative' || answer === 'tentative',
    isCancelled: shown.status === 'cancelled',
    isFree: shown.isFree,
    isPrivate: shown.classification !== 'public',
    isSeries,
    hasPeople,
    lacksRoom,
    answer,
    mayEdit,
  };
}

/** One that was asked for by itself, as a link names it. */
export function entryOfEvent(zone: string, event: CalendarEvent): Entry {
  const { id, attendees, mayEdit } = event;
  return toEntry(
    zone,
    {
      ...event,
      eventId: id,
      hasPeople: attendees.length > 0,
      lacksRoom: mayEdit && attendees.some(({ room, answer }) => room !== null && answer === 'declined'),
      colour: null,
    },
    calendarColours[0],
    mayEdit,
  );
}
