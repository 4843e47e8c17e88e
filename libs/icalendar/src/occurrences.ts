import { baseStarts } from './base-starts.ts';
import type { CalendarObject } from './calendar-object.ts';
import type { Component } from './component.ts';
import { DAY } from './days.ts';
import { keyOf, reachOf, seriesOf } from './series.ts';
import type { Series } from './series.ts';
import type { Length, Times } from './times.ts';
import { formatDate, formatDateTime } from './values.ts';
import { Work } from './work.ts';
import { instantOf, localOf, utc } from './zone.ts';
import type { Zone } from './zone.ts';

/** One time at which an object takes place. */
export interface Occurrence {
  /** Epoch milliseconds; of dates and floating times in the zone that was asked for. `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The wall clock at its place as if it were UTC: of a date midnight, to be shown as a date. */
  readonly localStart: number;
  readonly localEnd: number;
  /**
   * Which of a series, in one form whatever the file says: `20261123` of dates, `20261123T090000` of floating times, else
   * `20261123T080000Z`. Where the occurrence was before it was moved. Null of what does not recur.
   */
  readonly recurrenceId: string | null;
  readonly allDay: boolean;
  readonly floating: boolean;
  /** The zone of its start; null of dates and floating times. */
  readonly zone: Zone | null;
  /** What holds for it: an override, that of a THISANDFUTURE before it, or the master. */
  readonly component: Component;
  readonly overridden: boolean;
}

export interface OccurrenceRange {
  /** Epoch milliseconds; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** For dates and floating times: UTC where nothing is given. */
  readonly floatingZone?: Zone;
  /** At most so many, the earliest; 1000 where nothing is given. As many as asked for means that there may be more. */
  readonly most?: number;
}

/** Steps of one question: enough for a year of a rule by the second that nearly never fits. */
const RANGE_WORK = 1_000_000;

/**
 * The occurrences that overlap a range, rising by start (RFC 4791, section 9.9: one that lasts no time must begin within it). RRULE,
 * RDATE, EXDATE, overrides and RANGE=THISANDFUTURE are heeded; the cost depends on the range, not on how long the series runs. Times
 * that clocks are set forward over are moved by the gap, of times that come twice the first is taken (RFC 5545, section 3.3.5).
 * Cancelled occurrences are among them: look at STATUS. Tasks without dates have none.
 */
export function occurrences(object: CalendarObject, range: OccurrenceRange): Occurrence[] {
  const series = seriesOf(object);
  const floating = range.floatingZone ?? utc;
  const most = range.most ?? 1000;
  const { from, to } = range;
  const found: Occurrence[] = [];
  const take = (occurrence: Occurrence): void => {
    if (overlaps(occurrence, from, to)) found.push(occurrence);
  };
  for (const each of series.overrides)
    take(make(each.component, each.times, each.times.local, null, floating, idOf(series, each)));
  if (series.times !== null) {
    const { times } = series;
    const reach = reachOf(series);
    const [low] = wallClock(times.zone ?? floating, from - reach.later);
    const [, high] = wallClock(times.zone ?? floating, to + reach.earlier);
    const overrides = found.length;
    const seen = new Set<number>();
    for (const { local, length } of baseStarts(series, low, high, new Work(RANGE_WORK))) {
      const key = keyOf(times, local);
      if (seen.has(key) || isReplaced(series, key, local)) continue;
      seen.add(key);
      const id = series.recurring || series.overrides.length > 0 ? formatKey(times, key) : null;
      const future = futureOf(series, local);
      if (future === undefined) take(make(series.master!, times, local, length, floating, id));
      else {
        const moved = local + future.times.local - future.replaced;
        take({ ...make(future.component, future.times, moved, length, floating, id), overridden: true });
      }
      // two more than asked for, since clocks that go forward make the order of some change
      if (found.length - overrides >= most + 2) break;
    }
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  return found.length > most ? found.slice(0, most) : found;
}

function isReplaced(series: Series, key: number, local: number): boolean {
  return series.excluded.has(key) || series.overridden.has(key) || series.excludedDays.has(Math.floor(local / DAY));
}

function futureOf(series: Series, local: number): Series['futures'][number] | undefined {
  return series.futures.length === 0 ? undefined : series.futures.findLast(({ replaced }) => replaced <= local);
}

function idOf(series: Series, { key, replaced, times, component }: Series['overrides'][number]): string {
  const of = series.times ?? { ...times, ...(idIsUtc(component) ? { zone: utc, date: false } : {}) };
  return key === null ? formatDate(replaced) : formatKey(of, key);
}

function idIsUtc(component: Component): boolean {
  return component.children.some(
    (node) => !('children' in node) && node.name === 'RECURRENCE-ID' && node.value.endsWith('Z'),
  );
}

/** The one form of a recurrence id; see `Occurrence`. */
export function formatKey(times: Pick<Times, 'date' | 'zone'>, key: number): string {
  return times.date ? formatDate(key) : formatDateTime(key, times.zone !== null);
}

function make(
  component: Component,
  times: Times,
  local: number,
  length: Length | null,
  floating: Zone,
  recurrenceId: string | null,
): Occurrence {
  const zone = times.zone ?? floating;
  const { days, milliseconds } = length ?? times.length;
  const start = instantOf(zone, local);
  const end = (days === 0 ? start : instantOf(zone, local + days * DAY)) + milliseconds;
  return {
    start,
    end,
    localStart: times.date ? local : localOf(zone, start),
    localEnd: times.date ? local + days * DAY : localOf(zone, end),
    recurrenceId,
    allDay: times.date,
    floating: times.zone === null && !times.date,
    zone: times.zone,
    component,
    overridden: recurrenceId !== null && component.children.some((node) => node.name === 'RECURRENCE-ID'),
  };
}

/** The earliest and the latest that clocks show around an instant, if it is moved by a change near to it. */
function wallClock(zone: Zone, instant: number): [number, number] {
  const offsets = zone
    .transitions(instant - 2 * DAY, instant + 2 * DAY)
    .flatMap(({ before, offset }) => [before, offset]);
  offsets.push(zone.offsetAt(instant));
  return [instant + Math.min(...offsets), instant + Math.max(...offsets)];
}

/** RFC 4791, section 9.9. */
export function overlaps(span: { readonly start: number; readonly end: number }, from: number, to: number): boolean {
  return span.start < to && (span.end > from || (span.end === span.start && span.start >= from));
}
