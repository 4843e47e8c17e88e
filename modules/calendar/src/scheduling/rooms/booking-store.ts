import { statement, type Queryable } from '@landescloud/platform/database';

export type BookingState = 'booked' | 'asked' | 'approved' | 'declined' | 'expired' | 'withdrawn';

/** Start and end of one date. */
export type BookedDate = readonly [number, number];

/** What became of one meeting in one room. */
export interface BookingRecord {
  readonly id: number;
  readonly roomId: number;
  readonly uid: string;
  readonly state: BookingState;
  /** Of a refusal by itself; '' otherwise. */
  readonly because: string;
  /** In a manager's words. */
  readonly reason: string;
  readonly organizerId: number | null;
  readonly organizerName: string;
  /** '' where it is private. */
  readonly title: string;
  readonly attendees: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly lastAt: number;
  readonly dates: readonly BookedDate[];
  readonly askedAt: number;
}

const columns = `b.id, b.room_id as "roomId", b.uid, b.state, b.because, b.reason, b.organizer_id as "organizerId",
  b.organizer_name as "organizerName", b.title, b.attendees, b.starts_at as "startsAt", b.ends_at as "endsAt",
  b.last_at as "lastAt", b.dates, b.asked_at as "askedAt"`;
const FIND = statement(
  'calendar.find_booking',
  `select ${columns} from calendar.booking b where b.room_id = $1 and b.uid = $2`,
);
const BY_ID = statement('calendar.booking_by_id', `select ${columns} from calendar.booking b where b.id = $1`);
const PUT = statement(
  'calendar.put_booking',
  `insert into calendar.booking as b (room_id, uid, state, because, organizer_id, organizer_name, title, attendees, starts_at,
     ends_at, last_at, dates, asked_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
   on conflict (room_id, uid) do update set state = $3, because = $4, reason = '', organizer_id = $5, organizer_name = $6,
     title = $7, attendees = $8, starts_at = $9, ends_at = $10, last_at = $11, dates = $12, asked_at = $13,
     decided_at = null, decided_by = null
   returning id`,
);
const DECIDE = statement(
  'calendar.decide_booking',
  `update calendar.booking set state = $2, reason = $3, decided_at = $4, decided_by = $5 where id = $1 and state = 'asked'
   returning id`,
);
const WITHDRAW = statement(
  'calendar.withdraw_booking',
  `update calendar.booking set state = 'withdrawn', decided_at = $3 where room_id = $1 and uid = $2 returning id`,
);
/** Of rooms that somebody manages, and of those in organisations that they administer ($2; null: all) where nobody is named. */
const OPEN = statement(
  'calendar.open_bookings',
  `select ${columns} from calendar.booking b join calendar.room r on r.id = b.room_id
   where b.state = 'asked' and (
     exists (select from calendar.room_manager m where m.room_id = r.id and m.person_id = (select $1::bigint))
     or (($2::bigint[] is null or r.organisation_id = any ($2))
       and not exists (select from calendar.room_manager m where m.room_id = r.id)))
   order by b.starts_at, b.id limit 200`,
);
const TIDY = statement('calendar.tidy_bookings', 'delete from calendar.booking where last_at < $1');
const FORGET = statement(
  'calendar.forget_bookings',
  `update calendar.booking set organizer_name = '', title = '', organizer_id = null where organizer_id = $1`,
);

export async function findBooking(q: Queryable, roomId: number, uid: string): Promise<BookingRecord | undefined> {
  return (await q.query<BookingRecord>(FIND, [roomId, uid]))[0];
}

export async function bookingById(q: Queryable, id: number): Promise<BookingRecord | undefined> {
  return (await q.query<BookingRecord>(BY_ID, [id]))[0];
}

export async function putBooking(q: Queryable, b: Omit<BookingRecord, 'id' | 'reason'>): Promise<number> {
  const { roomId, uid, state, because, organizerId, organizerName, title, attendees } = b;
  const when = [b.startsAt, b.endsAt, b.lastAt, JSON.stringify(b.dates), b.askedAt];
  const values = [roomId, uid, state, because, organizerId, organizerName, title, attendees, ...when];
  return (await q.query<{ id: number }>(PUT, values))[0]!.id;
}

export interface BookingDecision {
  readonly id: number;
  readonly state: 'approved' | 'declined' | 'expired';
  readonly reason: string;
  readonly by: number | null;
}

/** False: somebody was faster. */
export async function closeBooking(
  q: Queryable,
  { id, state, reason, by }: BookingDecision,
  now: number,
): Promise<boolean> {
  return (await q.query(DECIDE, [id, state, reason, now, by])).length > 0;
}

/** The organizer does not want the room any more; null: it never was. */
export async function withdrawBooking(q: Queryable, roomId: number, uid: string, now: number): Promise<number | null> {
  return (await q.query<{ id: number }>(WITHDRAW, [roomId, uid, now]))[0]?.id ?? null;
}

export function openBookings(
  q: Queryable,
  personId: number,
  administered: readonly number[] | null,
): Promise<BookingRecord[]> {
  return q.query<BookingRecord>(OPEN, [personId, administered]);
}

export async function tidyBookings(q: Queryable, before: number): Promise<void> {
  await q.query(TIDY, [before]);
}

/** Somebody is erased: that the room was taken stays. */
export async function forgetBookings(q: Queryable, personId: number): Promise<void> {
  await q.query(FORGET, [personId]);
}
