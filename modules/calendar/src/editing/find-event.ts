import { occurrences, timeOf, propertyOf, type CalendarObject, type Occurrence } from '@landescloud/icalendar';
import type { PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { requireCalendar, type CalendarContext } from '../context.ts';
import { objectNotFound, occurrenceNotFound } from '../errors.ts';
import type { CalendarView } from '../views.ts';

const PLACE = statement(
  'calendar.place_of_object',
  `select calendar_id as "calendarId", uri from calendar.object where id = $1 and deleted_at is null and component = 'VEVENT'`,
);

/** Where an event lies, for who may know of it: NotFound `calendar.object_not_found`. */
export async function findEvent(
  context: Pick<CalendarContext, 'db' | 'ensureHome'>,
  actor: PersonActor,
  id: number,
): Promise<{ calendar: CalendarView; uri: string }> {
  const [place] = await context.db.query<{ calendarId: number; uri: string }>(PLACE, [id]);
  if (place === undefined) throw objectNotFound();
  const calendar = await requireCalendar(context, actor, { id: place.calendarId }).catch(() => {
    // Not even that there is a calendar.
    throw objectNotFound();
  });
  return { calendar, uri: place.uri };
}

const day = 86_400_000;
const windows = [2 * day, 400 * day, 40_000 * day];

/** One time of an event: the named one of a series, else the first. NotFound `calendar.occurrence_not_found`. */
export function occurrenceOf(object: CalendarObject, recurrenceId: string | null): Occurrence {
  const at = momentOf(recurrenceId);
  if (recurrenceId !== null && at === null) throw occurrenceNotFound();
  if (at === null) {
    const main = object.master ?? object.overrides[0];
    const start = main === undefined ? undefined : propertyOf(main, 'DTSTART');
    const local = start === undefined ? 0 : timeOf(start).local;
    const [first] = occurrences(object, { from: local - 2 * day, to: local + 400 * day, most: 1 });
    if (first === undefined) throw occurrenceNotFound();
    return first;
  }
  // One that was moved stands elsewhere: farther and farther around.
  for (const width of windows) {
    const found = occurrences(object, { from: at - width, to: at + width, most: 3000 });
    const one = found.find((each) => each.recurrenceId === recurrenceId);
    if (one !== undefined) return one;
  }
  throw occurrenceNotFound();
}

function momentOf(recurrenceId: string | null): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(recurrenceId ?? '');
  if (match === null) return null;
  const [, year, month, date, hour = 0, minute = 0, second = 0] = match;
  return Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second));
}
