import { CalendarInvalid } from './calendar-invalid.ts';
import { formatTime, parseTime } from './values.ts';
import type { TimeValue } from './values.ts';

export type Frequency = 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A day of the week, 0 is Sunday. `nth` counts within the month or year, negative from its end; 0 means each. */
export interface WeekdayRule {
  readonly weekday: number;
  readonly nth: number;
}

/** A recurrence rule (RFC 5545, section 3.3.10; `skip` from RFC 7529). Empty lists are parts that are not there. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: TimeValue | null;
  readonly bySecond: readonly number[];
  readonly byMinute: readonly number[];
  readonly byHour: readonly number[];
  readonly byDay: readonly WeekdayRule[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly weekStart: number;
  readonly skip: 'OMIT' | 'BACKWARD' | 'FORWARD';
}

export const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const FREQUENCIES = new Set<string>(['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);

/** What a rule's number may be: [least, most, negative too]. */
const NUMBERS: Readonly<Record<string, readonly [number, number, boolean]>> = {
  BYSECOND: [0, 60, false],
  BYMINUTE: [0, 59, false],
  BYHOUR: [0, 23, false],
  BYMONTHDAY: [1, 31, true],
  BYYEARDAY: [1, 366, true],
  BYWEEKNO: [1, 53, true],
  BYMONTH: [1, 12, false],
  BYSETPOS: [1, 366, true],
};

const invalid = (text: string): CalendarInvalid =>
  new CalendarInvalid('rule', `${text.slice(0, 60)} is no recurrence rule.`);

/** Throws `CalendarInvalid('rule')`. Parts of other standards (X-…) are passed over. */
export function parseRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.trim().split(';')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals === -1) throw invalid(text);
    parts.set(
      part.slice(0, equals).trim().toUpperCase(),
      part
        .slice(equals + 1)
        .trim()
        .toUpperCase(),
    );
  }
  const frequency = parts.get('FREQ') ?? '';
  if (!FREQUENCIES.has(frequency)) throw invalid(text);
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN') throw invalid(text);
  const natural = (name: string): number | null => {
    const value = parts.get(name);
    if (value === undefined) return null;
    if (!/^\d{1,9}$/.test(value) || Number(value) < 1) throw invalid(text);
    return Number(value);
  };
  const numbers = (name: string): number[] => {
    const value = parts.get(name);
    if (value === undefined || value === '') return [];
    const [least, most, negative] = NUMBERS[name]!;
    const found = new Set<number>();
    for (const item of value.split(',')) {
      const number = Number(item);
      if (!/^\s*[+-]?\d{1,3}\s*$/.test(item) || Math.abs(number) < least || Math.abs(number) > most)
        throw invalid(text);
      if (number < 0 && !negative) throw invalid(text);
      found.add(number);
    }
    return [...found].toSorted((a, b) => a - b);
  };
  const skip = parts.get('SKIP') ?? 'OMIT';
  if (skip !== 'OMIT' && skip !== 'BACKWARD' && skip !== 'FORWARD') throw invalid(text);
  const weekStart = weekdays.indexOf((parts.get('WKST') ?? 'MO') as never);
  if (weekStart === -1) throw invalid(text);
  const until = parts.get('UNTIL');
  return {
    frequency: frequency as Frequency,
    interval: natural('INTERVAL') ?? 1,
    count: natural('COUNT'),
    until: until === undefined ? null : parseUntil(until, text),
    // a leap second is the last second of its minute to those who know none
    bySecond: [...new Set(numbers('BYSECOND').map((second) => Math.min(second, 59)))],
    byMinute: numbers('BYMINUTE'),
    byHour: numbers('BYHOUR'),
    byDay: parseDays(parts.get('BYDAY'), text),
    byMonthDay: numbers('BYMONTHDAY'),
    byYearDay: numbers('BYYEARDAY'),
    byWeekNo: frequency === 'YEARLY' ? numbers('BYWEEKNO') : [],
    byMonth: numbers('BYMONTH'),
    bySetPos: numbers('BYSETPOS'),
    weekStart,
    skip,
  };
}

function parseUntil(value: string, text: string): TimeValue {
  try {
    return parseTime(value);
  } catch {
    throw invalid(text);
  }
}

function parseDays(value: string | undefined, text: string): WeekdayRule[] {
  if (value === undefined || value === '') return [];
  const found = new Map<string, WeekdayRule>();
  for (const item of value.split(',')) {
    const match = /^\s*([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)\s*$/.exec(item);
    const nth = Number(match?.[1] ?? 0);
    if (match === null || Math.abs(nth) > 53 || (match[1] !== undefined && nth === 0)) throw invalid(text);
    const day = { weekday: weekdays.indexOf(match[2] as never), nth };
    found.set(`${day.nth} ${day.weekday}`, day);
  }
  return [...found.values()];
}

/** The rule as text, its parts in the order of RFC 5545's grammar. */
export function formatRule(rule: Rule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.until !== null) parts.push(`UNTIL=${formatTime(rule.until)}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  const list = (name: string, values: readonly (number | string)[]): void => {
    if (values.length > 0) parts.push(`${name}=${values.join(',')}`);
  };
  list('BYSECOND', rule.bySecond);
  list('BYMINUTE', rule.byMinute);
  list('BYHOUR', rule.byHour);
  list(
    'BYDAY',
    rule.byDay.map(({ nth, weekday }) => `${nth === 0 ? '' : nth}${weekdays[weekday]!}`),
  );
  list('BYMONTHDAY', rule.byMonthDay);
  list('BYYEARDAY', rule.byYearDay);
  list('BYWEEKNO', rule.byWeekNo);
  list('BYMONTH', rule.byMonth);
  list('BYSETPOS', rule.bySetPos);
  if (rule.weekStart !== 1) parts.push(`WKST=${weekdays[rule.weekStart]!}`);
  if (rule.skip !== 'OMIT') parts.push('RSCALE=GREGORIAN', `SKIP=${rule.skip}`);
  return parts.join(';');
}
