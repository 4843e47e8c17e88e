import { addDays, addMonths, daysBetween, mondayOf, weekdayOf, type PlainDate } from './plain-date.ts';

export const viewNames = ['day', 'workweek', 'week', 'month', 'year', 'list', 'team', 'rooms'] as const;
export type ViewName = (typeof viewNames)[number];

export const isViewName = (value: unknown): value is ViewName => viewNames.includes(value as ViewName);

/** The days of a view: the first, and how many. */
export interface Days {
  readonly from: PlainDate;
  readonly count: number;
}

export const listLength = 31;

export function daysOf(view: ViewName, date: PlainDate): Days {
  const first = `${date.slice(0, 7)}-01`;
  switch (view) {
    case 'day':
    case 'rooms':
      return { from: date, count: 1 };
    case 'workweek':
      return { from: mondayOf(date), count: 5 };
    case 'week':
    case 'team':
      return { from: mondayOf(date), count: 7 };
    case 'month': {
      const from = mondayOf(first);
      const end = addDays(addMonths(first, 1), -1);
      return { from, count: daysBetween(from, addDays(mondayOf(end), 7)) };
    }
    case 'year':
      return {
        from: `${date.slice(0, 4)}-01-01`,
        count: daysBetween(`${date.slice(0, 4)}-01-01`, addMonths(`${date.slice(0, 4)}-01-01`, 12)),
      };
    case 'list':
      return { from: date, count: listLength };
  }
}

/** The day to look at after a step forth or back. */
export function stepped(view: ViewName, date: PlainDate, by: 1 | -1): PlainDate {
  switch (view) {
    case 'day':
    case 'rooms':
      return addDays(date, by);
    case 'workweek':
    case 'week':
    case 'team':
      return addDays(date, 7 * by);
    case 'month':
      return addMonths(date, by);
    case 'year':
      return addMonths(date, 12 * by);
    case 'list':
      return addDays(date, listLength * by);
  }
}

export const daysFrom = ({ from, count }: Days): PlainDate[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

export const isWeekend = (date: PlainDate): boolean => weekdayOf(date) > 5;
