import { DAY } from './days.ts';
import { dayFilter } from './rule-days.ts';
import type { Rule } from './rule.ts';
import { positionsOf } from './set-positions.ts';
import type { Work } from './work.ts';

const UNITS = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 } as const;

/** Rules that repeat within a day. Days, hours and minutes that cannot fit are passed over whole. */
export function* shortTimes(rule: Rule, start: number, from: number, to: number, work: Work): Generator<number> {
  const unit = UNITS[rule.frequency as keyof typeof UNITS];
  const step = unit * rule.interval;
  const origin = Math.floor(start / unit) * unit;
  const fits = dayFilter(
    rule,
    rule.byDay.map((each) => ({ ...each, nth: 0 })),
  );
  const everyDay = rule.byDay.length + rule.byMonth.length + rule.byMonthDay.length + rule.byYearDay.length === 0;
  const hours = bits(rule.byHour);
  const minutes = bits(rule.byMinute);
  const seconds = bits(rule.bySecond);
  const inside = insideUnit(rule, start, unit);
  const positions = rule.bySetPos.length === 0 ? null : positionsOf(rule.bySetPos, inside.length);
  const offsets = positions === null ? inside : positions.map((position) => inside[position]!);
  /** The first period at or after the local. */
  const align = (local: number): number => origin + Math.max(0, Math.ceil((local - origin) / step)) * step;
  let at = align(Math.floor(from / unit) * unit);
  while (at <= to) {
    if (!work.spend(1)) return;
    const day = Math.floor(at / DAY);
    if (!everyDay && !fits(day)) {
      at = align((day + 1) * DAY);
      continue;
    }
    const rest = at - day * DAY;
    const hour = Math.floor(rest / 3_600_000);
    if (hours !== null && !hours[hour]) {
      at = align(day * DAY + (hour + 1) * 3_600_000);
      continue;
    }
    if (unit < 3_600_000 && minutes !== null && !minutes[Math.floor(rest / 60_000) % 60]) {
      at = align(Math.floor(at / 60_000) * 60_000 + 60_000);
      continue;
    }
    if (unit === 1000 && seconds !== null && !seconds[Math.floor(rest / 1000) % 60]) {
      at += step;
      continue;
    }
    for (const offset of offsets) {
      const local = at + offset;
      if (local > to) return;
      if (local < from) continue;
      if (!work.spend(1)) return;
      yield local;
    }
    at += step;
  }
}

function bits(numbers: readonly number[]): readonly boolean[] | null {
  if (numbers.length === 0) return null;
  const found = Array.from({ length: 60 }, () => false);
  for (const number of numbers) found[number] = true;
  return found;
}

/** Where within an hour or minute the rule has its times. */
function insideUnit(rule: Rule, start: number, unit: number): number[] {
  if (unit === 1000) return [0];
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [((Math.floor(start / 1000) % 60) + 60) % 60];
  if (unit === 60_000) return seconds.map((second) => second * 1000);
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [((Math.floor(start / 60_000) % 60) + 60) % 60];
  return minutes.flatMap((minute) => seconds.map((second) => (minute * 60 + second) * 1000));
}
