import { statement } from '@landescloud/platform/database';
import type { ObjectIndex } from '../objects/index-object.ts';
import { listAlarms } from '../reminders/alarm-store.ts';
import type { CalendarWrite } from './calendar-lanes.ts';

/** The object that stands at an address or has a UID. */
export interface FoundObject {
  readonly id: number;
  readonly uri: string;
  readonly uid: string;
  readonly change: number;
  readonly class: string;
  readonly scheduled: boolean;
  readonly scheduleTag: string | null;
}

const FIND = statement(
  'calendar.find_objects',
  `select id, uri, uid, change, class, scheduled, schedule_tag from calendar.object
   where calendar_id = $1 and deleted_at is null and (uri = $2 or uid = $3)`,
);

export async function findObjects(write: CalendarWrite, uri: string, uid: string): Promise<FoundObject[]> {
  await write.settle();
  const rows = await write.tx.arrays(FIND, [write.calendar.id, uri, uid]);
  return rows.map((row) => ({
    id: row[0] as number,
    uri: row[1] as string,
    uid: row[2] as string,
    change: row[3] as number,
    class: row[4] as string,
    scheduled: row[5] as boolean,
    scheduleTag: row[6] as string | null,
  }));
}

const READ_DATA = statement('calendar.read_data', 'select data from calendar.object where id = $1');

export async function dataOf(write: CalendarWrite, id: number): Promise<Buffer> {
  const [row] = await write.tx.arrays(READ_DATA, [id]);
  return (row?.[0] as Buffer | undefined) ?? Buffer.alloc(0);
}

const occurrences = (object: string, first = 18): string => `
  insert into calendar.occurrence
    (calendar_id, object_id, recurrence_id, starts_at, ends_at, all_day, floating, busy, shown)
  select $1, ${object}, o.recurrence_id, o.starts_at, o.ends_at, o.all_day, o.floating, o.busy, o.shown::jsonb
  from unnest($${first}::text[], $${first + 1}::bigint[], $${first + 2}::bigint[], $${first + 3}::bool[], $${first + 4}::bool[],
    $${first + 5}::smallint[], $${first + 6}::text[])
    as o (recurrence_id, starts_at, ends_at, all_day, floating, busy, shown)`;

const INSERT = statement(
  'calendar.insert_object',
  `with put as (
     insert into calendar.object (id, calendar_id, uri, uid, component, data, change, schedule_tag, class, scheduled, first_at,
       last_at, recurring, indexed_from, indexed_until, shown, created_at, modified_at, modified_by)
     overriding system value
     values (coalesce($25, nextval('calendar.object_id_seq')), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
       $16, $16, $17)
     returning id
   ), back as (
     delete from calendar.gone where calendar_id = $1 and uri = $2
   ), listed as (${occurrences('(select id from put)')})
   select id from put`,
);
const UPDATE = statement(
  'calendar.update_object',
  `with old as (
     delete from calendar.occurrence where object_id = $25
   ), unlisted as (
     delete from calendar.alarm where object_id = $25 and at > $16
   ), listed as (${occurrences('$25')})
   update calendar.object set uri = $2, uid = $3, component = $4, data = $5, change = $6, schedule_tag = $7, class = $8,
     scheduled = $9, first_at = $10, last_at = $11, recurring = $12, indexed_from = $13, indexed_until = $14, shown = $15,
     modified_at = $16, modified_by = $17, alarms_until = null
   where id = $25 and calendar_id = $1`,
);

export interface StoredInput {
  readonly uri: string;
  readonly data: Buffer;
  readonly index: ObjectIndex;
  readonly scheduleTag: string | null;
  readonly modifiedBy: number | null;
}

export interface NewObject extends StoredInput {
  readonly id: number;
  readonly change: number;
}

function parameters(write: CalendarWrite, change: number, { uri, data, index, scheduleTag, modifiedBy }: StoredInput) {
  return [
    write.calendar.id,
    uri,
    index.uid,
    index.component,
    data,
    change,
    scheduleTag,
    index.class,
    index.scheduled,
    index.firstAt,
    index.lastAt,
    index.recurring,
    index.indexedFrom,
    index.indexedUntil,
    JSON.stringify(index.shown),
    write.now,
    modifiedBy,
    ...listed(index),
  ];
}

function listed({ occurrences: list }: ObjectIndex): unknown[] {
  return [
    list.map((each) => each.recurrenceId),
    list.map((each) => each.startsAt),
    list.map((each) => each.endsAt),
    list.map((each) => each.allDay),
    list.map((each) => each.floating),
    list.map((each) => each.busy),
    list.map((each) => (each.shown === null ? null : JSON.stringify(each.shown))),
  ];
}

/** Larger ones travel as bytes, alone: within a list they would be text of twice the length. */
const largestTogether = 32 * 1024;

/** With others that are sent at the same time where that can be: then at the end, with them. */
export async function insertObject(write: CalendarWrite, input: StoredInput): Promise<{ id: number; change: number }> {
  const change = write.nextChange();
  write.touch(input.uri, input.index.uid);
  const id = write.together ? write.gathered?.ids.pop() : undefined;
  if (id === undefined || input.data.length > largestTogether) {
    const [row] = await write.tx.arrays(INSERT, [...parameters(write, change, input), id ?? null]);
    const made = row?.[0] as number;
    await listAlarms(write.tx, [{ id: made, index: input.index }]);
    return { id: made, change };
  }
  write.waiting.push({ ...input, id, change });
  return { id, change };
}

export async function updateObject(write: CalendarWrite, id: number, input: StoredInput): Promise<number> {
  const change = write.nextChange();
  write.touch(input.uri, input.index.uid);
  await write.tx.arrays(UPDATE, [...parameters(write, change, input), id]);
  await listAlarms(write.tx, [{ id, index: input.index }]);
  return change;
}

const RELIST = statement(
  'calendar.relist_object',
  `with old as (
     delete from calendar.occurrence where object_id = $2
   ), listed as (${occurrences('$2', 5)})
   update calendar.object set indexed_from = $3, indexed_until = $4 where id = $2`,
);

/** The index of what is stored, reaching on from now: nothing else changes. */
export async function relist(write: CalendarWrite, id: number, index: ObjectIndex): Promise<void> {
  await write.tx.arrays(RELIST, [write.calendar.id, id, index.indexedFrom, index.indexedUntil, ...listed(index)]);
}

const TRASH = statement(
  'calendar.trash_object',
  `with gone as (
     insert into calendar.gone (calendar_id, uri, change) values ($1, $3, $4)
     on conflict (calendar_id, uri) do update set change = excluded.change
   ), unlisted as (
     delete from calendar.occurrence where object_id = $2
   ), silent as (
     delete from calendar.alarm where object_id = $2
   )
   update calendar.object set deleted_at = $5, deleted_by = $6, change = $4 where id = $2`,
);

/** Into the trash; clients are told that it is gone. */
export async function trashObject(
  write: CalendarWrite,
  object: Pick<FoundObject, 'id' | 'uri'>,
  personId: number | null,
): Promise<number> {
  const change = write.nextChange();
  await write.tx.arrays(TRASH, [write.calendar.id, object.id, object.uri, change, write.now, personId]);
  return change;
}

const REMOVE = statement(
  'calendar.remove_object',
  `with gone as (
     insert into calendar.gone (calendar_id, uri, change) values ($1, $3, $4)
     on conflict (calendar_id, uri) do update set change = excluded.change
   ) delete from calendar.object where id = $2`,
);

/** Without a trace: what was moved elsewhere, or is a message that was read. */
export async function removeObject(write: CalendarWrite, object: Pick<FoundObject, 'id' | 'uri'>): Promise<void> {
  const change = write.nextChange();
  await write.tx.arrays(REMOVE, [write.calendar.id, object.id, object.uri, change]);
}
