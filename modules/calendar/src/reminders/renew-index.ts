import { readCalendar } from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { isDomainError } from '@landescloud/kernel';
import { alarmsFor, indexObject } from '../objects/index-object.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { relist } from '../store/object-writer.ts';
import { listAlarms, unlistAlarms } from './alarm-store.ts';

const day = 86_400_000;
/** So long before the listed alarms of a series end, they are listed anew. */
const alarmsAhead = 10 * 60_000;
/** The index of occurrences reaches 550 days ahead when it is written. */
const occurrencesAhead = 365 * day;
const batch = 100;
const mostAtNight = 20_000;

interface Ending {
  readonly id: number;
  readonly calendarId: number;
}

const ALARMS_END = statement(
  'calendar.alarms_end',
  `select o.id, o.calendar_id as "calendarId" from calendar.object o join calendar.calendar c on c.id = o.calendar_id
   where o.alarms_until < $1 and o.id > $2 and o.deleted_at is null and c.deleted_at is null order by o.id limit $3`,
);
const INDEX_ENDS = statement(
  'calendar.index_ends',
  `select o.id, o.calendar_id as "calendarId" from calendar.object o join calendar.calendar c on c.id = o.calendar_id
   where o.recurring and o.deleted_at is null and o.indexed_until < $1 and (o.last_at is null or o.last_at > o.indexed_until)
     and c.deleted_at is null and o.id > $2
   order by o.id limit $3`,
);
const STORED = statement(
  'calendar.stored_for_index',
  `select o.data, o.alarms_until as "alarmsUntil" from calendar.object o
   where o.id = $1 and o.calendar_id = $2 and o.deleted_at is null`,
);

interface Stored {
  readonly data: Buffer;
  readonly alarmsUntil: number | null;
}

export function renewIndex({ db, clock, lanes }: Pick<CalendarContext, 'db' | 'clock' | 'lanes'>) {
  async function inLanes(found: readonly Ending[], renew: (write: CalendarWrite, id: number) => Promise<void>) {
    for (const [calendarId, list] of Map.groupBy(found, (each) => each.calendarId)) {
      await lanes
        .run(calendarId, async (write) => {
          // nobody's view changes, and yet it is written
          write.dirty = true;
          for (const { id } of list) await renew(write, id);
        })
        .catch((error: unknown) => {
          // deleted meanwhile
          if (!isDomainError(error, 'NotFound')) throw error;
        });
    }
  }

  async function renewAlarms(write: CalendarWrite, id: number): Promise<void> {
    const stored = await storedOf(write.tx, id, write.calendar.id);
    if (stored === undefined) return;
    const { now } = write;
    const { alarmsUntil } = stored;
    // what should have been listed while nobody was there to do it is due
    const after = alarmsUntil === null || alarmsUntil === 0 ? now : Math.min(now, Math.max(alarmsUntil, now - 7 * day));
    await unlistAlarms(write.tx, id, after);
    await settled(write.tx, id);
    const alarms = alarmsFor(readCalendar(stored.data), after, write.calendar.owner);
    await listAlarms(write.tx, [{ id, index: { alarms } }]);
  }

  async function renewOccurrences(write: CalendarWrite, id: number): Promise<void> {
    const stored = await storedOf(write.tx, id, write.calendar.id);
    if (stored === undefined) return;
    await relist(write, id, indexObject(readCalendar(stored.data), write.now, write.calendar.owner));
  }

  return {
    /** Of series whose listed alarms end soon: the next ones. */
    async alarms(): Promise<void> {
      let after = 0;
      for (;;) {
        const found = await db.query<Ending>(ALARMS_END, [clock.now() + alarmsAhead, after, batch]);
        await inLanes(found, renewAlarms);
        if (found.length < batch) return;
        after = found.at(-1)!.id;
      }
    },
    /** Every night: series whose index does not reach a year ahead any more. */
    async occurrences(): Promise<void> {
      let after = 0;
      for (let done = 0; done < mostAtNight; done += batch) {
        const found = await db.query<Ending>(INDEX_ENDS, [clock.now() + occurrencesAhead, after, batch]);
        await inLanes(found, renewOccurrences);
        if (found.length < batch) return;
        after = found.at(-1)!.id;
      }
    },
  };
}

async function storedOf(q: Queryable, id: number, calendarId: number): Promise<Stored | undefined> {
  return (await q.query<Stored>(STORED, [id, calendarId]))[0];
}

const SETTLED = statement('calendar.no_more_alarms', 'update calendar.object set alarms_until = null where id = $1');

async function settled(q: Queryable, id: number): Promise<void> {
  await q.query(SETTLED, [id]);
}
