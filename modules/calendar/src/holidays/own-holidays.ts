import type { PersonActor } from '@landescloud/kernel';
import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { holidaysUnknown } from '../errors.ts';
import { ensureHolidayCalendar, listHolidayCalendars } from './holiday-calendars.ts';
import type { HolidayKind } from './holiday-events.ts';
import { schoolHolidays } from './school-holidays.ts';
import { isState, stateCodes, states, type State } from './states.ts';

export interface HolidayChoice {
  readonly kind: HolidayKind;
  readonly state: State;
  readonly name: string;
  /** The actor's calendar of it; null: they do not have it. */
  readonly calendarId: number | null;
  /** YYYY-MM-DD: what comes after is not known; null: computed. */
  readonly until: string | null;
}

export interface HolidayChoices {
  /** What the rule of the actor's organisation names; 'none'. */
  readonly ruled: State | 'none';
  readonly choices: readonly HolidayChoice[];
}

const HAVE = statement(
  'calendar.own_holidays',
  `select a.calendar_id as id from calendar.access a join calendar.calendar c on c.id = a.calendar_id
   where a.person_id = $1 and c.owner_kind = 'house' and not a.hidden`,
);
const JOIN = statement(
  'calendar.join_house',
  `with shared as (
     insert into calendar.share (calendar_id, kind, person_id, role, shared_at) values ($2, 'person', $1, 'viewer', $3)
     on conflict (calendar_id, person_id) where person_id is not null do nothing
   )
   insert into calendar.access (person_id, calendar_id, role, uri)
   select $1, c.id, 'viewer', case when exists (select from calendar.access t where t.person_id = $1 and t.uri = c.uri)
     then c.uri || '-' || c.id else c.uri end
   from calendar.calendar c where c.id = $2
   on conflict (person_id, calendar_id) do update set hidden = false, shown = true`,
);
const LEAVE = statement(
  'calendar.leave_house',
  `with unshared as (delete from calendar.share where calendar_id = $2 and person_id = $1)
   update calendar.access set hidden = true where person_id = $1 and calendar_id = $2`,
);

/** Holidays that somebody has or could have. Many share one calendar, so that nothing of it is written when one of them comes or goes. */
export function ownHolidays(context: CalendarContext) {
  const { db, clock, directory } = context;
  return {
    async list(actor: PersonActor): Promise<HolidayChoices> {
      const [calendars, own, ruled] = await Promise.all([
        listHolidayCalendars(db),
        db.query<{ id: number }>(HAVE, [actor.personId]),
        directory.organisations.rule(actor.organisationId, 'calendar.holidays'),
      ]);
      const have = new Set(own.map(({ id }) => id));
      const choice = (kind: HolidayKind, state: State, until: string | null): HolidayChoice => {
        const calendar = calendars.find((each) => each.kind === kind && each.state === state);
        const calendarId = calendar !== undefined && have.has(calendar.id) ? calendar.id : null;
        return { kind, state, name: states[state], calendarId, until };
      };
      const school = schoolHolidays();
      return {
        ruled,
        choices: [
          ...stateCodes.map((state) => choice('public', state, null)),
          ...stateCodes.flatMap((state) => {
            const known = school.get(state);
            return known === undefined ? [] : [choice('school', state, known.until)];
          }),
        ],
      };
    },

    /** NotFound `calendar.holidays_unknown` where there are none of this kind. */
    async choose(actor: PersonActor, kind: HolidayKind, code: string, isOn: boolean): Promise<void> {
      if (!isState(code) || (kind === 'school' && !schoolHolidays().has(code))) throw holidaysUnknown();
      if (isOn) {
        const { id } = await ensureHolidayCalendar(context, kind, code);
        await db.query(JOIN, [actor.personId, id, clock.now()]);
        return;
      }
      const found = (await listHolidayCalendars(db)).find((each) => each.kind === kind && each.state === code);
      if (found !== undefined) await leaveHouse(db, actor.personId, found.id);
    },
  };
}

/** Out of the person's list, also where their organisation's rule gives it to them. */
export async function leaveHouse(q: Queryable, personId: number, calendarId: number): Promise<void> {
  await q.query(LEAVE, [personId, calendarId]);
}
