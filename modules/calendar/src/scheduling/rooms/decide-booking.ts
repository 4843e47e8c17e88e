import { localOf, type Occurrence, type Zone } from '@landescloud/icalendar';
import type { BusyPeriod } from '../../views.ts';
import type { RoomRules } from './room-store.ts';

export type Refusal = 'closed' | 'not-yours' | 'no-series' | 'too-long' | 'too-far' | 'not-open' | 'taken';

/** What a room says: to the whole, and to single dates of a series that it says no to. */
export type Decision =
  | { readonly answer: 'DECLINED'; readonly because: Refusal }
  | { readonly answer: 'ACCEPTED'; readonly without: readonly string[] };

export interface Booking {
  readonly room: RoomRules & { readonly closed: boolean };
  /** Whether who asks may book it at all. */
  readonly mayBook: boolean;
  /** What is still to come of the meeting. */
  readonly dates: readonly Pick<Occurrence, 'start' | 'end' | 'recurrenceId'>[];
  /** What others have booked. */
  readonly busy: readonly BusyPeriod[];
  /** The last date of the series; null: it never ends. */
  readonly lastAt: number | null;
  readonly now: number;
  readonly zone: Zone;
}

const day = 86_400_000;
const minute = 60_000;

/**
 * A room takes what fits. A single meeting fits or not; of a series single dates are declined as long as more of them fit
 * than not, so that one clash in a year does not cost the whole.
 */
export function decideBooking({ room, mayBook, dates, busy, lastAt, now, zone }: Booking): Decision {
  const no = (because: Refusal): Decision => ({ answer: 'DECLINED', because });
  if (room.closed) return no('closed');
  if (!mayBook) return no('not-yours');
  if (!room.series && (dates.length > 1 || lastAt === null)) return no('no-series');
  if (dates.some(({ start, end }) => room.longestMinutes !== null && end - start > room.longestMinutes * minute))
    return no('too-long');
  if (lastAt === null || lastAt > now + room.horizonDays * day) return no('too-far');
  const refused = dates.flatMap((date) => {
    const because = !isOpen(room, date, zone) ? 'not-open' : isTaken(room, date, busy) ? 'taken' : null;
    return because === null ? [] : [{ date, because } as const];
  });
  const [first] = refused;
  if (first === undefined) return { answer: 'ACCEPTED', without: [] };
  const single = first.date.recurrenceId === null || refused.length * 2 >= dates.length;
  if (single) return no(first.because);
  return { answer: 'ACCEPTED', without: refused.flatMap(({ date }) => date.recurrenceId ?? []) };
}

/** Between two bookings stays as much time as the room needs. */
function isTaken(
  { bufferMinutes }: RoomRules,
  { start, end }: Booking['dates'][number],
  busy: readonly BusyPeriod[],
): boolean {
  const buffer = bufferMinutes * minute;
  return busy.some((each) => each.start < end + buffer && each.end > start - buffer);
}

function isOpen({ opensAt, closesAt }: RoomRules, { start, end }: Booking['dates'][number], zone: Zone): boolean {
  if (opensAt === null || closesAt === null) return true;
  const [from, to] = [localOf(zone, start), localOf(zone, end)];
  const midnight = Math.floor(from / day) * day;
  return from >= midnight + opensAt * minute && to <= midnight + closesAt * minute;
}
