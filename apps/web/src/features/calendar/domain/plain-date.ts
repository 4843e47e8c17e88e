/** Days as they stand in a calendar, without a time zone: 'YYYY-MM-DD'. Months and weekdays count from 1, Monday is 1. */
export type PlainDate = string;

const dayLength = 86_400_000;

const toMs = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`);
const fromMs = (ms: number): PlainDate => new Date(ms).toISOString().slice(0, 10);

export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = toMs(text);
  return !Number.isNaN(ms) && fromMs(ms) === text;
}

/** Null where there is no such day. */
export function makeDate(year: number, month: number, day: number): PlainDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isPlainDate(text) ? text : null;
}

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));
export const monthOf = (date: PlainDate): number => Number(date.slice(5, 7));
export const dayOf = (date: PlainDate): number => Number(date.slice(8, 10));

export const addDays = (date: PlainDate, days: number): PlainDate => fromMs(toMs(date) + days * dayLength);

/** How many days `to` is after `from`. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((toMs(to) - toMs(from)) / dayLength);

/** The last day of a shorter month where the day is missing there. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return makeDate(year, month, Math.min(dayOf(date), daysInMonth(year, month))) ?? date;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: PlainDate): number => new Date(toMs(date)).getUTCDay() || 7;

export const mondayOf = (date: PlainDate): PlainDate => addDays(date, 1 - weekdayOf(date));

/** ISO 8601: the week that holds the year's first Thursday is the first. */
export function weekOf(date: PlainDate): number {
  const thursday = addDays(mondayOf(date), 3);
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}

export const mondayOfWeek = (year: number, week: number): PlainDate =>
  addDays(mondayOf(makeDate(year, 1, 4) ?? ''), (week - 1) * 7);

/** The first such weekday on or after a day. */
export const weekdayFrom = (date: PlainDate, weekday: number): PlainDate =>
  addDays(date, (weekday - weekdayOf(date) + 7) % 7);

/** The nth such weekday of a month, counted from the end where negative; null where there is none. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): PlainDate | null {
  const first = makeDate(year, month, 1);
  const last = makeDate(year, month, daysInMonth(year, month));
  if (first === null || last === null) return null;
  const found =
    nth > 0
      ? addDays(weekdayFrom(first, weekday), (nth - 1) * 7)
      : addDays(weekdayFrom(addDays(last, -6), weekday), (nth + 1) * 7);
  return found.slice(0, 7) === first.slice(0, 7) ? found : null;
}

/** Minutes since midnight as '08:30'. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
