import {
  addDays,
  daysInMonth,
  makeDate,
  monthOf,
  nthWeekday,
  weekdayFrom,
  weekdayOf,
  yearOf,
  addMonths,
  type PlainDate,
} from '../plain-date.ts';
import type { Recurrence } from '../recurrence.ts';
import { dayIn, takeDates } from './take-date.ts';
import { takePeople, takePlace } from './take-place.ts';
import { monthAlone, takeCount, takeRecurrence, untilWords } from './take-recurrence.ts';
import { takeDuration, takeTimes, type Times } from './take-time.ts';
import { QuickText, numberOf, numberWords, words, type QuickSpan } from './text.ts';

/** What a line in plain German or English says of an event. Times are those of the clock on the wall. */
export interface QuickEntry {
  readonly title: string;
  readonly isAllDay: boolean;
  readonly startDate: PlainDate;
  /** Minutes since midnight; 0 for whole days. */
  readonly startMinutes: number;
  /** The last day of whole days, the day on which it ends otherwise. */
  readonly endDate: PlainDate;
  readonly endMinutes: number;
  readonly recurrence: Recurrence | null;
  readonly place: string;
  /** As they were written: to be looked for. */
  readonly people: readonly string[];
  /** The address of a conference. */
  readonly link: string;
  /** What was understood as what, by places in the text. */
  readonly spans: readonly QuickSpan[];
}

export interface QuickNow {
  readonly today: PlainDate;
  /** Minutes since midnight. */
  readonly minutes: number;
}

const usualLength = 60;
const longest = 500;

/** Null where the text says nothing of a time: it may be looked for instead. */
export function quickEntry(input: string, now: QuickNow): QuickEntry | null {
  const text = new QuickText(input.slice(0, longest));
  const link = text.take('link', /https?:\/\/[^\s,]+/i, ([address]) => address) ?? '';
  const isAllDay =
    text.take('all-day', words('(?:den\\s+)?ganzen\\s+tag|ganztägig|ganztags|all[\\s-]day'), () => true) ?? false;
  const place = takePlace(text);
  const soon = takeSoon(text, now);
  const rule = takeRecurrence(text);
  const until = rule === undefined ? undefined : takeUntil(text, now.today);
  const count = rule === undefined ? undefined : takeCount(text);
  const dates = soon === undefined ? takeDates(text, now.today) : undefined;
  const times = isAllDay ? undefined : (soon?.times ?? takeTimes(text));
  const duration = takeDuration(text);
  if (!isAllDay && rule === undefined && dates === undefined && times === undefined && soon === undefined) return null;
  const people = takePeople(text);
  const recurrence =
    rule === undefined
      ? null
      : {
          ...rule,
          ...(until === undefined ? {} : { until }),
          ...(count === undefined || until !== undefined ? {} : { count }),
        };
  const wished =
    soon?.date ??
    dates?.start ??
    (times !== undefined && times.start <= now.minutes && recurrence === null ? addDays(now.today, 1) : now.today);
  const startDate = recurrence === null || dates !== undefined ? wished : firstDay(recurrence, wished, times, now);
  const shared = {
    title: titleOf(text),
    recurrence,
    place,
    people,
    link,
    spans: text.spans.toSorted((a, b) => a.from - b.from),
  };
  if (times === undefined) {
    // said in hours, it says nothing of days
    const days = Math.max(1, duration?.days ?? 1);
    const endDate = dates?.end ?? addDays(startDate, days - 1);
    return { ...shared, isAllDay: true, startDate, startMinutes: 0, endDate, endMinutes: 0 };
  }
  const length = duration === undefined || duration.minutes === 0 ? usualLength : duration.minutes;
  const end = times.end === null ? times.start + length : times.end > times.start ? times.end : times.end + 1440;
  return {
    ...shared,
    isAllDay: false,
    startDate,
    startMinutes: times.start % 1440,
    endDate: addDays(dates?.end ?? startDate, Math.floor(end / 1440)),
    endMinutes: end % 1440,
  };
}

/** "in two hours", "in 30 Minuten" */
function takeSoon(text: QuickText, now: QuickNow): { date: PlainDate; times: Times } | undefined {
  return text.take(
    'time',
    words(
      `(?:(?:heute|today)\\s+)?in\\s+(?:(einer?|an?|${numberWords})\\s*(stunden?|std\\.?|hours?|h|minuten?|minutes?|mins?)|(einer\\s+halben\\s+stunde|half\\s+an\\s+hour))`,
    ),
    ([, count, unit, half]) => {
      const number = count === undefined || /^(?:einer?|an?)$/i.test(count) ? 1 : numberOf(count);
      const length = half === undefined ? number * (/^[sh]/i.test(unit ?? '') ? 60 : 1) : 30;
      // to the next five minutes
      const start = Math.ceil((now.minutes + length) / 5) * 5;
      return { date: addDays(now.today, Math.floor(start / 1440)), times: { start: start % 1440, end: null } };
    },
  );
}

function takeUntil(text: QuickText, today: PlainDate): PlainDate | undefined {
  return text.take('recurrence', untilWords, ([, said = '']) => {
    const month = monthAlone(said);
    if (month === undefined) return dayIn(said, today);
    const year = month.year ?? (month.month < monthOf(today) ? yearOf(today) + 1 : yearOf(today));
    return makeDate(year, month.month, daysInMonth(year, month.month));
  });
}

/** The first day of a series that only says on which days it is. */
function firstDay(rule: Recurrence, from: PlainDate, times: Times | undefined, now: QuickNow): PlainDate {
  const start = times !== undefined && from === now.today && times.start <= now.minutes ? addDays(from, 1) : from;
  const { weekdays, nth } = rule;
  if (weekdays !== undefined && weekdays.length > 0)
    return weekdays.map((day) => weekdayFrom(start, day)).toSorted()[0] ?? start;
  if (nth === undefined) return start;
  for (let ahead = 0; ahead < 13; ahead += 1) {
    const month = addMonths(`${start.slice(0, 7)}-01`, ahead);
    const day = nthWeekday(yearOf(month), monthOf(month), nth.weekday, nth.nth);
    if (day !== null && day >= start) return day;
  }
  return weekdayFrom(start, weekdayOf(start));
}

const edge = '(?:am|um|on|at|von|vom|from|ab|bis|der|den|dem|das|the|für|for|und|and|im|in|zum|zur|jeweils|immer)';

/** What is left over; words that led to what was taken go with it. */
function titleOf(text: QuickText): string {
  const lead = new RegExp(`(?<![\\p{L}\\d])${edge}\\s*(?=\\0)`, 'giu');
  let title = text.rest.replaceAll(lead, '').replaceAll(/[\0\s]+/g, ' ');
  title = title.replaceAll(/\s*([,;])(?:\s*[,;])+/g, '$1').replaceAll(/\s+([,;.:!?])/g, '$1');
  title = title.replaceAll(/^[\s,;.:–-]+|[\s,;:–-]+$/g, '');
  return title.replace(new RegExp(`(?:\\s+|^)${edge}$`, 'iu'), '').trim();
}
