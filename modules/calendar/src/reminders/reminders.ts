import { instantOf, type CalendarObject } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import type { Queryable, Transaction } from '@landescloud/platform/database';
import type { Mail } from '@landescloud/platform/mail';
import type { Notifications } from '@landescloud/platform/notifications';
import type { CalendarContext } from '../context.ts';
import { invalidZone, reminderNotFound } from '../errors.ts';
import { usualZone, zoneOfName } from '../zones.ts';
import { acknowledgedUntil } from './acknowledged.ts';
import { keepReminderChoice, reminderChoice, type ReminderChoice } from './reminder-choice.ts';
import {
  acknowledgeReminders,
  doneReminder,
  openReminders,
  seenReminders,
  snoozeReminder,
  tidyReminders,
  type OpenReminder,
} from './reminder-store.ts';
import { reminderKind, remindersKind } from './reminder-words.ts';
import { renewIndex } from './renew-index.ts';
import { ringReminders } from './ring.ts';

export interface ReminderDeps extends CalendarContext {
  readonly mail: Pick<Mail, 'send'>;
  readonly notifications: Pick<Notifications, 'define' | 'notify' | 'withdraw' | 'plugSight'>;
  /** The whole address of a page: `link('/calendar')`. */
  readonly link: (path: string) => string;
}

/** Something that has rung for a person. Times are milliseconds since 1970; days have their dates. */
export interface ReminderView {
  readonly id: number;
  readonly eventId: number;
  readonly recurrenceId: string | null;
  readonly calendarId: number;
  readonly isTask: boolean;
  readonly title: string;
  readonly place: string;
  /** Of a conference. */
  readonly link: string;
  readonly allDay: boolean;
  readonly start: number;
  readonly end: number;
  readonly startDate: string | null;
  readonly rangAt: number;
}

/** Alarms of what is in somebody's calendars (RFC 5545, 3.6.6; RFC 9074). */
export interface Reminders {
  /** What has rung and is not done with, what begins first at first. */
  open(actor: PersonActor): Promise<ReminderView[]>;
  /** Once more later. NotFound `calendar.reminder_not_found`. */
  snooze(actor: PersonActor, id: number, minutes: number): Promise<void>;
  done(actor: PersonActor, id: number): Promise<void>;
  choice(actor: PersonActor): Promise<ReminderChoice>;
  /** Invalid `calendar.invalid_zone`. */
  choose(actor: PersonActor, choice: ReminderChoice): Promise<ReminderChoice>;
  /** A program stored that alarms were seen: nobody has to see them twice. */
  acknowledge(tx: Transaction, seen: AcknowledgedObject): Promise<void>;
  /** What is due, at once; and what the night does: for tests. */
  ring(): Promise<void>;
  renew(): Promise<void>;
  forget(tx: Queryable, personId: number): Promise<void>;
}

export interface AcknowledgedObject {
  readonly objectId: number;
  readonly personId: number;
  readonly object: CalendarObject;
  readonly now: number;
}

const ringJob = 'calendar.ring';
const renewJob = 'calendar.renew_index';
const minute = 60_000;
const day = 24 * 60 * minute;

/** Before `jobs.start`. */
export function createReminders(deps: ReminderDeps): Reminders {
  const { db, clock, jobs, notifications } = deps;
  const renew = renewIndex(deps);
  const ringDue = ringReminders(deps);
  const ring = async () => {
    await ringDue();
    await renew.alarms();
  };
  const renewAll = async () => {
    await renew.occurrences();
    await tidyReminders(db, clock.now() - day);
  };
  notifications.define(reminderKind, remindersKind);
  notifications.plugSight('reminder', (personId, ids) => seenReminders(db, personId, ids));
  // the next minute looks again: what failed is not tried beside it
  jobs.define(ringJob, ring, { maxAttempts: 1 });
  jobs.cron('* * * * *', ringJob);
  jobs.define(renewJob, renewAll);
  jobs.cron('41 2 * * *', renewJob);

  return {
    async open({ personId }) {
      return (await openReminders(db, personId, clock.now())).map(viewOf);
    },
    async snooze({ personId }, id, minutes) {
      if (!(await snoozeReminder(db, personId, id, clock.now() + minutes * minute))) throw reminderNotFound();
    },
    async done({ personId }, id) {
      await db.transaction(async (tx) => {
        const objectId = await doneReminder(tx, personId, id);
        if (objectId === null) throw reminderNotFound();
        await notifications.withdraw(tx, `reminder:${objectId}`, [personId]);
      });
    },
    choice: ({ personId }) => reminderChoice(db, personId),
    async choose({ personId }, choice) {
      if (zoneOfName(choice.zone) === null) throw invalidZone();
      await db.transaction((tx) => keepReminderChoice(tx, personId, choice));
      return choice;
    },
    async acknowledge(tx, { objectId, personId, object, now }) {
      const until = acknowledgedUntil(object);
      if (until === null || until < now - day) return;
      // clocks of programs differ by some seconds
      const seen = await acknowledgeReminders(tx, objectId, personId, Math.min(now, until + 30_000));
      if (seen) await notifications.withdraw(tx, `reminder:${objectId}`, [personId]);
    },
    ring,
    renew: renewAll,
    async forget(tx, personId) {
      for (const table of ['reminder', 'reminder_choice'])
        await tx.query(`delete from calendar.${table} where person_id = $1`, [personId]);
    },
  };
}

function viewOf({ id, eventId, recurrenceId, calendarId, component, shown, ...at }: OpenReminder): ReminderView {
  const { allDay, floating, startsAt, endsAt, rangAt } = at;
  const instant = (time: number) => (floating ? instantOf(usualZone(), time) : time);
  return {
    id,
    eventId,
    recurrenceId,
    calendarId,
    isTask: component === 'VTODO',
    title: shown.summary ?? '',
    place: shown.location ?? '',
    link: shown.url !== undefined && /^https?:\/\//i.test(shown.url) ? shown.url : '',
    allDay,
    start: instant(startsAt),
    end: instant(endsAt),
    startDate: allDay ? new Date(startsAt).toISOString().slice(0, 10) : null,
    rangAt,
  };
}
