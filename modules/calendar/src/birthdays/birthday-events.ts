import {
  formatDate,
  newCalendar,
  readCalendar,
  textProperty,
  valueProperty,
  writeTree,
  type CalendarObject,
  type Component,
} from '@landescloud/icalendar';

export interface KnownBirthday {
  readonly contactId: number;
  /** 'Anna Schmidt' */
  readonly name: string;
  /** `1985-04-12`, without a year `--04-12`. */
  readonly date: string;
}

export interface BirthdayWords {
  readonly birthday: (name: string) => string;
  readonly turns: (name: string, age: number) => string;
}

const day = 86_400_000;
/** Years in which the age is told, before and after the present one. */
const [yearsBack, yearsAhead] = [1, 5];
/** Where nobody knows the year: a leap year. */
const anyYear = 1972;
const firstYear = 1900;

/**
 * Each year's day; who was born on 29 February has it on the last of February. With the year of birth near dates say the age. null: no
 * day of the calendar.
 */
export function birthdayEvent(
  { contactId, name, date }: KnownBirthday,
  thisYear: number,
  words: BirthdayWords,
): CalendarObject | null {
  const match = /^(?:(\d{4})|-)-(\d\d)-(\d\d)$/.exec(date);
  if (match === null) return null;
  const [month, dayOfMonth] = [Number(match[2]), Number(match[3])];
  const born = match[1] === undefined ? null : Number(match[1]);
  if (born !== null && (born > thisYear + yearsAhead || born < 1)) return null;
  const isLeapDay = month === 2 && dayOfMonth === 29;
  const dayIn = (year: number): number => (isLeapDay ? Date.UTC(year, 2, 0) : Date.UTC(year, month - 1, dayOfMonth));
  const uid = `birthday-${contactId}@kontakte`;
  const start = dayIn(Math.max(born ?? anyYear, firstYear));
  if (new Date(start).getUTCMonth() !== month - 1) return null;
  const event = (at: number, summary: string, more: Component['children']): Component => ({
    name: 'VEVENT',
    children: [
      valueProperty('UID', uid),
      valueProperty('DTSTAMP', '20260101T000000Z'),
      wholeDay('DTSTART', at),
      wholeDay('DTEND', at + day),
      ...more,
      textProperty('SUMMARY', summary),
      valueProperty('TRANSP', 'TRANSPARENT'),
    ],
  });
  const rule = isLeapDay ? 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' : 'FREQ=YEARLY';
  const years = Array.from({ length: yearsBack + yearsAhead + 1 }, (_, index) => thisYear - yearsBack + index);
  const aged = born === null ? [] : years.filter((year) => year > born);
  const parts = [
    event(start, words.birthday(name), [valueProperty('RRULE', rule)]),
    ...aged.map((year) =>
      event(dayIn(year), words.turns(name, year - (born ?? year)), [wholeDay('RECURRENCE-ID', dayIn(year))]),
    ),
  ];
  return readCalendar(writeTree([newCalendar(parts)]));
}

function wholeDay(name: string, at: number) {
  return { name, parameters: [{ name: 'VALUE', values: ['DATE'] }], value: formatDate(at) };
}
