import { formatDate, newCalendar, readCalendar, textProperty, valueProperty, writeTree } from '@landescloud/icalendar';
import type { CalendarObject } from '@landescloud/icalendar';
import { publicHolidays } from './public-holidays.ts';
import { schoolHolidays } from './school-holidays.ts';
import type { State } from './states.ts';

export type HolidayKind = 'public' | 'school';

const day = 86_400_000;
/** Years before and after the present one that stand in the calendar. */
const [yearsBack, yearsAhead] = [1, 5];

interface WholeDays {
  readonly uid: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
  readonly categories: string;
}

/** The same characters each time, so that only what is new is written. */
export function holidayEvents(kind: HolidayKind, state: State, now: number): CalendarObject[] {
  return (kind === 'public' ? publicEvents(state, now) : schoolEvents(state)).map(wholeDays);
}

function publicEvents(state: State, now: number): WholeDays[] {
  const year = new Date(now).getUTCFullYear();
  const years = Array.from({ length: yearsBack + yearsAhead + 1 }, (_, index) => year - yearsBack + index);
  return years.flatMap((each) =>
    publicHolidays(state, each).map(({ key, name, date, only }) => ({
      uid: `${key}-${each}-${state.toLowerCase()}@feiertage`,
      name: only === null ? name : `${name} (regional)`,
      from: date,
      to: date,
      note: only === null ? null : `Gesetzlicher Feiertag nur ${only}.`,
      categories: only === null ? 'Feiertag' : 'Feiertag (regional)',
    })),
  );
}

function schoolEvents(state: State): WholeDays[] {
  return (schoolHolidays().get(state)?.holidays ?? []).map(({ name, from, to }) => ({
    uid: `${from}-${state.toLowerCase()}@ferien`,
    name,
    from,
    to,
    note: null,
    categories: 'Schulferien',
  }));
}

function wholeDays({ uid, name, from, to, note, categories }: WholeDays): CalendarObject {
  const date = (text: string, plus = 0): string => formatDate(Date.parse(`${text}T00:00:00Z`) + plus * day);
  const dates = (property: string, value: string) => ({
    name: property,
    parameters: [{ name: 'VALUE', values: ['DATE'] }],
    value,
  });
  const event = {
    name: 'VEVENT',
    children: [
      valueProperty('UID', uid),
      valueProperty('DTSTAMP', '20260101T000000Z'),
      dates('DTSTART', date(from)),
      dates('DTEND', date(to, 1)),
      textProperty('SUMMARY', name),
      ...(note === null ? [] : [textProperty('DESCRIPTION', note)]),
      textProperty('CATEGORIES', categories),
      valueProperty('TRANSP', 'TRANSPARENT'),
    ],
  };
  return readCalendar(writeTree([newCalendar([event])]));
}
