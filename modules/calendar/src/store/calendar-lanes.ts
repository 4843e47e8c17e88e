import type { Clock } from '@landescloud/kernel';
import { Lanes, statement, type Database, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import { calendarNotFound } from '../errors.ts';
import type { IndexedFor } from '../objects/index-object.ts';
import { addressesOf } from '../scheduling/addresses-of.ts';
import type { CalendarKind, ComponentName, OwnerKind } from '../views.ts';
import { usualZone, zoneOfName } from '../zones.ts';
import { CalendarWrite, type LockedCalendar, type SendNeed } from './calendar-write.ts';
import { gather } from './gather.ts';
import { insertTogether } from './insert-together.ts';

export type { CalendarWrite, LockedCalendar } from './calendar-write.ts';

/** Writes to one calendar share transactions; see `Lanes`. */
export interface CalendarLanes {
  run<T>(calendarId: number, work: (write: CalendarWrite) => Promise<T>): Promise<T>;
  runPair<T>(first: number, second: number, work: (a: CalendarWrite, b: CalendarWrite) => Promise<T>): Promise<T>;
  /** Objects that are sent at the same time share statements too: `write.gathered` has what was asked for. */
  send<T>(calendarId: number, need: SendNeed, work: (write: CalendarWrite) => Promise<T>): Promise<T>;
}

const LOCK = statement(
  'calendar.lock',
  `select c.id, c.owner_kind, c.owner_id, c.kind, c.components, c.change,
     case c.owner_kind when 'person' then p.organisation_id when 'organisation' then c.owner_id end, p.login, p.email, r.zone
   from calendar.calendar c left join directory.person p on c.owner_kind = 'person' and p.id = c.owner_id
     left join calendar.reminder_choice r on r.person_id = p.id
   where c.id = $1 and c.deleted_at is null for update of c`,
);
const COUNT = statement('calendar.count_changes', 'update calendar.calendar set change = $2 where id = $1');

export interface LaneDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly recordEvents: (tx: Transaction, events: readonly DomainEvent[]) => Promise<void>;
  /** After commit. */
  readonly announce: (calendarId: number, change: number) => void;
}

export function calendarLanes({ db, clock, recordEvents, announce }: LaneDependencies): CalendarLanes {
  const lanes = new Lanes<CalendarWrite, SendNeed>(db, {
    async begin(tx, calendarId) {
      const [row] = await tx.arrays(LOCK, [calendarId]);
      if (row === undefined) throw calendarNotFound();
      const calendar: LockedCalendar = {
        id: row[0] as number,
        ownerKind: row[1] as OwnerKind,
        ownerId: row[2] as number,
        kind: row[3] as CalendarKind,
        components: row[4] as ComponentName[],
        change: row[5] as number,
        organisationId: row[6] as number | null,
        owner: ownerOf(
          row[7] as string | null,
          row[8] as string | null,
          row[9] as string | null,
          row[3] === 'calendar',
        ),
      };
      return new CalendarWrite(tx, calendar, clock.now(), insertTogether);
    },
    async gather(write, needs) {
      write.gathered = await gather(write, needs);
    },
    async end(tx, write) {
      if (!write.dirty) return;
      if (!(await write.finish())) await tx.arrays(COUNT, [write.calendar.id, write.calendar.change]);
      if (write.events.length > 0) await recordEvents(tx, write.events);
    },
    // What is the house's is everybody's: thousands of browsers need not look anew at once.
    done: ({ calendar }) => {
      if (calendar.ownerKind !== 'house') announce(calendar.id, calendar.change);
    },
  });
  return {
    run: (id, work) =>
      lanes.run(id, async (write) => {
        await write.alone();
        return work(write);
      }),
    runPair: (first, second, work) => lanes.runPair(first, second, work),
    send: (id, need, work) =>
      lanes.run(
        id,
        (write) => {
          write.together = true;
          return work(write);
        },
        need,
      ),
  };
}

function ownerOf(login: string | null, email: string | null, zone: string | null, rings: boolean): IndexedFor {
  return {
    addresses: login === null ? [] : addressesOf(login, email),
    zone: (zone === null ? null : zoneOfName(zone)) ?? usualZone(),
    rings,
  };
}
