import { addDays, type PlainDate } from './plain-date.ts';

/** A moment as the clock on the wall shows it. */
export interface Wall {
  readonly date: PlainDate;
  /** Since midnight. */
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format;
}

export function wallOf(ms: number, zone: string): Wall {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = value;
  const { year = '', month = '', day = '', hour = '0', minute = '0' } = parts;
  return { date: `${year.padStart(4, '0')}-${month}-${day}`, minutes: Number(hour) * 60 + Number(minute) };
}

const asUtc = ({ date, minutes }: Wall): number => Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;

/** How far a zone is ahead of UTC at a moment, in minutes. */
export const offsetOf = (ms: number, zone: string): number =>
  Math.round((asUtc(wallOf(ms, zone)) - Math.floor(ms / 60_000) * 60_000) / 60_000);

/** The moment that a clock shows: the first of two, and after the gap where there is none (RFC 5545, section 3.3.5). */
export function momentOf(wall: Wall, zone: string): number {
  const utc = asUtc(wall);
  const [before, after] = [offsetOf(utc - 86_400_000, zone), offsetOf(utc + 86_400_000, zone)];
  const found = [before, after].map((offset) => utc - offset * 60_000).filter((ms) => asUtc(wallOf(ms, zone)) === utc);
  return found.length > 0 ? Math.min(...found) : utc - before * 60_000;
}

/** Midnight and beyond carried over to the days. */
export function carried({ date, minutes }: Wall): Wall {
  const days = Math.floor(minutes / 1440);
  return { date: addDays(date, days), minutes: minutes - days * 1440 };
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Berlin", "New York" */
export const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
