import { instantOf, occurrences as expand, overlaps, readCalendar, utc, type Zone } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { rangeInvalid } from '../errors.ts';
import { busyNames, busyOf, shownOf } from '../objects/index-object.ts';
import { isRedacted } from '../objects/redact.ts';
import { addressesOf } from '../scheduling/addresses-of.ts';
import { listCalendars } from '../store/calendar-reader.ts';
import { etagOf, type CalendarView, type OccurrenceView, type ShownEvent } from '../views.ts';
import { usualZone, zoneOfName } from '../zones.ts';
import { paced } from './paced.ts';

export interface OccurrencesQuery {
  /** Milliseconds since 1970; `to` is exclusive. Five years at most. */
  readonly from: number;
  readonly to: number;
  /** Ids; absent: all of the actor's. */
  readonly calendars?: readonly number[];
  /** Where floating times and dates are read: an IANA name. */
  readonly zone?: string;
}

const longestRange = 5 * 366 * 86_400_000;
/** Zones reach from 12 hours behind UTC to 14 ahead. */
const slack = 14 * 3_600_000;
const mostOfOne = 5_000;

const INDEXED = statement(
  'calendar.occurrences',
  `select n.calendar_id, n.object_id, o.uri, o.uid, o.change, n.recurrence_id, o.recurring, n.starts_at, n.ends_at, n.all_day,
     n.floating, n.busy, o.class, coalesce(n.shown, o.shown)
   from calendar.occurrence n join calendar.object o on o.id = n.object_id
   where n.calendar_id = any ($1::bigint[]) and n.ends_at > $2::bigint and n.starts_at < $3::bigint and o.component = 'VEVENT'
   order by n.starts_at`,
);
/** Series that the index does not hold for all of the range. */
const BEYOND = statement(
  'calendar.series_beyond',
  `select o.calendar_id, o.id, o.uri, o.uid, o.change, o.class, o.data, p.login, p.email from calendar.object o
     join calendar.calendar c on c.id = o.calendar_id left join directory.person p on c.owner_kind = 'person' and p.id = c.owner_id
   where o.calendar_id = any ($1::bigint[]) and o.recurring and o.deleted_at is null and o.component = 'VEVENT'
     and ($2::bigint < o.indexed_from or $3::bigint > o.indexed_until)
     and (o.first_at is null or o.first_at < $3::bigint) and (o.last_at is null or o.last_at > $2::bigint)`,
);

/** What takes place in a range, of all calendars that the actor has: rising by start. */
export function occurrencesQuery(context: CalendarContext) {
  return async (actor: PersonActor, { from, to, calendars, zone }: OccurrencesQuery): Promise<OccurrenceView[]> => {
    requireRange(from, to);
    const all = await listCalendars(context.db, actor.personId);
    const wanted = all.filter(
      ({ id, kind }) => kind !== 'inbox' && (calendars === undefined || calendars.includes(id)),
    );
    const floating = (zone === undefined ? null : zoneOfName(zone)) ?? usualZone();
    const byId = new Map(wanted.map((each) => [each.id, each]));
    const found = await readOccurrences(context.db, [...byId.keys()], { from, to }, floating);
    return found.map((each) => seen(each, byId.get(each.calendarId)));
  };
}

export function requireRange(from: number, to: number): void {
  if (!(from < to) || to - from > longestRange || !Number.isSafeInteger(from) || !Number.isSafeInteger(to))
    throw rangeInvalid();
}

/** Of private events of others, and where free/busy is all there is: the time. */
function seen(each: OccurrenceView, calendar: CalendarView | undefined): OccurrenceView {
  if (calendar === undefined || !isRedacted(calendar, each)) return each;
  return { ...each, shown: null, etag: `${each.etag}-b` };
}

/** No right is checked. */
export async function readOccurrences(
  q: Queryable,
  calendarIds: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  floatingZone: Zone = utc,
): Promise<OccurrenceView[]> {
  if (calendarIds.length === 0) return [];
  const [rows, beyond] = await Promise.all([
    q.arrays(INDEXED, [calendarIds, from - slack - 1, to + slack]),
    q.arrays(BEYOND, [calendarIds, from, to]),
  ]);
  const expanded = new Set(beyond.map((row) => row[1] as number));
  const found: OccurrenceView[] = [];
  for (const row of rows) {
    if (expanded.has(row[1] as number)) continue;
    const [start, end, floating] = [row[7] as number, row[8] as number, row[10] as boolean];
    const span = floating
      ? { start: instantOf(floatingZone, start), end: instantOf(floatingZone, end) }
      : { start, end };
    if (!overlaps(span, from, to)) continue;
    found.push(viewOfRow(row));
  }
  for (const views of await paced(beyond, (row) => expandedViews(row, from, to, floatingZone))) found.push(...views);
  if (beyond.length > 0) found.sort((a, b) => a.startsAt - b.startsAt);
  return found;
}

/** When something takes place that counts as busy, and no more: what free/busy needs. */
export type BusySpan = Pick<OccurrenceView, 'calendarId' | 'startsAt' | 'endsAt' | 'floating' | 'busy'>;

const BUSY = statement(
  'calendar.busy_spans',
  `select n.calendar_id, n.starts_at, n.ends_at, n.floating, n.busy from calendar.occurrence n
   where n.calendar_id = any ($1::bigint[]) and n.ends_at > $2::bigint and n.starts_at < $3::bigint and n.busy > 0
     and n.object_id <> all ($4::bigint[])`,
);
const OF_UID = statement(
  'calendar.objects_of_uid',
  'select id from calendar.object where uid = $1 and calendar_id = any ($2::bigint[]) and deleted_at is null',
);

/** No right is checked. Floating ones may lie a day beside the range. `except`: the UID of what does not count. */
export async function readBusySpans(
  q: Queryable,
  calendarIds: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  except: string | undefined,
  floatingZone: Zone,
): Promise<BusySpan[]> {
  if (calendarIds.length === 0) return [];
  const [beyond, excepted] = await Promise.all([
    q.arrays(BEYOND, [calendarIds, from, to]),
    except === undefined ? Promise.resolve([]) : q.arrays(OF_UID, [except, calendarIds]),
  ]);
  const left = new Set(excepted.map((row) => row[0] as number));
  const series = beyond.filter((row) => !left.has(row[1] as number));
  for (const row of beyond) left.add(row[1] as number);
  const rows = await q.arrays(BUSY, [calendarIds, from - slack - 1, to + slack, [...left]]);
  const spans = rows.map((row): BusySpan => ({
    calendarId: row[0] as number,
    startsAt: row[1] as number,
    endsAt: row[2] as number,
    floating: row[3] as boolean,
    busy: busyNames[row[4] as number] ?? 'busy',
  }));
  for (const views of await paced(series, (row) => expandedViews(row, from - slack, to + slack, floatingZone)))
    spans.push(...views.filter(({ busy }) => busy !== 'free'));
  return spans;
}

function viewOfRow(row: unknown[]): OccurrenceView {
  return {
    calendarId: row[0] as number,
    objectId: row[1] as number,
    uri: row[2] as string,
    uid: row[3] as string,
    etag: etagOf(row[0] as number, row[4] as number),
    recurrenceId: row[5] as string | null,
    recurring: row[6] as boolean,
    startsAt: row[7] as number,
    endsAt: row[8] as number,
    allDay: row[9] as boolean,
    floating: row[10] as boolean,
    busy: busyNames[row[11] as number] ?? 'busy',
    class: row[12] as string,
    shown: row[13] as ShownEvent,
  };
}

function expandedViews(row: unknown[], from: number, to: number, floatingZone: Zone): OccurrenceView[] {
  const object = readCalendar(row[6] as Buffer);
  const self = row[7] === null ? [] : addressesOf(row[7] as string, row[8] as string | null);
  return expand(object, { from, to, floatingZone, most: mostOfOne }).map((each): OccurrenceView => {
    const floating = each.allDay || each.floating;
    return {
      calendarId: row[0] as number,
      objectId: row[1] as number,
      uri: row[2] as string,
      uid: row[3] as string,
      etag: etagOf(row[0] as number, row[4] as number),
      recurrenceId: each.recurrenceId,
      recurring: true,
      startsAt: floating ? each.localStart : each.start,
      endsAt: floating ? each.localEnd : each.end,
      allDay: each.allDay,
      floating,
      busy: busyOf(each.component, self),
      class: row[5] as string,
      shown: shownOf(each.component),
    };
  });
}
