import { statement, type Queryable } from '@landescloud/platform/database';
import type { AlarmIndex, IndexedAlarm } from './index-alarms.ts';

export interface DueAlarm extends IndexedAlarm {
  readonly objectId: number;
}

const LIST = statement(
  'calendar.list_alarms',
  `with listed as (
     insert into calendar.alarm (object_id, at, mailed, recurrence_id, starts_at, ends_at)
     select a.object_id, a.at, a.mailed, a.recurrence_id, a.starts_at, a.ends_at
     from unnest($1::bigint[], $2::bigint[], $3::bool[], $4::text[], $5::bigint[], $6::bigint[])
       as a (object_id, at, mailed, recurrence_id, starts_at, ends_at)
   ) update calendar.object o set alarms_until = u.until from unnest($7::bigint[], $8::bigint[]) as u (id, until) where o.id = u.id`,
);
const UNLIST = statement('calendar.unlist_alarms', 'delete from calendar.alarm where object_id = $1 and at > $2');
/** Two that ring at once take different ones. */
const TAKE = statement(
  'calendar.take_alarms',
  `delete from calendar.alarm where id in (
     select id from calendar.alarm where at <= $1 order by at limit $2 for update skip locked)
   returning object_id as "objectId", at, mailed, recurrence_id as "recurrenceId", starts_at as "startsAt", ends_at as "endsAt"`,
);

/** What rings of objects of which nothing is listed: see `unlistAlarms`. */
export async function listAlarms(
  q: Queryable,
  objects: readonly { readonly id: number; readonly index: { readonly alarms: AlarmIndex } }[],
): Promise<void> {
  const alarms = objects.flatMap(({ id, index }) => index.alarms.alarms.map((each) => ({ ...each, id })));
  const open = objects.filter(({ index }) => index.alarms.until !== null);
  if (alarms.length === 0 && open.length === 0) return;
  await q.query(LIST, [
    alarms.map(({ id }) => id),
    alarms.map(({ at }) => at),
    alarms.map(({ mailed }) => mailed),
    alarms.map(({ recurrenceId }) => recurrenceId),
    alarms.map(({ startsAt }) => startsAt),
    alarms.map(({ endsAt }) => endsAt),
    open.map(({ id }) => id),
    open.map(({ index }) => index.alarms.until),
  ]);
}

/** What is due and has not rung yet stays: it looks at the object when it rings. */
export async function unlistAlarms(q: Queryable, objectId: number, after: number): Promise<void> {
  await q.query(UNLIST, [objectId, after]);
}

/** They are gone when the transaction is committed, together with what they did. */
export function takeAlarms(q: Queryable, now: number, most: number): Promise<DueAlarm[]> {
  return q.query<DueAlarm>(TAKE, [now, most]);
}
