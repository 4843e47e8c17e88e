import { DAY } from './days.ts';
import { ruleDates } from './rule-dates.ts';
import type { Series } from './series.ts';
import type { Length } from './times.ts';
import type { Work } from './work.ts';
import { instantOf } from './zone.ts';

export interface BaseStart {
  readonly local: number;
  /** Of an RDATE that is a period. */
  readonly length: Length | null;
}

/** DTSTART, RDATEs and what the rules make, without exceptions, in the window (locals, both ends belong to it), rising by local, each once. */
export function* baseStarts(series: Series, from: number, to: number, work: Work): Generator<BaseStart> {
  const { times, rules, dates } = series;
  if (times === null) return;
  const sources: Iterator<BaseStart>[] = rules.map((each) => ruleStarts(series, each, from, to, work));
  sources.push(listed(dates, from, to));
  if (times.local >= from && times.local <= to) sources.push([{ local: times.local, length: null }].values());
  const heads = sources.map((source) => source.next());
  let last = Number.NEGATIVE_INFINITY;
  for (;;) {
    let best = -1;
    for (let index = 0; index < heads.length; index += 1) {
      const head = heads[index]!;
      if (head.done === true) continue;
      const leader = best === -1 ? null : (heads[best]!.value as BaseStart);
      // the length that an RDATE brings wins over that of a rule at the same time
      if (
        leader === null ||
        head.value.local < leader.local ||
        (head.value.local === leader.local && head.value.length)
      )
        best = index;
    }
    if (best === -1) return;
    const start = heads[best]!.value as BaseStart;
    heads[best] = sources[best]!.next();
    if (start.local === last) continue;
    last = start.local;
    yield start;
  }
}

function* ruleStarts(
  { times }: Series,
  { rule, until, untilInstant }: Series['rules'][number],
  from: number,
  to: number,
  work: Work,
): Generator<BaseStart> {
  let last = Number.NEGATIVE_INFINITY;
  for (const found of ruleDates(rule, times!.local, { from, to: Math.min(to, until) }, work)) {
    if (untilInstant !== null && found > until - DAY && instantOf(times!.zone!, found) > untilInstant) continue;
    const local = times!.date ? Math.floor(found / DAY) * DAY : found;
    if (local > last) yield { local, length: null };
    last = local;
  }
}

function* listed(dates: Series['dates'], from: number, to: number): Generator<BaseStart> {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dates[middle]!.local < from) low = middle + 1;
    else high = middle;
  }
  for (; low < dates.length && dates[low]!.local <= to; low += 1) yield dates[low]!;
}
