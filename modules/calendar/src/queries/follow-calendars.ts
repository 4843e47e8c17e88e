import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { listCalendars } from '../store/calendar-reader.ts';

/** `calendarId`, `change`: somebody has changed something in it. */
export const calendarChangedTopic = 'calendar.changed';
/** `personIds`: they have a calendar more or less, or another right on one. */
const listChangedTopic = 'calendar.list_changed';

const mostTold = 500;
const HAVE = statement('calendar.people_with', 'select person_id from calendar.access where calendar_id = $1 limit $2');

type Deps = Pick<CalendarContext, 'db' | 'hints'>;

/** Tells who has a calendar that their list is another; where they are very many, they see it when they look again. */
export function announceList({ db, hints }: Deps) {
  return async (calendarId: number): Promise<void> => {
    const rows = await db.arrays(HAVE, [calendarId, mostTold + 1]);
    if (rows.length <= mostTold) hints.publish(listChangedTopic, { personIds: rows.map(([id]) => id) });
  };
}

/** Tells when something changes in the actor's calendars, or in which they have; answers what ends it. */
export function followCalendars({ db, hints }: Deps) {
  return async (actor: PersonActor, onChange: () => void): Promise<() => void> => {
    const read = async () => new Set((await listCalendars(db, actor.personId)).map(({ id }) => id));
    let ids = await read();
    const ends = [
      hints.subscribe(calendarChangedTopic, (hint) => {
        if (ids.has(Number((hint as { calendarId?: unknown } | null)?.calendarId))) onChange();
      }),
      hints.subscribe(listChangedTopic, (hint) => {
        const people = (hint as { personIds?: readonly unknown[] } | null)?.personIds ?? [];
        if (!people.includes(actor.personId)) return;
        read().then(
          (now) => {
            ids = now;
            onChange();
          },
          // Hints may be lost: the next question shows it.
          () => undefined,
        );
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  };
}
