import { DAY, END_OF_TIME } from './days.ts';
import { dayFinder } from './rule-days.ts';
import { shortTimes } from './rule-times.ts';
import type { Rule } from './rule.ts';
import { positionsOf } from './set-positions.ts';
import type { Work } from './work.ts';

export interface RuleWindow {
  /** Locals; both ends belong to it. */
  readonly from: number;
  readonly to: number;
}

/**
 * The locals that a rule makes from DTSTART (`start`) on, rising, within the window (RFC 5545, section 3.3.10). UNTIL and COUNT are
 * the caller's: COUNT counts from the start, which a window jumps over. DTSTART is only among them where it fits the rule. The
 * way to the window costs nothing, however far it is.
 */
export function* ruleDates(rule: Rule, start: number, window: RuleWindow, work: Work): Generator<number> {
  const from = Math.max(window.from, start);
  const to = Math.min(window.to, END_OF_TIME);
  if (from > to) return;
  if (rule.frequency === 'SECONDLY' || rule.frequency === 'MINUTELY' || rule.frequency === 'HOURLY') {
    yield* shortTimes(rule, start, from, to, work);
    return;
  }
  const finder = dayFinder(rule, start);
  const clock = clockTimes(rule, start);
  for (let period = finder.periodOf(from); ; period += 1) {
    if (!work.spend(1)) return;
    const first = finder.firstDay(period);
    if (first * DAY > to) return;
    const days = finder.days(period, work);
    if (days.length === 0) continue;
    const positions = rule.bySetPos.length === 0 ? null : positionsOf(rule.bySetPos, days.length * clock.length);
    const size = positions?.length ?? days.length * clock.length;
    for (let index = 0; index < size; index += 1) {
      const position = positions === null ? index : positions[index]!;
      const dayIndex = Math.floor(position / clock.length);
      const day = days[dayIndex]!;
      if (positions === null && (day + 1) * DAY <= from) {
        index = (dayIndex + 1) * clock.length - 1;
        continue;
      }
      const local = day * DAY + clock[position - dayIndex * clock.length]!;
      if (local > to) {
        return;
      }
      if (!work.spend(1)) return;
      if (local >= from) yield local;
    }
  }
}

/** Milliseconds after midnight at which each day has an occurrence. */
function clockTimes(rule: Rule, start: number): number[] {
  const seconds = Math.floor((start - Math.floor(start / DAY) * DAY) / 1000);
  const hours = rule.byHour.length > 0 ? rule.byHour : [Math.floor(seconds / 3600)];
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [Math.floor(seconds / 60) % 60];
  const rest = rule.bySecond.length > 0 ? rule.bySecond : [seconds % 60];
  const times: number[] = [];
  for (const hour of hours)
    for (const minute of minutes) for (const second of rest) times.push(((hour * 60 + minute) * 60 + second) * 1000);
  return times;
}
