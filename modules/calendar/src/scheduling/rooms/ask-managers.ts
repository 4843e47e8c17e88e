import type { Queryable, Transaction } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import type { BookingRecord } from './booking-store.ts';
import { bookingAskedKind } from './booking-notifications.ts';
import type { Room } from './room-store.ts';

export const expireJob = 'calendar.expire_booking';

const ACTIVE = statement(
  'calendar.active_people',
  `select id, language from directory.person where id = any ($1::bigint[]) and disabled_at is null`,
);

const subjectOf = (id: number): string => `booking:${id}`;

/** Puts a booking before those who decide, until it begins. */
export async function askManagers(
  deps: Pick<SchedulingDeps, 'directory' | 'jobs' | 'notifications'>,
  tx: Transaction,
  room: Room,
  booking: Omit<BookingRecord, 'reason'>,
): Promise<void> {
  const { id, startsAt, endsAt, dates, organizerId, organizerName } = booking;
  await deps.notifications.withdraw(tx, subjectOf(id));
  const about = {
    kind: bookingAskedKind.name,
    subject: subjectOf(id),
    link: `/bookings?booking=${id}`,
    data: { room: room.name, startsAt, endsAt, dates: dates.length },
    by: { ...(organizerId === null ? {} : { personId: organizerId }), name: organizerName },
  };
  const people = await decidersOf(deps, tx, room);
  await deps.notifications.notify(
    tx,
    people.map((personId) => ({ ...about, personId })),
  );
  const runAt = new Date(startsAt);
  await deps.jobs.enqueue(tx, expireJob, { id }, { key: String(id), runAt });
}

/** Nobody has to decide it any more. */
export function forgetRequest(
  { notifications }: Pick<SchedulingDeps, 'notifications'>,
  tx: Transaction,
  id: number,
): Promise<void> {
  return notifications.withdraw(tx, subjectOf(id));
}

/** Its managers; where none is left the administrators of its organisation. */
async function decidersOf(
  { directory }: Pick<SchedulingDeps, 'directory'>,
  q: Queryable,
  { managers, organisationId }: Room,
): Promise<readonly number[]> {
  const active = await q.query<{ id: number }>(ACTIVE, [managers]);
  return active.length > 0 ? active.map(({ id }) => id) : directory.organisations.administratorsOf(organisationId);
}
