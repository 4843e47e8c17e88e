import { statement, type Queryable } from '@landescloud/platform/database';
import { stateZone } from '../zones.ts';

/** as-set: as the alarm says, in the browser or by mail. */
export const reminderWays = ['as-set', 'shown', 'mailed', 'both', 'off'] as const;
export type ReminderWay = (typeof reminderWays)[number];

/** How somebody wants to be reminded. */
export interface ReminderChoice {
  readonly way: ReminderWay;
  /** IANA name: where days and floating times are read, and mails tell times. */
  readonly zone: string;
  /** Minutes before new events; null: none. Of whole days before their midnight, negative after it. */
  readonly timedMinutes: number | null;
  readonly allDayMinutes: number | null;
  /** Also events that others invite to get the first of them. */
  readonly withInvitations: boolean;
}

const usual: ReminderChoice = {
  way: 'as-set',
  zone: stateZone,
  timedMinutes: 15,
  allDayMinutes: null,
  withInvitations: false,
};

const READ = statement(
  'calendar.reminder_choice',
  `select way, coalesce(zone, '${stateZone}') as zone, timed_minutes as "timedMinutes", all_day_minutes as "allDayMinutes",
     with_invitations as "withInvitations" from calendar.reminder_choice where person_id = $1`,
);
const KEEP = statement(
  'calendar.keep_reminder_choice',
  `insert into calendar.reminder_choice (person_id, way, zone, timed_minutes, all_day_minutes, with_invitations)
   values ($1, $2, $3, $4, $5, $6)
   on conflict (person_id) do update set way = excluded.way, zone = excluded.zone, timed_minutes = excluded.timed_minutes,
     all_day_minutes = excluded.all_day_minutes, with_invitations = excluded.with_invitations`,
);
/** Dates and floating times ring at other moments then: they are listed anew. */
const STALE = statement(
  'calendar.stale_alarms',
  `update calendar.object o set alarms_until = 0 from calendar.calendar c
   where c.id = o.calendar_id and c.owner_kind = 'person' and c.owner_id = $1 and o.deleted_at is null
     and exists (select from calendar.alarm a where a.object_id = o.id)
     and exists (select from calendar.occurrence n where n.object_id = o.id and n.floating)`,
);

export async function reminderChoice(q: Queryable, personId: number): Promise<ReminderChoice> {
  return (await q.query<ReminderChoice>(READ, [personId]))[0] ?? usual;
}

export async function keepReminderChoice(q: Queryable, personId: number, choice: ReminderChoice): Promise<void> {
  const before = await reminderChoice(q, personId);
  const { way, zone, timedMinutes, allDayMinutes, withInvitations } = choice;
  await q.query(KEEP, [personId, way, zone, timedMinutes, allDayMinutes, withInvitations]);
  if (before.zone !== zone) await q.query(STALE, [personId]);
}
