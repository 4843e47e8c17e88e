import type { PersonActor } from '@landescloud/kernel';
import type { CalendarContext } from '../context.ts';
import { listCalendars } from '../store/calendar-reader.ts';

/**
 * Tells when something changes in a calendar that the actor had when this began. Those that are shared later are heard of with the next
 * question; answers what ends it.
 */
export function followCalendars({ db, hints }: Pick<CalendarContext, 'db' | 'hints'>, topic: string) {
  return async (actor: PersonActor, onChange: () => void): Promise<() => void> => {
    const ids = new Set((await listCalendars(db, actor.personId)).map(({ id }) => id));
    return hints.subscribe(topic, (hint) => {
      if (ids.has(Number((hint as { calendarId?: unknown } | undefined)?.calendarId))) onChange();
    });
  };
}
