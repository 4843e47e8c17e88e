import type { CalendarObject } from './calendar-object.ts';
import { propertiesOf } from './component.ts';
import { DAY, END_OF_TIME } from './days.ts';
import { reachOf, seriesOf } from './series.ts';
import { spanOf } from './times.ts';
import type { Times } from './times.ts';
import { parsePeriod } from './values.ts';
import { instantOf, utc } from './zone.ts';

/** Epoch milliseconds; no occurrence begins before `first` or ends after `last`. Null: since ever, without end. */
export interface Extent {
  readonly first: number | null;
  readonly last: number | null;
}

/** Zones reach from 12 hours behind UTC to 14 ahead. */
const WIDEST = 14 * 3_600_000;

/**
 * What a range must touch for an object to have an occurrence in it, whatever zone its floating times and dates are read in. May be
 * wider than its occurrences (by a day for clocks, or where the last ones are excluded), never narrower.
 */
export function extent(object: CalendarObject): Extent {
  const series = seriesOf(object);
  let first: number = Number.POSITIVE_INFINITY;
  let last: number = Number.NEGATIVE_INFINITY;
  const include = (times: Times, local: number): void => {
    const start = instantOf(times.zone ?? utc, local);
    const slack = times.zone === null ? WIDEST : 0;
    first = Math.min(first, start - slack);
    last = Math.max(last, start + spanOf(times.length) + slack);
  };
  if (object.kind === 'VFREEBUSY' && object.master !== null) {
    for (const { value } of propertiesOf(object.master, 'FREEBUSY'))
      for (const text of value.split(',').filter((part) => part.trim() !== '')) {
        const { start, end } = parsePeriod(text, null);
        first = Math.min(first, start.local);
        last = Math.max(last, 'local' in end ? end.local : start.local + spanOf(end));
      }
  }
  for (const { times } of series.overrides) include(times, times.local);
  const { times } = series;
  if (times !== null) {
    include(times, times.local);
    for (const { local, length } of series.dates) include(length === null ? times : { ...times, length }, local);
    if (series.rules.length > 0) {
      const reach = reachOf(series);
      const until = Math.max(...series.rules.map((rule) => rule.until));
      first -= reach.earlier;
      last = Math.max(last, until === Infinity ? Infinity : until + reach.later + DAY);
    }
  }
  return { first: bounded(first), last: bounded(last) };
}

function bounded(instant: number): number | null {
  return Number.isFinite(instant) && Math.abs(instant) < END_OF_TIME + 366 * DAY ? instant : null;
}
