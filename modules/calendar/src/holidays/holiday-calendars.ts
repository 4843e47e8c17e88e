import { statement, type Queryable } from '@landescloud/platform/database';
import type { CalendarContext } from '../context.ts';
import { fillCalendar } from '../filled/fill-calendar.ts';
import { insertCalendar } from '../store/calendar-writer.ts';
import { holidayEvents, type HolidayKind } from './holiday-events.ts';
import { isState, states, type State } from './states.ts';

export interface HolidayCalendar {
  readonly id: number;
  readonly kind: HolidayKind;
  readonly state: State;
}

const LIST = statement(
  'calendar.house_calendars',
  `select id, uri from calendar.calendar where owner_kind = 'house' and deleted_at is null`,
);

const heads = {
  public: { prefix: 'feiertage', kind: 'holidays', name: 'Feiertage', colour: '#2e7d4fff' },
  school: { prefix: 'ferien', kind: 'school-holidays', name: 'Schulferien', colour: '#8a6d1fff' },
} as const;

/** Those that were ever needed. */
export async function listHolidayCalendars(q: Queryable): Promise<HolidayCalendar[]> {
  const rows = await q.query<{ id: number; uri: string }>(LIST);
  return rows.flatMap(({ id, uri }): HolidayCalendar[] => {
    const [prefix, code = ''] = uri.split('-');
    const state = code.toUpperCase();
    if (!isState(state)) return [];
    return [{ id, kind: prefix === heads.school.prefix ? 'school' : 'public', state }];
  });
}

/** One for all people: made and filled when the first of them needs it. */
export async function ensureHolidayCalendar(
  context: CalendarContext,
  kind: HolidayKind,
  state: State,
): Promise<HolidayCalendar> {
  const { db, clock } = context;
  const find = async () => (await listHolidayCalendars(db)).find((each) => each.kind === kind && each.state === state);
  const known = await find();
  if (known !== undefined) return known;
  const head = heads[kind];
  await insertCalendar(db, {
    ownerKind: 'house',
    ownerId: 0,
    uri: `${head.prefix}-${state.toLowerCase()}`,
    kind: head.kind,
    standard: false,
    name: `${head.name} ${states[state]}`,
    colour: head.colour,
    description: '',
    timeZone: null,
    components: ['VEVENT'],
    position: 1000,
    transparent: true,
    properties: {},
    sourceUrl: null,
    now: clock.now(),
  });
  const made = await find();
  if (made === undefined) throw new Error(`no calendar of holidays for ${state}`);
  await refillHolidays(context, made);
  return made;
}

export async function refillHolidays(context: CalendarContext, { id, kind, state }: HolidayCalendar): Promise<void> {
  await fillCalendar(context, id, holidayEvents(kind, state, context.clock.now()));
}
