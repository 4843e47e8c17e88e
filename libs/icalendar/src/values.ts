import { CalendarInvalid } from './calendar-invalid.ts';
import { parameterOf } from './component.ts';
import type { Property } from './component.ts';
import { DAY, civilOf, dayNumber, monthLength } from './days.ts';

/** A DATE or DATE-TIME as written (RFC 5545, sections 3.3.4 and 3.3.5). `local` is the wall clock as if it were UTC. */
export interface TimeValue {
  readonly local: number;
  readonly date: boolean;
  readonly utc: boolean;
  /** The TZID parameter as written; null in UTC, for dates and floating times. */
  readonly tzid: string | null;
}

/** Days are nominal, the rest is exact (RFC 5545, section 3.3.6). Both carry the sign. */
export interface DurationValue {
  readonly days: number;
  readonly milliseconds: number;
}

const TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/i;

export function parseTime(text: string, tzid: string | null = null): TimeValue {
  const match = TIME.exec(text.trim());
  if (match === null) throw new CalendarInvalid('value', `${text.slice(0, 40)} is no date or time.`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  const real = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  if (!real || hour > 23 || minute > 59 || second > 60)
    throw new CalendarInvalid('value', `${text.slice(0, 40)} is no date or time.`);
  // a leap second is the last second of its minute to those who know none
  const local = dayNumber(year, month, day) * DAY + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000;
  const date = match[4] === undefined;
  const utc = match[7] !== undefined;
  return { local, date, utc, tzid: date || utc ? null : tzid };
}

/** The time of a property. Its shape says whether it is a date: VALUE=DATE is often forgotten. */
export function timeOf(property: Property): TimeValue {
  return parseTime(property.value, parameterOf(property, 'TZID') ?? null);
}

/** The time of a property that nothing depends on; null where it is none. */
export function timeIfAny(property: Property | undefined): TimeValue | null {
  try {
    return property === undefined ? null : timeOf(property);
  } catch {
    return null;
  }
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

export function formatDate(local: number): string {
  const { year, month, day } = civilOf(Math.floor(local / DAY));
  return digits(year, 4) + digits(month, 2) + digits(day, 2);
}

export function formatDateTime(local: number, utc = false): string {
  const seconds = Math.floor((local - Math.floor(local / DAY) * DAY) / 1000);
  const clock =
    digits(Math.floor(seconds / 3600), 2) + digits(Math.floor(seconds / 60) % 60, 2) + digits(seconds % 60, 2);
  return `${formatDate(local)}T${clock}${utc ? 'Z' : ''}`;
}

export function formatTime(value: TimeValue): string {
  return value.date ? formatDate(value.local) : formatDateTime(value.local, value.utc);
}

const DURATION = /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?$/i;

export function parseDuration(text: string): DurationValue {
  const match = DURATION.exec(text.trim());
  if (match === null || !/\d/.test(text)) throw new CalendarInvalid('value', `${text.slice(0, 40)} is no duration.`);
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number): number => Number(match[index] ?? 0);
  return {
    days: sign * (part(2) * 7 + part(3)) || 0,
    milliseconds: sign * ((part(4) * 60 + part(5)) * 60 + part(6)) * 1000 || 0,
  };
}

export function formatDuration({ days, milliseconds }: DurationValue): string {
  const sign = days < 0 || milliseconds < 0 ? '-' : '';
  const seconds = Math.abs(Math.round(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (days !== 0 && days % 7 === 0 && seconds === 0) return `${sign}P${Math.abs(days) / 7}W`;
  const date = days === 0 ? '' : `${Math.abs(days)}D`;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  if (date === '' && time === '') return 'PT0S';
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`;
}

/** Milliseconds east of UTC (RFC 5545, section 3.3.14). */
export function parseOffset(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2}):?(\d{2})?$/.exec(text.trim());
  if (match === null || Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59)
    throw new CalendarInvalid('value', `${text.slice(0, 40)} is no offset from UTC.`);
  const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -seconds : seconds) * 1000 || 0;
}

export function formatOffset(milliseconds: number): string {
  const seconds = Math.abs(Math.round(milliseconds / 1000));
  const rest = seconds % 60;
  const text = digits(Math.floor(seconds / 3600), 2) + digits(Math.floor(seconds / 60) % 60, 2);
  return (milliseconds < 0 ? '-' : '+') + text + (rest ? digits(rest, 2) : '');
}

/** A PERIOD (RFC 5545, section 3.3.9): its start and its end or length. */
export function parsePeriod(text: string, tzid: string | null): { start: TimeValue; end: TimeValue | DurationValue } {
  const [from = '', to = ''] = text.split('/', 2);
  const start = parseTime(from, tzid);
  return { start, end: /^[+-]?P/i.test(to.trim()) ? parseDuration(to) : parseTime(to, tzid) };
}
