import type { Refusal, Room, RoomBooking } from '../api/rooms.ts';
import type { DraftAttendee } from './draft.ts';
import type { Busy } from './find-time.ts';
import { addDays, type PlainDate } from './plain-date.ts';
import type { Recurrence } from './recurrence.ts';

const minute = 60_000;

type Placed = Pick<Room, 'name' | 'building' | 'floor'>;

/** "Saal 2, Haus A, 2. OG": what stands as the place of the event. */
export const placeOfRoom = ({ name, building, floor }: Placed): string =>
  [name, building, floor].filter((part) => part !== '').join(', ');

/** "Erfurt · Haus A · 2. OG" */
export const whereIsRoom = ({ place, building, floor }: Pick<Room, 'place' | 'building' | 'floor'>): string =>
  [place, building, floor].filter((part) => part !== '').join(' · ');

export const attendeeOfRoom = ({ key, name }: Pick<Room, 'key' | 'name'>): DraftAttendee => ({
  kind: 'room',
  key,
  name,
  isOptional: false,
});

/** What is taken of a room, with what has to stay free between two bookings; an event's own booking does not count. */
export const busyOfRoom = (
  { key, bufferMinutes }: Pick<Room, 'key' | 'bufferMinutes'>,
  bookings: readonly RoomBooking[],
  own: number | null,
): Busy[] =>
  bookings
    .filter(({ room, eventId }) => room === key && (own === null || eventId !== own))
    .map(({ start, end }) => ({ start: start - bufferMinutes * minute, end: end + bufferMinutes * minute }));

/** Whether a room is open and bookable for so long; minutes of one day. */
export const isOpenFor = (
  { opensAt, closesAt, longestMinutes }: Pick<Room, 'opensAt' | 'closesAt' | 'longestMinutes'>,
  from: number,
  to: number,
): boolean =>
  (opensAt === null || from >= opensAt) &&
  (closesAt === null || to <= closesAt) &&
  (longestMinutes === null || to - from <= longestMinutes);

/** Why a room takes no series that repeats so; null: it may. */
export function refusalOfSeries(
  { series, horizonDays }: Pick<Room, 'series' | 'horizonDays'>,
  recurrence: Recurrence | null,
  today: PlainDate,
): Refusal | null {
  if (recurrence === null) return null;
  if (!series) return 'no-series';
  const { until, count } = recurrence;
  if (until === undefined) return count === undefined ? 'too-far' : null;
  return until > addDays(today, horizonDays) ? 'too-far' : null;
}
