import { DAY, civilOf, monthLength, weekdayOf } from './days.ts';
import type { Rule } from './rule.ts';

/**
 * The rule for a series whose start moves from one local to another: a meeting on Mondays that is moved to a Tuesday is one on
 * Tuesdays. Rules that say more than one day of a month stay as they are.
 */
export function shiftRule(rule: Rule, from: number, to: number): Rule {
  const [fromDay, toDay] = [Math.floor(from / DAY), Math.floor(to / DAY)];
  let shifted = rule;
  if (fromDay !== toDay) {
    const [old, target] = [civilOf(fromDay), civilOf(toDay)];
    const turn = (((toDay - fromDay) % 7) + 7) % 7;
    const length = monthLength(target.year, target.month);
    const monthly = rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY';
    const plainDays = rule.byDay.every(({ nth }) => nth === 0);
    if (plainDays && rule.bySetPos.length === 0 && rule.byDay.length < 7 && rule.byMonthDay.length === 0)
      shifted = {
        ...shifted,
        byDay: rule.byDay.map((each) => ({ weekday: (each.weekday + turn) % 7, nth: 0 })),
      };
    else if (
      monthly &&
      rule.byDay.length === 1 &&
      !plainDays &&
      (rule.frequency === 'MONTHLY' || rule.byMonth.length > 0)
    ) {
      const fromEnd = rule.byDay[0]!.nth < 0;
      const nth = fromEnd ? -Math.ceil((length - target.day + 1) / 7) : Math.ceil(target.day / 7);
      shifted = { ...shifted, byDay: [{ weekday: weekdayOf(toDay), nth }] };
    } else if (monthly && rule.byMonthDay.length === 1 && rule.byDay.length === 0) {
      const fromEnd = rule.byMonthDay[0]! < 0;
      shifted = { ...shifted, byMonthDay: [fromEnd ? target.day - length - 1 : target.day] };
    }
    if (rule.byMonth.length === 1 && rule.byMonth[0] === old.month) shifted = { ...shifted, byMonth: [target.month] };
  }
  const clock = Math.floor((to - toDay * DAY) / 60_000);
  const hours = rule.byHour.length === 1 ? [Math.floor(clock / 60)] : rule.byHour;
  const minutes = rule.byMinute.length === 1 ? [clock % 60] : rule.byMinute;
  return { ...shifted, byHour: hours, byMinute: minutes };
}
