import { objectOf, occurrences, partOf, readCalendar } from '@landescloud/icalendar';
import { statement } from '@landescloud/platform/database';
import { dataOf } from '../../store/object-writer.ts';
import { usualZone } from '../../zones.ts';
import { standardCalendar } from '../delivery-store.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { forgetRequest } from './ask-managers.ts';
import { sayInCalendar } from './booking-requests.ts';
import { findBooking, putBooking } from './booking-store.ts';

export const emptyRoomJob = 'calendar.empty_room';
const farthest = 20 * 366 * 86_400_000;

/** What is still to come, or has no end. */
const COMING = statement(
  'calendar.coming_bookings',
  `select o.id, o.uid from calendar.object o
   where o.calendar_id = $1 and o.deleted_at is null and (o.last_at is null or o.last_at > $2) order by o.id`,
);

/** A room that is closed gives back what was booked: each organizer is told, with the reason. */
export function emptyRoom(deps: SchedulingDeps) {
  return async ({ roomId, reason }: { readonly roomId: number; readonly reason: string }): Promise<void> => {
    const { db, clock, lanes } = deps;
    const calendarId = await standardCalendar(db, 'room', roomId);
    if (calendarId === null) return;
    const coming = await db.query<{ id: number; uid: string }>(COMING, [calendarId, clock.now()]);
    for (const { id, uid } of coming)
      await lanes.run(calendarId, async (write) => {
        write.dirty = true;
        const object = objectOf(partOf(readCalendar(await dataOf(write, id))));
        const range = { from: write.now, to: write.now + farthest, floatingZone: usualZone(), most: 1 };
        if (occurrences(object, range).length === 0) return;
        await sayInCalendar(deps, write, { roomId, uid }, 'DECLINED', reason);
        const booking = await findBooking(write.tx, roomId, uid);
        if (booking === undefined || booking.state === 'withdrawn') return;
        await putBooking(write.tx, { ...booking, state: 'declined', because: 'closed' });
        await forgetRequest(deps, write.tx, booking.id);
      });
  };
}
