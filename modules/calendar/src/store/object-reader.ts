import { statement, type Queryable } from '@landescloud/platform/database';
import type { ObjectRow } from '../views.ts';

const columns = `o.id, o.uri, o.uid, o.component, o.change, o.schedule_tag, o.class, o.scheduled, length(o.data), o.modified_at`;
const live = 'o.deleted_at is null';

const ONE = statement(
  'calendar.object',
  `select ${columns}, o.data from calendar.object o where o.calendar_id = $1 and o.uri = $2 and ${live}`,
);
const ALL = statement(
  'calendar.objects',
  `select ${columns} from calendar.object o where o.calendar_id = $1 and ${live} order by o.id`,
);
const ALL_WITH_DATA = statement(
  'calendar.objects_with_data',
  `select ${columns}, o.data from calendar.object o where o.calendar_id = $1 and ${live} order by o.id`,
);
const SOME = statement(
  'calendar.some_objects',
  `select ${columns} from calendar.object o where o.calendar_id = $1 and o.uri = any($2::text[]) and ${live}`,
);
const SOME_WITH_DATA = statement(
  'calendar.some_objects_with_data',
  `select ${columns}, o.data from calendar.object o where o.calendar_id = $1 and o.uri = any($2::text[]) and ${live}`,
);
const CHANGED = statement(
  'calendar.changed',
  `select ${columns} from calendar.object o where o.calendar_id = $1 and o.change > $2 and ${live} order by o.change limit $3`,
);
const CHANGED_WITH_DATA = statement(
  'calendar.changed_with_data',
  `select ${columns}, o.data from calendar.object o
   where o.calendar_id = $1 and o.change > $2 and ${live} order by o.change limit $3`,
);
const GONE = statement(
  'calendar.list_gone',
  'select uri, change from calendar.gone where calendar_id = $1 and change > $2 order by change limit $3',
);
/**
 * What may have an occurrence in the range: by the index, or a series of which the index does not reach so far, or (tasks) what has
 * no dates. Floating ones with the width of all time zones around.
 */
const RANGE = statement(
  'calendar.objects_in_range',
  `select ${columns}, o.data, x.sure from calendar.object o join (
     select object_id, bool_or(not floating and ends_at > $3::bigint and starts_at < $4::bigint) as sure from (
       select n.object_id, n.floating, n.starts_at, greatest(n.ends_at, n.starts_at + 1) as ends_at from calendar.occurrence n
       where n.calendar_id = $1 and n.ends_at > $3::bigint - 50400001 and n.starts_at < $4::bigint + 50400000
       union all
       select s.id, true, 0, 0 from calendar.object s
       where s.calendar_id = $1 and s.recurring and s.deleted_at is null
         and ($3::bigint < s.indexed_from or $4::bigint > s.indexed_until)
         and (s.first_at is null or s.first_at < $4::bigint) and (s.last_at is null or s.last_at > $3::bigint)
     ) as found group by object_id
   ) as x on x.object_id = o.id
   where o.component = $2 and ${live} order by o.id`,
);

export async function readObjectRow(q: Queryable, calendarId: number, uri: string): Promise<ObjectRow | undefined> {
  const [row] = await q.arrays(ONE, [calendarId, uri]);
  return row === undefined ? undefined : objectRow(row);
}

export async function listObjects(
  q: Queryable,
  calendarId: number,
  { uris, data }: { readonly uris?: readonly string[]; readonly data: boolean },
): Promise<ObjectRow[]> {
  const rows =
    uris === undefined
      ? await q.arrays(data ? ALL_WITH_DATA : ALL, [calendarId])
      : await q.arrays(data ? SOME_WITH_DATA : SOME, [calendarId, uris]);
  return rows.map(objectRow);
}

export interface ChangesRows {
  readonly changed: readonly ObjectRow[];
  readonly gone: readonly string[];
  readonly change: number;
  readonly truncated: boolean;
}

/** In the order of their changes, so that a page ends where the next begins. */
export async function readChanges(
  q: Queryable,
  calendar: { readonly id: number; readonly change: number },
  since: number | null,
  { limit, data }: { readonly limit: number; readonly data: boolean },
): Promise<ChangesRows> {
  const most = limit + 1;
  const [changed, gone] = await Promise.all([
    q.arrays(data ? CHANGED_WITH_DATA : CHANGED, [calendar.id, since ?? 0, most]),
    since === null ? Promise.resolve([]) : q.arrays(GONE, [calendar.id, since, most]),
  ]);
  const items = [
    ...changed.map((row) => ({ change: row[4] as number, row: objectRow(row), gone: null })),
    ...gone.map((row) => ({ change: row[1] as number, row: null, gone: row[0] as string })),
  ].sort((a, b) => a.change - b.change);
  const page = items.slice(0, limit);
  // What another commit adds meanwhile is found with the next token, or shown twice: never left out.
  const truncated = items.length > limit;
  return {
    changed: page.flatMap(({ row }) => row ?? []),
    gone: page.flatMap(({ gone: uri }) => uri ?? []),
    change: truncated ? (page.at(-1)?.change ?? calendar.change) : calendar.change,
    truncated,
  };
}

/** `sure`: it has an occurrence in the range; else it has to be read. */
export async function objectsInRange(
  q: Queryable,
  calendarId: number,
  component: string,
  range: { readonly from: number; readonly to: number },
): Promise<(ObjectRow & { readonly sure: boolean })[]> {
  const rows = await q.arrays(RANGE, [calendarId, component, range.from, range.to]);
  return rows.map((row) => ({ ...objectRow(row), sure: row[11] === true }));
}

export function objectRow(row: unknown[]): ObjectRow {
  return {
    id: row[0] as number,
    uri: row[1] as string,
    uid: row[2] as string,
    component: row[3] as string,
    change: row[4] as number,
    scheduleTag: row[5] as string | null,
    class: row[6] as string,
    scheduled: row[7] as boolean,
    size: row[8] as number,
    modifiedAt: row[9] as number,
    ...(row[10] === undefined ? {} : { data: row[10] as Buffer }),
  };
}
