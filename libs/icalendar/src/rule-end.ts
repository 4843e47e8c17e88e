import { CalendarInvalid } from './calendar-invalid.ts';
import { END_OF_TIME } from './days.ts';
import { ruleDates } from './rule-dates.ts';
import type { Rule } from './rule.ts';
import type { Work } from './work.ts';

const UNITS = { SECONDLY: 1000, MINUTELY: 60_000, HOURLY: 3_600_000, DAILY: 86_400_000, WEEKLY: 604_800_000 } as const;

/**
 * The local at which a rule with COUNT ends; DTSTART counts as the first whether or not it fits (RFC 5545, section 3.3.10). By
 * arithmetic where every period has one occurrence, else by counting; throws `CalendarInvalid('too-costly')` where that takes more
 * than `work`.
 */
export function lastOfCount(rule: Rule, start: number, work: Work): number {
  const count = rule.count!;
  const unit = UNITS[rule.frequency as keyof typeof UNITS] as number | undefined;
  const lists = [rule.bySecond, rule.byMinute, rule.byHour, rule.byDay, rule.byMonthDay, rule.byYearDay, rule.byMonth];
  const bare = lists.every((list) => list.length === 0) && rule.bySetPos.length === 0;
  if (bare && unit !== undefined) return Math.min(start + (count - 1) * rule.interval * unit, END_OF_TIME);
  let seen = 1;
  let last = start;
  if (count === 1) return start;
  for (const local of ruleDates(rule, start, { from: start, to: END_OF_TIME }, work)) {
    if (local === start) continue;
    last = local;
    seen += 1;
    if (seen === count) return last;
  }
  if (work.spent) throw new CalendarInvalid('too-costly', `A rule whose ${count} occurrences take too long to count.`);
  return last;
}
