import type { Clock } from '@landescloud/kernel';
import { Lanes, statement, type Database, type Transaction } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';
import { calendarNotFound } from '../errors.ts';
import type { CalendarKind, ComponentName, OwnerKind } from '../views.ts';

/** The calendar's row as it stands locked, and as the batch changes it. */
export interface LockedCalendar {
  readonly id: number;
  readonly ownerKind: OwnerKind;
  readonly ownerId: number;
  readonly kind: CalendarKind;
  readonly components: readonly ComponentName[];
  readonly organisationId: number | null;
  change: number;
}

/** One transaction's writes to one calendar. */
export class CalendarWrite {
  readonly calendar: LockedCalendar;
  readonly tx: Transaction;
  readonly now: number;
  dirty = false;
  readonly events: DomainEvent[] = [];

  constructor(tx: Transaction, calendar: LockedCalendar, now: number) {
    this.tx = tx;
    this.calendar = calendar;
    this.now = now;
  }

  nextChange(): number {
    this.dirty = true;
    this.calendar.change += 1;
    return this.calendar.change;
  }
}

export type CalendarLanes = Lanes<CalendarWrite>;

const LOCK = statement(
  'calendar.lock',
  `select c.id, c.owner_kind, c.owner_id, c.kind, c.components, c.change,
     case c.owner_kind when 'person' then (select p.organisation_id from directory.person p where p.id = c.owner_id)
       when 'organisation' then c.owner_id end
   from calendar.calendar c where c.id = $1 and c.deleted_at is null for update of c`,
);
const COUNT = statement('calendar.count_changes', 'update calendar.calendar set change = $2 where id = $1');

export interface LaneDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly recordEvents: (tx: Transaction, events: readonly DomainEvent[]) => Promise<void>;
  /** After commit. */
  readonly announce: (calendarId: number, change: number) => void;
}

/** Writes to one calendar share transactions; see `Lanes`. */
export function calendarLanes({ db, clock, recordEvents, announce }: LaneDependencies): CalendarLanes {
  return new Lanes<CalendarWrite>(db, {
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
      };
      return new CalendarWrite(tx, calendar, clock.now());
    },
    async end(tx, write) {
      if (!write.dirty) return;
      await tx.arrays(COUNT, [write.calendar.id, write.calendar.change]);
      if (write.events.length > 0) await recordEvents(tx, write.events);
    },
    // What is the house's is everybody's: thousands of browsers need not look anew at once.
    done: ({ calendar }) => {
      if (calendar.ownerKind !== 'house') announce(calendar.id, calendar.change);
    },
  });
}
