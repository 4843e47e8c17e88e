import { statement } from '@landescloud/platform/database';
import type { CalendarRole } from '../roles.ts';
import type { CalendarWrite, Gathered, SendNeed } from './calendar-write.ts';
import type { FoundObject } from './object-writer.ts';

const GATHER = statement(
  'calendar.gather',
  `select 0, id, uri, uid, change, class, scheduled, schedule_tag from calendar.object
     where calendar_id = $1 and deleted_at is null and (uri = any ($2::text[]) or uid = any ($3::text[]))
   union all
   select 1, person_id, uri, role::text, null, null, null, null from calendar.access
     where calendar_id = $1 and person_id = any ($4::bigint[]) and not hidden
   union all
   select 2, nextval('calendar.object_id_seq'), null, null, null, null, null, null from generate_series(1, $5::int)`,
);

/** What stands where objects are sent to, what the senders may do, and numbers for what is new: one statement for all of them. */
export async function gather(write: CalendarWrite, needs: readonly SendNeed[]): Promise<Gathered> {
  const objects: FoundObject[] = [];
  const rights = new Map<number, { uri: string; role: CalendarRole }>();
  const ids: number[] = [];
  const rows = await write.tx.arrays(GATHER, [
    write.calendar.id,
    needs.map(({ uri }) => uri),
    needs.map(({ uid }) => uid),
    [...new Set(needs.map(({ personId }) => personId))],
    needs.length,
  ]);
  for (const [kind, id, uri, third, change, cls, scheduled, scheduleTag] of rows)
    if (kind === 0)
      objects.push({
        id: id as number,
        uri: uri as string,
        uid: third as string,
        change: change as number,
        class: cls as string,
        scheduled: scheduled as boolean,
        scheduleTag: scheduleTag as string | null,
      });
    else if (kind === 1) rights.set(id as number, { uri: uri as string, role: third as CalendarRole });
    else ids.push(id as number);
  return { objects, rights, ids };
}
