import { statement, type Queryable } from '@landescloud/platform/database';
import type { MailLanguage } from '@landescloud/platform/mail';
import type { CalendarRole } from '../roles.ts';
import type { OwnerKind, ShownEvent } from '../views.ts';
import type { ReminderWay } from './reminder-choice.ts';

/** An object for which something rings. */
export interface RingingObject {
  readonly id: number;
  readonly calendarId: number;
  readonly data: Buffer;
  readonly class: string;
  readonly ownerKind: OwnerKind;
  /** Of a person's calendar. */
  readonly login: string | null;
  readonly email: string | null;
  readonly zone: string | null;
}

/** Who is reminded of what is in a calendar. */
export interface RemindedPerson {
  readonly calendarId: number;
  readonly personId: number;
  readonly role: CalendarRole;
  readonly way: ReminderWay;
  readonly zone: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly language: MailLanguage;
  readonly organisationId: number;
}

export interface RungReminder {
  readonly personId: number;
  readonly objectId: number;
  readonly recurrenceId: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
}

const OBJECTS = statement(
  'calendar.ringing_objects',
  `select o.id, o.calendar_id as "calendarId", o.data, o.class, c.owner_kind as "ownerKind", p.login, p.email, r.zone
   from calendar.object o join calendar.calendar c on c.id = o.calendar_id
     left join directory.person p on c.owner_kind = 'person' and p.id = c.owner_id
     left join calendar.reminder_choice r on r.person_id = p.id
   where o.id = any ($1::bigint[]) and o.deleted_at is null and c.deleted_at is null and c.kind = 'calendar'`,
);
/** Its owner, and of what belongs to others deputies who wish it. */
const PEOPLE = statement(
  'calendar.reminded_people',
  `select a.calendar_id as "calendarId", a.person_id as "personId", a.role, coalesce(r.way, 'as-set') as way, r.zone, p.name, p.email,
     p.language, p.organisation_id as "organisationId"
   from calendar.access a join calendar.calendar c on c.id = a.calendar_id
     join directory.person p on p.id = a.person_id and p.disabled_at is null
     left join calendar.reminder_choice r on r.person_id = a.person_id
   where a.calendar_id = any ($1::bigint[]) and a.role >= 'manager' and not a.hidden
     and coalesce(a.reminds, a.role = 'owner' and c.owner_kind = 'person') and coalesce(r.way, '') <> 'off'`,
);
const KEEP = statement(
  'calendar.keep_reminders',
  `insert into calendar.reminder (person_id, object_id, recurrence_id, starts_at, ends_at, rang_at)
   select person_id, object_id, recurrence_id, starts_at, ends_at, $6
   from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
     as n (person_id, object_id, recurrence_id, starts_at, ends_at)
   order by person_id, object_id, recurrence_id
   on conflict (person_id, object_id, recurrence_id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
     rang_at = excluded.rang_at, snoozed_until = null`,
);
const AWAKE = statement(
  'calendar.wake_reminders',
  `update calendar.reminder set snoozed_until = null, rang_at = $1 where id in (
     select id from calendar.reminder where snoozed_until <= $1 order by snoozed_until limit $2 for update skip locked)
   returning person_id as "personId", object_id as "objectId", recurrence_id as "recurrenceId", starts_at as "startsAt",
     ends_at as "endsAt"`,
);
/** What a person may see of them now, as overviews show it. */
const OPEN = statement(
  'calendar.open_reminders',
  `select r.id, r.object_id as "eventId", r.recurrence_id as "recurrenceId", o.calendar_id as "calendarId", o.component,
     coalesce(n.shown, o.shown) as shown, coalesce(n.starts_at, r.starts_at) as "startsAt", coalesce(n.ends_at, r.ends_at) as "endsAt",
     coalesce(n.all_day, false) as "allDay", coalesce(n.floating, false) as floating, r.rang_at as "rangAt"
   from calendar.reminder r join calendar.object o on o.id = r.object_id and o.deleted_at is null
     join calendar.calendar c on c.id = o.calendar_id and c.deleted_at is null
     join calendar.access a on a.calendar_id = c.id and a.person_id = r.person_id and a.role >= 'manager' and not a.hidden
     left join lateral (
       select * from calendar.occurrence n where n.object_id = o.id and n.recurrence_id is not distinct from r.recurrence_id limit 1
     ) n on true
   where r.person_id = $1 and r.snoozed_until is null and greatest(r.ends_at, r.rang_at + 3600000) > $2::bigint
     and (o.class = 'PUBLIC' or a.role = 'owner' or c.owner_kind <> 'person')
   order by r.starts_at, r.id limit 50`,
);
const SNOOZE = statement(
  'calendar.snooze_reminder',
  'update calendar.reminder set snoozed_until = $3 where id = $1 and person_id = $2 returning id',
);
const DONE = statement(
  'calendar.done_reminder',
  'delete from calendar.reminder where id = $1 and person_id = $2 returning object_id as "objectId"',
);
const ACKNOWLEDGE = statement(
  'calendar.acknowledge_reminders',
  'delete from calendar.reminder where object_id = $1 and person_id = $2 and rang_at <= $3 returning id',
);
const SEEN = statement(
  'calendar.seen_reminders',
  `select o.id from calendar.object o join calendar.access a on a.calendar_id = o.calendar_id and a.person_id = $1
   where o.id = any ($2::bigint[]) and o.deleted_at is null and a.role >= 'manager' and not a.hidden`,
);
const TIDY = statement(
  'calendar.tidy_reminders',
  'delete from calendar.reminder where rang_at < $1 and ends_at < $1 and coalesce(snoozed_until, 0) < $1',
);

export function ringingObjects(q: Queryable, ids: readonly number[]): Promise<RingingObject[]> {
  return q.query<RingingObject>(OBJECTS, [ids]);
}

export function remindedPeople(q: Queryable, calendarIds: readonly number[]): Promise<RemindedPerson[]> {
  return q.query<RemindedPerson>(PEOPLE, [calendarIds]);
}

/** One for each person and date; what rang before rings anew. */
export async function keepReminders(q: Queryable, rung: readonly RungReminder[], now: number): Promise<void> {
  await q.query(KEEP, [
    rung.map(({ personId }) => personId),
    rung.map(({ objectId }) => objectId),
    rung.map(({ recurrenceId }) => recurrenceId),
    rung.map(({ startsAt }) => startsAt),
    rung.map(({ endsAt }) => endsAt),
    now,
  ]);
}

export function wakeReminders(q: Queryable, now: number, most: number): Promise<RungReminder[]> {
  return q.query<RungReminder>(AWAKE, [now, most]);
}

export interface OpenReminder extends Omit<RungReminder, 'personId' | 'objectId'> {
  readonly id: number;
  readonly eventId: number;
  readonly calendarId: number;
  readonly component: string;
  readonly shown: ShownEvent;
  readonly allDay: boolean;
  readonly floating: boolean;
  readonly rangAt: number;
}

export function openReminders(q: Queryable, personId: number, now: number): Promise<OpenReminder[]> {
  return q.query<OpenReminder>(OPEN, [personId, now]);
}

export async function snoozeReminder(q: Queryable, personId: number, id: number, until: number): Promise<boolean> {
  return (await q.query(SNOOZE, [id, personId, until])).length > 0;
}

/** The object that it was for; null: there was none. */
export async function doneReminder(q: Queryable, personId: number, id: number): Promise<number | null> {
  return (await q.query<{ objectId: number }>(DONE, [id, personId]))[0]?.objectId ?? null;
}

/** Whether there was something that nobody has to see any more. */
export async function acknowledgeReminders(
  q: Queryable,
  objectId: number,
  personId: number,
  until: number,
): Promise<boolean> {
  return (await q.query(ACKNOWLEDGE, [objectId, personId, until])).length > 0;
}

export async function seenReminders(q: Queryable, personId: number, ids: readonly number[]): Promise<Set<number>> {
  return new Set((await q.query<{ id: number }>(SEEN, [personId, ids])).map(({ id }) => id));
}

export async function tidyReminders(q: Queryable, before: number): Promise<void> {
  await q.query(TIDY, [before]);
}
