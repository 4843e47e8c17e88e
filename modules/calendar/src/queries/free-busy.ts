import { instantOf, type Zone } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import { unavailableOf } from '../scheduling/availability-store.ts';
import type { CalendarContext } from '../context.ts';
import type { BusyPeriod } from '../views.ts';
import { usualZone, zoneOfText } from '../zones.ts';
import { readBusySpans, requireRange, type BusySpan } from './occurrences.ts';

export interface FreeBusyRange {
  /** Milliseconds since 1970; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

const COUNTING = statement(
  'calendar.counting_calendars',
  `select c.id, c.owner_id as "ownerId", c.time_zone as "timeZone" from calendar.calendar c
   where c.owner_kind = $1 and c.owner_id = any ($2::bigint[]) and c.deleted_at is null and not c.transparent
     and c.kind = 'calendar' and 'VEVENT' = any (c.components)`,
);

/**
 * When people are not free, by login: whom the directory lets the actor find, and nobody else. What makes them busy is not told. An
 * event that is left out by UID (`except`) is the one that is being planned.
 */
export function freeBusy(context: CalendarContext) {
  return async (
    actor: PersonActor,
    logins: readonly string[],
    range: FreeBusyRange,
    { except }: { readonly except?: string } = {},
  ): Promise<ReadonlyMap<string, readonly BusyPeriod[]>> => {
    requireRange(range.from, range.to);
    const chosen = await context.directory.recipients.choose(
      actor,
      logins.map((key) => ({ kind: 'person', key })),
    );
    const own = logins.includes(actor.login) && !chosen.some(({ key }) => key === actor.login);
    const people = [
      ...chosen.map(({ id, key }) => ({ id, key })),
      ...(own ? [{ id: actor.personId, key: actor.login }] : []),
    ];
    const busy = await busyOfOwners(
      context.db,
      'person',
      people.map(({ id }) => id),
      range,
      except,
    );
    const unavailable = await unavailableOf(
      context.db,
      people.map(({ id }) => id),
      range,
    );
    return new Map(
      people.map(({ id, key }) => [key, merged([...(busy.get(id) ?? []), ...(unavailable.get(id) ?? [])])]),
    );
  };
}

/** No right is checked: for scheduling, and rooms. */
export async function busyOfOwners(
  q: Queryable,
  ownerKind: 'person' | 'room',
  ownerIds: readonly number[],
  range: FreeBusyRange,
  except?: string,
): Promise<ReadonlyMap<number, readonly BusyPeriod[]>> {
  const calendars = await q.query<{ id: number; ownerId: number; timeZone: string | null }>(COUNTING, [
    ownerKind,
    ownerIds,
  ]);
  const ownerOf = new Map(calendars.map(({ id, ownerId }) => [id, ownerId]));
  const zoneOf = new Map(
    calendars.flatMap(({ id, timeZone }) => (timeZone === null ? [] : [[id, zoneOfText(timeZone)] as const])),
  );
  const usual = usualZone();
  const found = await readBusySpans(q, [...ownerOf.keys()], range, except, usual);
  const byOwner = new Map<number, BusyPeriod[]>();
  for (const each of found) {
    const owner = ownerOf.get(each.calendarId);
    if (owner === undefined) continue;
    const period = periodOf(each, zoneOf.get(each.calendarId) ?? usual, range);
    if (period === null) continue;
    const list = byOwner.get(owner);
    if (list === undefined) byOwner.set(owner, [period]);
    else list.push(period);
  }
  return new Map([...byOwner].map(([owner, periods]) => [owner, merged(periods)]));
}

/** Of one calendar (RFC 4791 section 7.10). No right is checked. */
export async function busyOfCalendar(
  q: Queryable,
  calendar: { readonly id: number; readonly timeZone: string | null },
  range: FreeBusyRange,
): Promise<readonly BusyPeriod[]> {
  const zone = zoneOfText(calendar.timeZone) ?? usualZone();
  const found = await readBusySpans(q, [calendar.id], range, undefined, zone);
  return merged(found.flatMap((each) => periodOf(each, zone, range) ?? []));
}

function periodOf(each: BusySpan, zone: Zone, { from, to }: FreeBusyRange): BusyPeriod | null {
  if (each.busy === 'free') return null;
  const start = each.floating ? instantOf(zone, each.startsAt) : each.startsAt;
  const end = each.floating ? instantOf(zone, each.endsAt) : each.endsAt;
  const cut = { start: Math.max(start, from), end: Math.min(end, to), busy: each.busy };
  return cut.start < cut.end ? cut : null;
}

/** Periods of one kind that touch become one; kinds stay apart. */
export function merged(periods: readonly BusyPeriod[]): BusyPeriod[] {
  const result: BusyPeriod[] = [];
  for (const busy of ['busy', 'unavailable', 'tentative'] as const) {
    const joined: { start: number; end: number }[] = [];
    for (const each of periods.filter((period) => period.busy === busy).sort((a, b) => a.start - b.start)) {
      const last = joined.at(-1);
      if (last !== undefined && each.start <= last.end) last.end = Math.max(last.end, each.end);
      else joined.push({ start: each.start, end: each.end });
    }
    result.push(...joined.map((each) => ({ ...each, busy })));
  }
  return result.sort((a, b) => a.start - b.start);
}
