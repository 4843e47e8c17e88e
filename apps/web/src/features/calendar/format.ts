import { i18n } from '@lingui/core';
import type { PlainDate } from './domain/plain-date.ts';
import type { Days, ViewName } from './domain/views.ts';
import { ownZone, wallOf } from './domain/zones.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = i18n.locale === 'en' ? 'en-GB' : 'de-DE';
  const key = `${tag}${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
    cache.set(key, found);
  }
  return found;
}

const utc = (date: PlainDate) => Date.parse(`${date}T00:00:00Z`);

const day = (options: Intl.DateTimeFormatOptions) => (date: PlainDate) => format(options).format(utc(date));

/** Mo */
export const shortWeekday = day({ weekday: 'short' });
/** Montag */
export const longWeekday = day({ weekday: 'long' });
/** Montag, 23. November 2026 */
export const fullDay = day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** 23. November 2026 */
export const dayMonthYear = day({ day: 'numeric', month: 'long', year: 'numeric' });
/** Mo., 23. November */
export const briefDay = day({ weekday: 'short', day: 'numeric', month: 'long' });
/** Mo., 23. Nov. 2026 */
export const dayOfYear = day({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
/** 23. Nov. */
export const dayAndMonth = day({ day: 'numeric', month: 'short' });
/** November 2026 */
export const monthAndYear = day({ month: 'long', year: 'numeric' });
/** November */
export const longMonth = day({ month: 'long' });
/** Nov. */
export const shortMonth = day({ month: 'short' });

/** 14:30, in English 2:30 pm would be right in some countries: the administration counts to 24. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 23.–29. November 2026 */
export function dayRange(from: PlainDate, to: PlainDate): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric' }).formatRange(utc(from), utc(to));
}

/** "Dienstag, 1. Dezember 2026, 15:00–16:30", by the clock of this device. */
export function spanText(startsAt: number, endsAt: number): string {
  const [from, to] = [wallOf(startsAt, ownZone()), wallOf(endsAt, ownZone())];
  if (from.date === to.date) return `${fullDay(from.date)}, ${clock(from.minutes)}–${clock(to.minutes)}`;
  return `${fullDay(from.date)}, ${clock(from.minutes)} – ${fullDay(to.date)}, ${clock(to.minutes)}`;
}

/** The heading of a view. */
export function titleOf(view: ViewName, date: PlainDate, { from }: Days, last: PlainDate): string {
  if (view === 'day' || view === 'rooms') return fullDay(date);
  if (view === 'month') return monthAndYear(date);
  if (view === 'year') return date.slice(0, 4);
  return dayRange(from, last);
}
