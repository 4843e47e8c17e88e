import { statement } from '@landescloud/platform/database';
import type { StoredEvent } from '@landescloud/platform/events';
import { isDomainError } from '@landescloud/kernel';
import type { CalendarContext } from '../context.ts';
import { applyShares } from '../store/access-writer.ts';

/** Calendars that these people have or may have by a share. */
const CONCERNED = statement(
  'calendar.of_people',
  `select distinct s.calendar_id as "calendarId", w.person_id as "personId" from (
     select person_id, null::bigint as group_id, null::bigint as organisation_id from unnest($1::bigint[]) as person_id
     union all select m.person_id, m.group_id, null from directory.group_member m where m.person_id = any ($1)
     union all select p.id, null, p.organisation_id from directory.person p where p.id = any ($1)
   ) w (person_id, group_id, organisation_id)
   join calendar.share s on s.group_id = w.group_id or s.organisation_id = w.organisation_id
     or (s.person_id = w.person_id and w.group_id is null and w.organisation_id is null)
   union
   select a.calendar_id, a.person_id from calendar.access a where a.person_id = any ($1) and a.role <> 'owner'
   order by 1`,
);
/** A group that is gone has taken its shares along. */
const ORPHANED = statement(
  'calendar.orphaned',
  `select distinct a.calendar_id as "calendarId", a.person_id as "personId" from calendar.access a
   join calendar.calendar c on c.id = a.calendar_id
   where a.role <> 'owner' and c.deleted_at is null and not exists (
     select from calendar.share s where s.calendar_id = a.calendar_id and (s.person_id = a.person_id
       or exists (select from directory.group_member m where m.group_id = s.group_id and m.person_id = a.person_id)
       or exists (select from directory.person p where p.organisation_id = s.organisation_id and p.id = a.person_id)))
   order by 1`,
);

const types = [
  'group_member_added',
  'group_member_removed',
  'group_removed',
  'guest_accepted',
  'guest_ended',
  'person_added',
  'person_disabled',
  'person_enabled',
  'person_left',
  'person_moved',
].map((word) => `directory.${word}`);

/** People come to groups and organisations, leave them, are locked, end: who has which calendar follows. */
export function followDirectory({ db, events, lanes }: CalendarContext): void {
  async function handle(heard: StoredEvent[]): Promise<void> {
    const people = new Set<number>();
    for (const { subject, data } of heard) {
      const id = Number(subject.slice(subject.indexOf(':') + 1));
      if (subject.startsWith('person:')) people.add(id);
      else if (typeof data['personId'] === 'number') people.add(data['personId']);
    }
    const pairs = await db.query<{ calendarId: number; personId: number }>(CONCERNED, [[...people]]);
    if (heard.some(({ type }) => type === 'directory.group_removed'))
      pairs.push(...(await db.query<{ calendarId: number; personId: number }>(ORPHANED)));
    for (const [calendarId, found] of Map.groupBy(pairs, (pair) => pair.calendarId)) {
      const ids = found.map(({ personId }) => personId);
      await lanes
        .run(calendarId, (write) => applyShares(write, ids))
        .catch((error: unknown) => {
          // Deleted meanwhile.
          if (!isDomainError(error, 'NotFound')) throw error;
        });
    }
  }

  events.subscribe('calendar.directory', types, handle);
}
