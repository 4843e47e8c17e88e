import { valueProperty, type Property } from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { Refusal } from '../scheduling/rooms/decide-booking.ts';
import type { BookingState } from '../scheduling/rooms/booking-store.ts';

export interface InvitedRoom {
  readonly id: number;
  readonly key: string;
  readonly kind: 'room' | 'thing';
  readonly name: string;
  readonly address: string;
}

/** What became of the booking, for who invites. */
export interface BookingNote {
  readonly state: BookingState;
  readonly because: Refusal | null;
  readonly reason: string;
}

const columns = 'id, key, kind, name, address';
const BY_KEYS = statement(
  'calendar.invited_rooms_by_keys',
  `select ${columns} from calendar.room where key = any ($1::text[])`,
);
const BY_ADDRESSES = statement(
  'calendar.invited_rooms_by_addresses',
  `select ${columns} from calendar.room where address = any ($1::text[])`,
);
const NOTES = statement(
  'calendar.booking_notes',
  `select room_id as "roomId", state, nullif(because, '') as because, reason from calendar.booking
   where uid = $1 and room_id = any ($2::bigint[])`,
);

export function roomsOfKeys(q: Queryable, keys: readonly string[]): Promise<InvitedRoom[]> {
  return keys.length === 0 ? Promise.resolve([]) : q.query<InvitedRoom>(BY_KEYS, [keys]);
}

/** By address in lower case, as attendees are named. */
export async function roomsOfAddresses(
  q: Queryable,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, InvitedRoom>> {
  const wanted = addresses.map((each) => each.trim().toLowerCase()).filter((each) => each.startsWith('mailto:'));
  const found = wanted.length === 0 ? [] : await q.query<InvitedRoom>(BY_ADDRESSES, [wanted]);
  return new Map(found.map((room) => [room.address, room]));
}

/** By id of the room. */
export async function bookingNotes(
  q: Queryable,
  uid: string,
  rooms: readonly InvitedRoom[],
): Promise<ReadonlyMap<number, BookingNote>> {
  if (rooms.length === 0) return new Map();
  const found = await q.query<BookingNote & { roomId: number }>(NOTES, [uid, rooms.map(({ id }) => id)]);
  return new Map(found.map(({ roomId, ...note }) => [roomId, note]));
}

/** A room takes no part, it is used (RFC 5545, 3.2.16). */
export function roomAttendee({ address, name, kind }: InvitedRoom): Property {
  return valueProperty('ATTENDEE', address, {
    CN: name,
    CUTYPE: kind === 'room' ? 'ROOM' : 'RESOURCE',
    ROLE: 'NON-PARTICIPANT',
    PARTSTAT: 'NEEDS-ACTION',
    RSVP: 'TRUE',
  });
}
