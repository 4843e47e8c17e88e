import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { listCalendars } from '../store/calendar-reader.ts';
import { etagOf, type OccurrenceView, type ShownEvent } from '../views.ts';
import { busyNames } from '../objects/index-object.ts';
import { isRedacted } from '../objects/redact.ts';

/** The next date of each, or the last. */
const FIND = statement(
  'calendar.search_events',
  `select o.calendar_id, o.id, o.uri, o.uid, o.change, n.recurrence_id, o.recurring, n.starts_at, n.ends_at, n.all_day, n.floating,
     n.busy, o.class, coalesce(n.shown, o.shown)
   from calendar.object o cross join lateral (
     select * from calendar.occurrence n where n.object_id = o.id
     order by n.ends_at < $3, abs(n.starts_at - $3) limit 1
   ) n
   where o.calendar_id = any ($1::bigint[]) and o.deleted_at is null and o.component = 'VEVENT'
     and (lower(o.shown ->> 'summary') like $2 or lower(o.shown ->> 'location') like $2)
   order by n.ends_at < $3, abs(n.starts_at - $3) limit 50`,
);

/** Events whose title or place holds the words: coming ones first. What the actor may not read is not found. */
export function searchEvents(context: CalendarContext) {
  return async (actor: PersonActor, text: string): Promise<OccurrenceView[]> => {
    const wanted = text.trim().toLowerCase().replaceAll('\0', '');
    if (wanted === '') return [];
    const all = await listCalendars(context.db, actor.personId);
    const readable = new Map(
      all.filter(({ kind, role }) => kind !== 'inbox' && role !== 'free-busy').map((each) => [each.id, each]),
    );
    const pattern = `%${wanted.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const rows = await context.db.arrays(FIND, [[...readable.keys()], pattern, context.clock.now()]);
    return rows.flatMap((row): OccurrenceView[] => {
      const calendar = readable.get(row[0] as number);
      if (calendar === undefined || isRedacted(calendar, { class: row[12] as string })) return [];
      return [
        {
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
        },
      ];
    });
  };
}
