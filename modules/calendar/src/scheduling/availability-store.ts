import { CalendarInvalid, componentsOf, readTree, unavailableTimes } from '@landescloud/icalendar';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { BusyPeriod } from '../views.ts';
import { usualZone } from '../zones.ts';

const KEEP = statement(
  'calendar.keep_availability',
  `insert into calendar.availability (person_id, data, changed_at) values ($1, $2, $3)
   on conflict (person_id) do update set data = excluded.data, changed_at = excluded.changed_at`,
);
const DROP = statement('calendar.drop_availability', 'delete from calendar.availability where person_id = $1');
const READ = statement('calendar.read_availability', 'select data from calendar.availability where person_id = $1');
const OF_PEOPLE = statement(
  'calendar.availability_of_people',
  'select person_id as "personId", data from calendar.availability where person_id = any($1::bigint[])',
);

/** False: it is no availability (RFC 7953), or more than anybody needs. */
export async function keepAvailability(q: Queryable, personId: number, text: string, now: number): Promise<boolean> {
  if (text.length > 100_000) return false;
  try {
    const [calendar] = readTree(text).calendars;
    if (calendar === undefined || componentsOf(calendar, 'VAVAILABILITY').length === 0) return false;
    unavailableTimes(calendar, { from: now, to: now + 7 * 86_400_000, floatingZone: usualZone() });
  } catch (error) {
    if (error instanceof CalendarInvalid) return false;
    throw error;
  }
  await q.query(KEEP, [personId, Buffer.from(text), now]);
  return true;
}

export async function dropAvailability(q: Queryable, personId: number): Promise<void> {
  await q.query(DROP, [personId]);
}

export async function readAvailability(q: Queryable, personId: number): Promise<string | null> {
  const [row] = await q.query<{ data: Buffer }>(READ, [personId]);
  return row?.data.toString() ?? null;
}

/** When people cannot be met by what they have said; by id, only those who have said something. */
export async function unavailableOf(
  q: Queryable,
  personIds: readonly number[],
  range: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<number, readonly BusyPeriod[]>> {
  const rows = await q.query<{ personId: number; data: Buffer }>(OF_PEOPLE, [personIds]);
  return new Map(
    rows.map(({ personId, data }) => {
      const [calendar] = readTree(data).calendars;
      const times = calendar === undefined ? [] : unavailableTimes(calendar, { ...range, floatingZone: usualZone() });
      const words = { BUSY: 'busy', 'BUSY-TENTATIVE': 'tentative', 'BUSY-UNAVAILABLE': 'unavailable' } as const;
      return [personId, times.map(({ start, end, type }) => ({ start, end, busy: words[type] }))];
    }),
  );
}
