import type { Span } from './entry.ts';
import type { PlainDate } from './plain-date.ts';

/** Where an event stands within a day: minutes, and its part of the width. */
export interface Placed<E extends Span> {
  readonly entry: E;
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly columns: number;
  /** How many columns it fills: those to its right that are free. */
  readonly width: number;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** Short ones need room for their name. */
const least = 25;

/** Long ones stand above the hours, beside those of whole days. */
export const isBar = (entry: Span): boolean =>
  entry.allDay ||
  (entry.endDate > entry.startDate &&
    !(entry.endMinutes <= entry.startMinutes && isNext(entry.startDate, entry.endDate)));

const isNext = (day: PlainDate, other: PlainDate): boolean => Date.parse(other) - Date.parse(day) === 86_400_000;

/** What overlaps stands side by side. */
export function layOutDay<E extends Span>(entries: readonly E[], day: PlainDate): Placed<E>[] {
  const segments = entries
    .filter((entry) => !isBar(entry) && entry.startDate <= day && entry.endDate >= day)
    .map((entry) => segmentOf(entry, day))
    .filter(({ from, to, entry }) => to > from || entry.startDate === day)
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  const placed: Placed<E>[] = [];
  let cluster: (typeof segments)[number][] = [];
  let clusterEnd = -1;
  for (const segment of segments) {
    if (segment.from >= clusterEnd) {
      placed.push(...placeCluster(cluster));
      cluster = [];
    }
    cluster.push(segment);
    clusterEnd = Math.max(clusterEnd, shownEnd(segment));
  }
  return [...placed, ...placeCluster(cluster)];
}

interface Segment<E extends Span> {
  readonly entry: E;
  readonly from: number;
  readonly to: number;
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

function segmentOf<E extends Span>(entry: E, day: PlainDate): Segment<E> {
  const isStart = entry.startDate === day;
  const isEnd = entry.endDate === day;
  return { entry, isStart, isEnd, from: isStart ? entry.startMinutes : 0, to: isEnd ? entry.endMinutes : 1440 };
}

const shownEnd = ({ from, to }: { readonly from: number; readonly to: number }) => Math.max(to, from + least);

function placeCluster<E extends Span>(cluster: readonly Segment<E>[]): Placed<E>[] {
  const ends: number[] = [];
  const columnOf = cluster.map((segment) => {
    const free = ends.findIndex((end) => end <= segment.from);
    const column = free === -1 ? ends.length : free;
    ends[column] = shownEnd(segment);
    return column;
  });
  return cluster.map((segment, index) => {
    const column = columnOf[index] ?? 0;
    let width = 1;
    const isTaken = (at: number) =>
      cluster.some(
        (other, i) => columnOf[i] === at && other.from < shownEnd(segment) && shownEnd(other) > segment.from,
      );
    while (column + width < ends.length && !isTaken(column + width)) width += 1;
    return { ...segment, to: Math.max(segment.to, segment.from), column, columns: ends.length, width };
  });
}
