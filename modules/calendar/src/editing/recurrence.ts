import { formatDate, formatDateTime, instantOf, parseRule, type Zone } from '@landescloud/icalendar';

/** A rule as people say it. `until` is the last day, YYYY-MM-DD; weekdays count from 1, Monday. */
export interface Recurrence {
  frequency: 'daily' | 'weekly' | 'monthly' | 'yearly';
  interval: number;
  weekdays?: number[];
  nth?: { nth: number; weekday: number };
  until?: string;
  count?: number;
}

const day = 86_400_000;
const names = { daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', yearly: 'YEARLY' } as const;

const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const codeOf = (weekday: number): string => codes[weekday % 7] ?? 'MO';

/** As RRULE (RFC 5545, section 3.3.10). `zone` of the start; null: a day, or floating. */
export function ruleOf(recurrence: Recurrence, allDay: boolean, zone: Zone | null): string {
  const { frequency, interval, weekdays: days, nth, until, count } = recurrence;
  const parts = [`FREQ=${names[frequency]}`];
  if (until !== undefined) parts.push(`UNTIL=${untilOf(until, allDay, zone)}`);
  else if (count !== undefined) parts.push(`COUNT=${count}`);
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (frequency === 'weekly' && days !== undefined && days.length > 0)
    parts.push(`BYDAY=${days.map(codeOf).join(',')}`);
  if (frequency === 'monthly' && nth !== undefined) parts.push(`BYDAY=${nth.nth}${codeOf(nth.weekday)}`);
  return parts.join(';');
}

/** The end of the last day; in UTC where the start has a zone. */
function untilOf(until: string, allDay: boolean, zone: Zone | null): string {
  const midnight = Date.parse(`${until}T00:00:00Z`);
  if (allDay) return formatDate(midnight);
  const last = midnight + day - 1000;
  return zone === null ? formatDateTime(last) : formatDateTime(instantOf(zone, last), true);
}

/** Null where the rule says more than people do. */
export function recurrenceOf(rule: string, zone: Zone | null, startWeekday: number): Recurrence | null {
  const parsed = parseRule(rule);
  const { frequency, interval, byDay, until, count } = parsed;
  const isOther =
    parsed.bySecond.length + parsed.byMinute.length + parsed.byHour.length + parsed.byYearDay.length > 0 ||
    parsed.byWeekNo.length + parsed.byMonth.length + parsed.bySetPos.length + parsed.byMonthDay.length > 0 ||
    parsed.skip !== 'OMIT';
  if (isOther) return null;
  const named = (Object.keys(names) as (keyof typeof names)[]).find((key) => names[key] === frequency);
  if (named === undefined) return null;
  const end = {
    ...(until === null ? {} : { until: dayOf(until.local, until.utc ? zone : null) }),
    ...(count === null ? {} : { count }),
  };
  const weekdayNumber = (weekday: number): number => weekday || 7;
  if (byDay.length === 0)
    return { frequency: named, interval, ...(named === 'weekly' ? { weekdays: [startWeekday] } : {}), ...end };
  const [first] = byDay;
  if (named === 'weekly' && byDay.every(({ nth }) => nth === 0))
    return {
      frequency: named,
      interval,
      weekdays: byDay.map(({ weekday }) => weekdayNumber(weekday)).toSorted(),
      ...end,
    };
  if (named === 'monthly' && byDay.length === 1 && first !== undefined && first.nth !== 0 && first.nth >= -1)
    return { frequency: named, interval, nth: { nth: first.nth, weekday: weekdayNumber(first.weekday) }, ...end };
  return null;
}

function dayOf(local: number, zone: Zone | null): string {
  const shown = zone === null ? local : local + zone.offsetAt(local);
  return new Date(shown).toISOString().slice(0, 10);
}
