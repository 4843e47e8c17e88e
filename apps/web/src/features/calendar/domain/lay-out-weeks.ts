import { lastDayOf, type Span } from './entry.ts';
import { addDays, daysBetween, type PlainDate } from './plain-date.ts';

/** Where an event stands in a row of days. */
export interface Lane<E extends Span> {
  readonly entry: E;
  /** From 0. */
  readonly firstDay: number;
  readonly days: number;
  readonly lane: number;
  /** Whether it begins or ends in this row. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

const before = (date: PlainDate) => addDays(date, -1);

/** Events of a row of days, one above the other: the long first, then by time. */
export function layOutRow<E extends Span>(entries: readonly E[], start: PlainDate, count: number): Lane<E>[] {
  const end = addDays(start, count - 1);
  const taken: boolean[][] = [];
  const inRow = entries
    .map((entry) => ({ entry, last: lastDayOf(entry, before) }))
    .filter(({ entry, last }) => entry.startDate <= end && last >= start)
    .toSorted((a, b) => order(a.entry, b.entry, a.last, b.last));
  return inRow.map(({ entry, last }) => {
    const firstDay = Math.max(0, daysBetween(start, entry.startDate));
    const lastDay = Math.min(count - 1, daysBetween(start, last));
    let lane = 0;
    while (taken[lane]?.slice(firstDay, lastDay + 1).some(Boolean)) lane += 1;
    const row = (taken[lane] ??= Array.from({ length: count }, () => false));
    row.fill(true, firstDay, lastDay + 1);
    return {
      entry,
      firstDay,
      days: lastDay - firstDay + 1,
      lane,
      isStart: entry.startDate >= start,
      isEnd: last <= end,
    };
  });
}

function order(a: Span, b: Span, lastA: PlainDate, lastB: PlainDate): number {
  const [longA, longB] = [daysBetween(a.startDate, lastA), daysBetween(b.startDate, lastB)];
  if (longA > 0 !== longB > 0) return longB - longA;
  if (a.allDay !== b.allDay) return a.allDay ? -1 : 1;
  if (a.startDate !== b.startDate) return a.startDate < b.startDate ? -1 : 1;
  return longB - longA || a.startMinutes - b.startMinutes;
}

/** How many events of a day do not fit in so many lanes; the last lane is needed to say so. */
export function hiddenOn<E extends Span>(lanes: readonly Lane<E>[], day: number, most: number): number {
  const here = lanes.filter(({ firstDay, days }) => firstDay <= day && day < firstDay + days);
  return here.length === 0 || Math.max(...here.map(({ lane }) => lane)) < most
    ? 0
    : here.filter(({ lane }) => lane >= most - 1).length;
}
