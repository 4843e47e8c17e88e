import type { DayMark } from '../domain/day-mark.ts';
import type { Entry, Span } from '../domain/entry.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Wall } from '../domain/zones.ts';

/** What views of days share. */
export interface GridProps {
  readonly days: readonly PlainDate[];
  readonly entries: readonly Entry[];
  /** What is said of days. */
  readonly holidays: ReadonlyMap<PlainDate, DayMark>;
  readonly now: Wall;
  readonly onOpen: (entry: Entry, beside: HTMLElement) => void;
  readonly onCreate: (span: Span) => void;
  readonly onMove: (entry: Entry, span: Span) => void;
  readonly onRemove: (entry: Entry) => void;
  readonly onDay: (date: PlainDate) => void;
  readonly onBeyond: (by: 1 | -1) => void;
}

/** Of whole days. */
export const wholeDays = (startDate: PlainDate, endDate = startDate): Span => ({
  allDay: true,
  startDate,
  startMinutes: 0,
  endDate,
  endMinutes: 0,
});
