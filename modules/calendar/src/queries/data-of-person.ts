import { statement, type Queryable } from '@landescloud/platform/database';
import { reminderChoice, type ReminderChoice } from '../reminders/reminder-choice.ts';

const CALENDARS = statement(
  'calendar.owned_by_person',
  `select id, name, description, colour, source_url as "sourceUrl", created_at as "createdAt", deleted_at as "deletedAt" from calendar.calendar
   where owner_kind = 'person' and owner_id = $1 order by id`,
);
const OBJECTS = statement(
  'calendar.objects_of_calendar',
  `select id, data from calendar.object where calendar_id = $1 and id > $2 order by id limit 1000`,
);
const SHARED = statement(
  'calendar.shared_with_person',
  `select c.name, a.role, a.name as "ownName" from calendar.access a join calendar.calendar c on c.id = a.calendar_id
   where a.person_id = $1 and a.role <> 'owner' and c.owner_kind <> 'house' and c.deleted_at is null order by c.id`,
);

export interface CalendarData {
  readonly calendars: AsyncIterable<unknown>;
  readonly calendarsShared: readonly unknown[];
  readonly calendarReminders: ReminderChoice;
}

/**
 * What is stored about a person (GDPR Art. 15 and 20): their calendars with what is in them, in the trash too, as iCalendar; what
 * others let them see by name alone. Read as it is sent.
 */
export async function dataOfPerson(q: Queryable, personId: number): Promise<CalendarData> {
  const calendarReminders = await reminderChoice(q, personId);
  return { calendars: calendarsOf(q, personId), calendarsShared: await q.query(SHARED, [personId]), calendarReminders };
}

interface Row {
  readonly id: number;
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

async function* calendarsOf(q: Queryable, personId: number): AsyncGenerator {
  for (const { id, createdAt, deletedAt, ...rest } of await q.query<Row>(CALENDARS, [personId])) {
    const objects: string[] = [];
    for (let after = 0; ;) {
      const page = await q.query<{ id: number; data: Buffer }>(OBJECTS, [id, after]);
      objects.push(...page.map(({ data }) => data.toString()));
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
    const times = { createdAt: new Date(createdAt), deletedAt: deletedAt === null ? null : new Date(deletedAt) };
    yield { ...rest, ...times, objects };
  }
}
