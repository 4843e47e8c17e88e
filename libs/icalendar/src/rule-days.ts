import { DAY, civilOf, dayNumber, isLeap, monthLength, weekdayOf } from './days.ts';
import type { Rule, WeekdayRule } from './rule.ts';
import type { Work } from './work.ts';

/** Periods (years, months, weeks, days) of a rule counted from the one that holds DTSTART, and the days of each that fit. */
export interface DayFinder {
  /** The last period that begins at or before the local, at least 0. */
  periodOf(local: number): number;
  firstDay(period: number): number;
  /** Day numbers, rising. */
  days(period: number, work: Work): number[];
}

export function dayFinder(rule: Rule, start: number): DayFinder {
  const day = Math.floor(start / DAY);
  if (rule.frequency === 'YEARLY') return yearly(rule, day);
  if (rule.frequency === 'MONTHLY') return monthly(rule, day);
  const length = rule.frequency === 'WEEKLY' ? 7 : 1;
  const origin = length === 7 ? weekStartOf(day, rule.weekStart) : day;
  const step = length * rule.interval;
  const weekday = weekdayOf(day);
  const plain = length === 7 && rule.byDay.length === 0 && rule.byMonthDay.length === 0 && rule.byYearDay.length === 0;
  const fits = dayFilter(rule, plain ? [{ weekday, nth: 0 }] : rule.byDay.map((each) => ({ ...each, nth: 0 })));
  return {
    periodOf: (local) => Math.max(0, Math.floor((Math.floor(local / DAY) - origin) / step)),
    firstDay: (period) => origin + period * step,
    days(period, work) {
      const found: number[] = [];
      const first = origin + period * step;
      work.spend(length - 1);
      for (let each = first; each < first + length; each += 1) if (fits(each)) found.push(each);
      return found;
    },
  };
}

function yearly(rule: Rule, day: number): DayFinder {
  const origin = civilOf(day);
  const bare = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length + rule.byWeekNo.length === 0;
  const months = rule.byMonth.length > 0 || !bare ? rule.byMonth : [origin.month];
  const whole = bare ? { ...rule, byMonth: months, byMonthDay: [origin.day] } : rule;
  // the weekday of a week's day is DTSTART's where the rule names none
  const byDay =
    rule.byWeekNo.length > 0 && rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0
      ? [{ weekday: weekdayOf(day), nth: 0 }]
      : rule.byDay;
  const fits = dayFilter(whole, byDay);
  return {
    periodOf: (local) => Math.max(0, Math.floor((civilOf(Math.floor(local / DAY)).year - origin.year) / rule.interval)),
    firstDay: (period) => dayNumber(origin.year + period * rule.interval, 1, 1),
    days(period, work) {
      const year = origin.year + period * rule.interval;
      const found: number[] = [];
      if (months.length === 0) {
        const first = dayNumber(year, 1, 1);
        const length = isLeap(year) ? 366 : 365;
        work.spend(length / 8);
        for (let each = first; each < first + length; each += 1) if (fits(each)) found.push(each);
        return found;
      }
      work.spend(months.length * 4);
      for (const month of months) found.push(...daysOfMonth(whole, year, month, fits));
      return found.length > 1 && rule.skip !== 'OMIT' ? [...new Set(found)].toSorted((a, b) => a - b) : found;
    },
  };
}

function monthly(rule: Rule, day: number): DayFinder {
  const origin = civilOf(day);
  const bare = rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const whole = bare ? { ...rule, byMonthDay: [origin.day] } : rule;
  const fits = dayFilter(whole, rule.byDay);
  const index = origin.year * 12 + origin.month - 1;
  const monthOf = (period: number): [number, number] => {
    const months = index + period * rule.interval;
    return [Math.floor(months / 12), (months % 12) + 1];
  };
  return {
    periodOf(local) {
      const { year, month } = civilOf(Math.floor(local / DAY));
      // a day that SKIP=FORWARD moved stands in the month after its own
      const back = rule.skip === 'FORWARD' ? 1 : 0;
      return Math.max(0, Math.floor((year * 12 + month - 1 - index - back) / rule.interval));
    },
    firstDay(period) {
      const [year, month] = monthOf(period);
      return dayNumber(year, month, 1);
    },
    days(period, work) {
      const [year, month] = monthOf(period);
      if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return [];
      work.spend(3);
      return daysOfMonth(whole, year, month, fits);
    },
  };
}

function daysOfMonth(rule: Rule, year: number, month: number, fits: (day: number) => boolean): number[] {
  const first = dayNumber(year, month, 1);
  const length = monthLength(year, month);
  const found: number[] = [];
  if (rule.byMonthDay.length > 0 && rule.byDay.length === 0 && rule.byYearDay.length === 0) {
    const seen = new Set<number>();
    for (const wanted of rule.byMonthDay) {
      const day = wanted > 0 ? wanted : length + 1 + wanted;
      if (day >= 1 && day <= length) seen.add(first + day - 1);
      else if (rule.skip === 'BACKWARD' && day > length) seen.add(first + length - 1);
      else if (rule.skip === 'FORWARD' && day > length) seen.add(first + length);
    }
    const filter = rule.byWeekNo.length > 0 ? fits : (): boolean => true;
    return [...seen].filter(filter).toSorted((a, b) => a - b);
  }
  for (let each = first; each < first + length; each += 1) if (fits(each)) found.push(each);
  return found;
}

/** Whether a day meets all of BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY that a rule has. */
export function dayFilter(rule: Rule, byDay: readonly WeekdayRule[]): (day: number) => boolean {
  const plain = new Set(byDay.filter(({ nth }) => nth === 0).map(({ weekday }) => weekday));
  const counted = byDay.filter(({ nth }) => nth !== 0);
  const inMonth = rule.frequency === 'MONTHLY' || rule.byMonth.length > 0;
  const months = new Set(rule.byMonth);
  const monthDays = new Set(rule.byMonthDay);
  const yearDays = new Set(rule.byYearDay);
  const onlyWeekdays = months.size + monthDays.size + yearDays.size + counted.length + rule.byWeekNo.length === 0;
  return (each) => {
    if (onlyWeekdays) return plain.size === 0 || plain.has(weekdayOf(each));
    const { year, month, day } = civilOf(each);
    if (months.size > 0 && !months.has(month)) return false;
    if (monthDays.size > 0 && !monthDays.has(day) && !monthDays.has(day - 1 - monthLength(year, month))) return false;
    if (yearDays.size > 0) {
      const ordinal = each - dayNumber(year, 1, 1) + 1;
      if (!yearDays.has(ordinal) && !yearDays.has(ordinal - 1 - (isLeap(year) ? 366 : 365))) return false;
    }
    if (rule.byWeekNo.length > 0 && !inWeeks(rule, each, year)) return false;
    if (byDay.length === 0) return true;
    const weekday = weekdayOf(each);
    if (plain.has(weekday)) return true;
    const first = inMonth ? day : each - dayNumber(year, 1, 1) + 1;
    const length = inMonth ? monthLength(year, month) : isLeap(year) ? 366 : 365;
    return counted.some(
      ({ nth, weekday: wanted }) =>
        wanted === weekday && (nth > 0 ? Math.ceil(first / 7) === nth : Math.ceil((length - first + 1) / 7) === -nth),
    );
  };
}

export function weekStartOf(day: number, weekStart: number): number {
  return day - ((weekdayOf(day) - weekStart + 7) % 7);
}

/** The first day of week 1: the first week with four days of the year. */
function firstWeek(year: number, weekStart: number): number {
  return weekStartOf(dayNumber(year, 1, 4), weekStart);
}

/** Days at the edge of a year that belong to a week of its neighbour count as that week's. */
function inWeeks(rule: Rule, day: number, year: number): boolean {
  let weekYear = year;
  if (day < firstWeek(year, rule.weekStart)) weekYear -= 1;
  else if (day >= firstWeek(year + 1, rule.weekStart)) weekYear += 1;
  const first = firstWeek(weekYear, rule.weekStart);
  const number = Math.floor((day - first) / 7) + 1;
  const weeks = (firstWeek(weekYear + 1, rule.weekStart) - first) / 7;
  return rule.byWeekNo.some((wanted) => wanted === number || wanted === number - 1 - weeks);
}
