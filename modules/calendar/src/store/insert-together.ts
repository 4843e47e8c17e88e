import { statement } from '@landescloud/platform/database';
import { listAlarms } from '../reminders/alarm-store.ts';
import type { CalendarWrite } from './calendar-write.ts';
import type { NewObject } from './object-writer.ts';

const INSERT = statement(
  'calendar.insert_objects',
  `with back as (
     delete from calendar.gone where calendar_id = $1 and uri = any ($5::text[])
   ), counted as (
     update calendar.calendar set change = $27 where id = $1 and $27::bigint is not null
   ), put as (
     insert into calendar.object (id, calendar_id, uri, uid, component, data, change, schedule_tag, class, scheduled, first_at,
       last_at, recurring, indexed_from, indexed_until, shown, created_at, modified_at, modified_by)
     overriding system value
     select o.id, $1, o.uri, o.uid, o.component, o.data, o.change, o.schedule_tag, o.class, o.scheduled, o.first_at, o.last_at,
       o.recurring, o.indexed_from, o.indexed_until, o.shown::jsonb, $2, $2, o.modified_by
     from unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::text[], $10::text[], $11::bool[],
       $12::bigint[], $13::bigint[], $14::bool[], $15::bigint[], $16::bigint[], $17::text[], $18::bigint[])
       as o (id, change, uri, uid, component, data, schedule_tag, class, scheduled, first_at, last_at, recurring, indexed_from,
         indexed_until, shown, modified_by)
   )
   insert into calendar.occurrence
     (calendar_id, object_id, recurrence_id, starts_at, ends_at, all_day, floating, busy, shown)
   select $1, o.object_id, o.recurrence_id, o.starts_at, o.ends_at, o.all_day, o.floating, o.busy, o.shown::jsonb
   from unnest($19::bigint[], $20::text[], $21::bigint[], $22::bigint[], $23::bool[], $24::bool[], $25::smallint[], $26::text[])
     as o (object_id, recurrence_id, starts_at, ends_at, all_day, floating, busy, shown)`,
);

/** Objects that are new, by one statement with all their dates; where the batch ends with it, with the calendar's counter. */
export async function insertTogether(
  write: CalendarWrite,
  objects: readonly NewObject[],
  change: number | null,
): Promise<void> {
  const dates = objects.flatMap(({ id, index }) => index.occurrences.map((each) => ({ ...each, id })));
  await write.tx.arrays(INSERT, [
    write.calendar.id,
    write.now,
    objects.map(({ id }) => id),
    objects.map(({ change }) => change),
    objects.map(({ uri }) => uri),
    objects.map(({ index }) => index.uid),
    objects.map(({ index }) => index.component),
    objects.map(({ data }) => data),
    objects.map(({ scheduleTag }) => scheduleTag),
    objects.map(({ index }) => index.class),
    objects.map(({ index }) => index.scheduled),
    objects.map(({ index }) => index.firstAt),
    objects.map(({ index }) => index.lastAt),
    objects.map(({ index }) => index.recurring),
    objects.map(({ index }) => index.indexedFrom),
    objects.map(({ index }) => index.indexedUntil),
    objects.map(({ index }) => JSON.stringify(index.shown)),
    objects.map(({ modifiedBy }) => modifiedBy),
    dates.map(({ id }) => id),
    dates.map(({ recurrenceId }) => recurrenceId),
    dates.map(({ startsAt }) => startsAt),
    dates.map(({ endsAt }) => endsAt),
    dates.map(({ allDay }) => allDay),
    dates.map(({ floating }) => floating),
    dates.map(({ busy }) => busy),
    dates.map(({ shown }) => (shown === null ? null : JSON.stringify(shown))),
    change,
  ]);
  await listAlarms(write.tx, objects);
}
