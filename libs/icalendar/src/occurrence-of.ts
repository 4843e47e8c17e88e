import { baseStarts } from './base-starts.ts';
import { CalendarInvalid } from './calendar-invalid.ts';
import type { CalendarObject } from './calendar-object.ts';
import type { Component } from './component.ts';
import { DAY } from './days.ts';
import { keyOf, seriesOf } from './series.ts';
import type { Override, Series } from './series.ts';
import type { Times } from './times.ts';
import { parseTime } from './values.ts';
import { Work } from './work.ts';
import { instantOf, localOf } from './zone.ts';

/** One occurrence as the object has it. */
export interface Found {
  readonly key: number;
  /** Where the rules put it, on the series' wall clock. */
  readonly base: number;
  readonly override: Override | null;
  /** What holds for it now. */
  readonly component: Component;
  readonly times: Times;
  /** Its start now, on the wall clock of `times`. */
  readonly local: number;
}

const FIND_WORK = 100_000;

/** The occurrence of a recurrence id in the form of `Occurrence.recurrenceId`. Throws `CalendarInvalid('no-occurrence')`. */
export function occurrenceOf(object: CalendarObject, recurrenceId: string): Found {
  const series = seriesOf(object);
  const value = parseTime(recurrenceId);
  const override = series.overrides.find((each) => isOverride(each, series, value.local, value.date));
  if (override !== undefined) {
    const { component, times, replaced } = override;
    return { key: override.key ?? value.local, base: replaced, override, component, times, local: times.local };
  }
  const { times, master } = series;
  if (times !== null && master !== null) {
    const local = !value.utc || times.zone === null ? value.local : localOf(times.zone, value.local);
    // times that a clock was set forward over stand earlier in the rules
    for (const { local: base, length } of baseStarts(series, local - 3 * 3_600_000, local, new Work(FIND_WORK))) {
      const key = keyOf(times, base);
      if (key !== value.local || series.excluded.has(key) || series.excludedDays.has(Math.floor(base / DAY))) continue;
      const future = series.futures.findLast(({ replaced }) => replaced <= base);
      if (future !== undefined) {
        const moved = base + future.times.local - future.replaced;
        return { key, base, override: null, component: future.component, times: future.times, local: moved };
      }
      const own = length === null ? times : { ...times, length };
      return { key, base, override: null, component: master, times: own, local: base };
    }
  }
  throw new CalendarInvalid('no-occurrence', `${recurrenceId.slice(0, 40)} is none of the occurrences.`);
}

function isOverride({ key, replaced }: Override, series: Series, local: number, date: boolean): boolean {
  if (key !== null) return key === local;
  return date ? replaced === local : series.times !== null && Math.floor(replaced / DAY) === Math.floor(local / DAY);
}

/** What lies between start and end on the wall clock of the start. */
export function clockLength({ zone, date, length }: Times, local: number): number {
  const days = length.days * DAY;
  if (date || zone === null) return days + length.milliseconds;
  const end = instantOf(zone, local + days) + length.milliseconds;
  return localOf(zone, end) - local;
}
