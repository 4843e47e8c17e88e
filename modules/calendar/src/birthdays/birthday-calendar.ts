import { isDomainError, type PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { eventOf, type CalendarContext } from '../context.ts';
import { guestsOwnNone } from '../errors.ts';
import { fillCalendar } from '../filled/fill-calendar.ts';
import { insertOwner } from '../store/access-writer.ts';
import { insertCalendar } from '../store/calendar-writer.ts';
import { birthdayEvent, type BirthdayWords, type KnownBirthday } from './birthday-events.ts';

/** Whose birthdays somebody knows: the contacts of this house, plugged in where the server is put together. */
export interface BirthdaySource {
  of(personId: number): Promise<{ readonly birthdays: readonly KnownBirthday[]; readonly state: string }>;
  /** Another text whenever `of` may have another answer. */
  stateOf(personId: number): Promise<string>;
}

/** As Nextcloud's clients know it. */
const uri = 'contact_birthdays';

const FIND = statement(
  'calendar.birthday_calendar',
  `select b.calendar_id as id, b.state, p.language from calendar.birthday_calendar b join directory.person p on p.id = b.person_id
   where b.person_id = $1`,
);
const LANGUAGE = statement('calendar.language_of', 'select language from directory.person where id = $1');
const ALL = statement(
  'calendar.birthday_calendars',
  `select b.person_id as id from calendar.birthday_calendar b join directory.person p on p.id = b.person_id
   where p.disabled_at is null and b.person_id > $1 order by b.person_id limit 500`,
);
const INSERT = statement(
  'calendar.insert_birthday_calendar',
  `insert into calendar.birthday_calendar (calendar_id, person_id, state) values ($1, $2, '')`,
);
const NOTE = statement(
  'calendar.note_birthdays',
  'update calendar.birthday_calendar set state = $2 where calendar_id = $1',
);
const TAKEN = statement('calendar.birthday_address', 'select 1 from calendar.access where person_id = $1 and uri = $2');
const REMOVE = statement('calendar.remove_birthdays', 'delete from calendar.calendar where id = $1');

const german: BirthdayWords = {
  birthday: (name) => `Geburtstag: ${name}`,
  turns: (name, age) => `${name} wird ${age}`,
};
const english: BirthdayWords = {
  birthday: (name) => `Birthday: ${name}`,
  turns: (name, age) => `${name} turns ${age}`,
};

/** A calendar of the birthdays of one's contacts, which one switches on; it follows the address books. */
export function birthdayCalendar(context: CalendarContext) {
  const { db, clock, jobs, events, birthdays: source } = context;

  async function stateNow(personId: number): Promise<string> {
    return `${new Date(clock.now()).getUTCFullYear()} ${await source.stateOf(personId)}`;
  }

  async function fill(personId: number): Promise<void> {
    const [row] = await db.query<{ id: number; state: string; language: string }>(FIND, [personId]);
    if (row === undefined) return;
    const state = await stateNow(personId);
    if (row.state === state) return;
    const year = new Date(clock.now()).getUTCFullYear();
    const { birthdays } = await source.of(personId);
    const words = row.language === 'en' ? english : german;
    const objects = birthdays.flatMap((each) => birthdayEvent(each, year, words) ?? []);
    try {
      await fillCalendar(context, row.id, objects);
    } catch (error) {
      // Switched off meanwhile.
      if (isDomainError(error, 'NotFound')) return;
      throw error;
    }
    await db.query(NOTE, [row.id, state]);
  }

  async function fillAll(): Promise<void> {
    for (let after = 0; ;) {
      const people = await db.query<{ id: number }>(ALL, [after]);
      for (const { id } of people) await fill(id);
      const last = people.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  jobs.define<{ personId?: number }>('calendar.birthdays', ({ personId }) =>
    personId === undefined ? fillAll() : fill(personId),
  );
  jobs.cron('*/15 * * * *', 'calendar.birthdays');

  return {
    /** Somebody looks at their calendars: soon they are as the address books are. */
    async keepUp(personId: number): Promise<void> {
      const [row] = await db.query<{ state: string }>(FIND, [personId]);
      if (row === undefined || row.state === (await stateNow(personId))) return;
      await jobs.enqueue(db, 'calendar.birthdays', { personId }, { key: `calendar.birthdays ${personId}` });
    },

    async choose(actor: PersonActor, isOn: boolean): Promise<void> {
      if (actor.role === 'guest') throw guestsOwnNone();
      const { personId } = actor;
      const [row] = await db.query<{ id: number }>(FIND, [personId]);
      if (!isOn) {
        if (row !== undefined) await removeBirthdays(context, actor, row.id);
        return;
      }
      if (row !== undefined) return;
      const [person] = await db.query<{ language: string }>(LANGUAGE, [personId]);
      await db.transaction(async (tx) => {
        const isTaken = (await tx.query(TAKEN, [personId, uri])).length > 0;
        const own = isTaken ? `${uri}-${clock.now()}` : uri;
        const id = await insertCalendar(tx, {
          ownerKind: 'person',
          ownerId: personId,
          uri: own,
          kind: 'birthdays',
          standard: false,
          name: person?.language === 'en' ? 'Birthdays' : 'Geburtstage',
          colour: '#a8477bff',
          description: '',
          timeZone: null,
          components: ['VEVENT'],
          position: 950,
          transparent: true,
          properties: {},
          sourceUrl: null,
          now: clock.now(),
        });
        if (id === null) return;
        await insertOwner(tx, personId, id, own);
        await tx.query(INSERT, [id, personId]);
        const data = { ownerKind: 'person', ownerId: personId };
        await events.record(tx, [
          eventOf(actor, 'calendar_added', `calendar:${id}`, actor.organisationId, data, clock.now()),
        ]);
      });
      await fill(personId);
    },
  };
}

/** What is made of something else needs no trash. */
export async function removeBirthdays(
  { db, clock, events }: Pick<CalendarContext, 'db' | 'clock' | 'events'>,
  actor: PersonActor,
  calendarId: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(REMOVE, [calendarId]);
    const data = {};
    await events.record(tx, [
      eventOf(actor, 'calendar_purged', `calendar:${calendarId}`, actor.organisationId, data, clock.now()),
    ]);
  });
}
