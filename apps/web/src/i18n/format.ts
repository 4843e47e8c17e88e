import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const full = `${i18n.locale}:${key}`;
  const found = cache.get(full);
  if (found !== undefined) return found as T;
  const made = make();
  cache.set(full, made);
  return made;
}

const tag = () => (i18n.locale === 'en' ? 'en-GB' : 'de-DE');

/** 1536 -> "1,5 KB": units of 1024, at most one digit after the comma. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const number = cached(`bytes${digits}`, () => new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }));
  return `${number.format(value)} ${units[unit]}`;
}

export function formatNumber(value: number): string {
  return cached('number', () => new Intl.NumberFormat(tag())).format(value);
}

export function formatPercent(share: number): string {
  return cached('percent', () => new Intl.NumberFormat(tag(), { style: 'percent' })).format(share);
}

/** 23.11.2026, 08:23 */
export function formatDateTime(ms: number): string {
  const format = () => new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short' });
  return cached('datetime', format).format(ms);
}

/** 23. November 2026 */
export function formatDate(ms: number): string {
  return cached('date', () => new Intl.DateTimeFormat(tag(), { dateStyle: 'long' })).format(ms);
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
];

/** "vor 5 Minuten", from a week on the date. */
export function formatRelative(ms: number, now = Date.now()): string {
  const age = now - ms;
  if (Math.abs(age) >= 7 * 86_400_000) return formatDate(ms);
  if (Math.abs(age) < 60_000) return i18n._(msg`gerade eben`);
  const format = cached('relative', () => new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }));
  const [unit, length] = steps.findLast(([, size]) => Math.abs(age) >= size) ?? ['minute', 60_000];
  return format.format(-Math.trunc(age / length), unit);
}

/** Montag, 23. November */
export function formatToday(now = Date.now()): string {
  const format = () => new Intl.DateTimeFormat(tag(), { weekday: 'long', day: 'numeric', month: 'long' });
  return cached('today', format).format(now);
}
