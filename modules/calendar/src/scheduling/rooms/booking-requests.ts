import {
  allParts,
  attendeeOf,
  cloneCalendar,
  partOf,
  partsOf,
  partstatOf,
  readCalendar,
  type Calendar,
} from '@landescloud/icalendar';
import { DomainError, type PersonActor } from '@landescloud/kernel';
import type { DomainEvent } from '@landescloud/platform/events';
import { standardCalendar } from '../delivery-store.ts';
import { dataOf, findObjects } from '../../store/object-writer.ts';
import { personParty, roomParty } from '../parties.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { expireJob, forgetRequest } from './ask-managers.ts';
import { bookingById, closeBooking, openBookings, type BookingRecord } from './booking-store.ts';
import { bookingWords } from './booking-words.ts';
import { roomById, type Room } from './room-store.ts';
import { writeAnswer } from './write-answer.ts';

export interface BookingRequestView {
  readonly id: number;
  readonly room: {
    readonly key: string;
    readonly name: string;
    readonly kind: Room['kind'];
    readonly capacity: number | null;
  };
  /** null: it is private. */
  readonly title: string | null;
  readonly organizer: string;
  readonly attendees: number;
  /** The first date; milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** How many dates, and the end of the last. */
  readonly dates: number;
  readonly lastAt: number;
  readonly askedAt: number;
}

export interface BookingRequests {
  /** What waits for the person's decision, the earliest first. */
  open(actor: PersonActor): Promise<BookingRequestView[]>;
  /** NotFound `calendar.booking_not_found`; Conflict `calendar.booking_decided`, `calendar.booking_over`. */
  decide(actor: PersonActor, id: number, answer: 'approved' | 'declined', reason: string): Promise<void>;
}

const notFound = () => new DomainError('NotFound', 'calendar.booking_not_found', 'There is no such booking.');
const decided = () =>
  new DomainError(
    'Conflict',
    'calendar.booking_decided',
    'Somebody has decided this, or it is not asked for any more.',
  );
const over = () => new DomainError('Conflict', 'calendar.booking_over', 'The meeting has begun: it is too late.');

/** Bookings of rooms that somebody has to agree to. */
export function bookingRequests(deps: SchedulingDeps): BookingRequests {
  const { db, clock, jobs, directory } = deps;
  const administered = (actor: PersonActor) => directory.rights.organisationsHeld(actor, 'organisation-administrator');

  jobs.define(expireJob, async ({ id }: { readonly id: number }) => {
    const booking = await bookingById(db, id);
    // Moved since: there is a job for then.
    if (booking === undefined || booking.state !== 'asked' || booking.startsAt > clock.now()) return;
    const language = await languageOf(deps, booking);
    await answerBookingAs(deps, booking, { state: 'expired', reason: bookingWords(language, 'expired'), by: null });
  });

  return {
    async open(actor) {
      if (actor.role === 'guest') return [];
      const found = await openBookings(db, actor.personId, await administered(actor));
      const now = clock.now();
      const rooms = new Map<number, Room | undefined>();
      for (const { roomId } of found) if (!rooms.has(roomId)) rooms.set(roomId, await roomById(db, roomId));
      return found.flatMap((booking) => {
        const room = rooms.get(booking.roomId);
        return room === undefined || booking.startsAt <= now ? [] : [viewOf(booking, room)];
      });
    },

    async decide(actor, id, answer, reason) {
      const booking = await bookingById(db, id);
      const room = booking === undefined ? undefined : await roomById(db, booking.roomId);
      if (booking === undefined || room === undefined) throw notFound();
      const held = await administered(actor);
      if (!room.managers.includes(actor.personId) && held !== null && !held.includes(room.organisationId))
        throw notFound();
      if (booking.state !== 'asked') throw decided();
      if (booking.startsAt <= clock.now()) throw over();
      const { personId, client } = actor;
      const event: DomainEvent = {
        type: `calendar.booking_${answer}`,
        actor: { kind: 'person', personId, client },
        organisationId: room.organisationId,
        subject: `room:${room.id}`,
        data: { key: room.key },
        at: clock.now(),
      };
      const done = await answerBookingAs(deps, booking, { state: answer, reason, by: personId, event });
      if (!done) throw decided();
    },
  };
}

async function languageOf({ db }: SchedulingDeps, { organizerId }: BookingRecord) {
  const organizer = organizerId === null ? null : await personParty(db, organizerId);
  return organizer?.language ?? 'de';
}

export interface BookingAnswer {
  readonly state: 'approved' | 'declined' | 'expired';
  readonly reason: string;
  readonly by: number | null;
  readonly event?: DomainEvent;
}

/** False: it was decided or withdrawn meanwhile. */
async function answerBookingAs(
  deps: SchedulingDeps,
  booking: BookingRecord,
  { state, reason, by, event }: BookingAnswer,
): Promise<boolean> {
  const calendarId = await standardCalendar(deps.db, 'room', booking.roomId);
  if (calendarId === null) return false;
  return deps.lanes.run(calendarId, async (write) => {
    write.dirty = true;
    if (!(await closeBooking(write.tx, { id: booking.id, state, reason, by }, write.now))) return false;
    await forgetRequest(deps, write.tx, booking.id);
    if (event !== undefined) await deps.events.record(write.tx, [event]);
    await sayInCalendar(deps, write, booking, state === 'approved' ? 'ACCEPTED' : 'DECLINED', reason);
    return true;
  });
}

/** What the room has said so far of the meeting becomes this; dates that it declined stay declined. */
export async function sayInCalendar(
  deps: SchedulingDeps,
  write: Parameters<typeof writeAnswer>[1],
  { roomId, uid }: Pick<BookingRecord, 'roomId' | 'uid'>,
  partstat: 'ACCEPTED' | 'DECLINED',
  comment: string,
): Promise<void> {
  const party = await roomParty(write.tx, roomId);
  const existing = (await findObjects(write, '', uid)).find((each) => each.uid === uid);
  if (party === null || existing === undefined) return;
  const before = partOf(readCalendar(await dataOf(write, existing.id)));
  const after = answeredBy(before, party.addresses[0] ?? '', partstat);
  await writeAnswer(deps, write, { party, existing, before, after, comment });
}

function answeredBy(calendar: Calendar, address: string, partstat: 'ACCEPTED' | 'DECLINED'): Calendar {
  const answered = cloneCalendar(calendar);
  for (const part of allParts(partsOf(answered)!)) {
    const mine = attendeeOf(part, address);
    if (mine !== undefined && partstatOf(mine) !== 'DECLINED') mine.setParameter('partstat', partstat);
  }
  return answered;
}

function viewOf(booking: BookingRecord, { key, name, kind, capacity }: Room): BookingRequestView {
  const { id, title, organizerName: organizer, attendees, startsAt, endsAt, dates, lastAt, askedAt } = booking;
  const room = { key, name, kind, capacity };
  const shown = title === '' ? null : title;
  return { id, room, title: shown, organizer, attendees, startsAt, endsAt, dates: dates.length, lastAt, askedAt };
}
