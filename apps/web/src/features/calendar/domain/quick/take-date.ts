import {
  addDays,
  addMonths,
  daysInMonth,
  makeDate,
  mondayOf,
  mondayOfWeek,
  monthOf,
  weekdayFrom,
  weekdayOf,
  weekOf,
  yearOf,
  type PlainDate,
} from '../plain-date.ts';
import {
  longWeekdayWords,
  monthNamed,
  monthWords,
  numberOf,
  numberWords,
  weekdayNamed,
  weekdayWords,
  words,
  type QuickText,
} from './text.ts';

export interface Dates {
  readonly start: PlainDate;
  /** The last day, where several were said. */
  readonly end: PlainDate | null;
}

const on = '(?:(?:am|on|den|der|dem|the|zum|ab|vom|from)\\s+)?';
const range = '\\s*(?:-|–|—|bis(?:\\s+(?:zum|einschließlich))?|to|until|till|through)\\s*';

/** A day of a year that was not said: this year's, or next year's when it is over. */
function comingDay(today: PlainDate, month: number, day: number, year?: string): PlainDate | null {
  if (year !== undefined) return makeDate(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const here = makeDate(yearOf(today), month, day);
  // 29 February may be years away
  for (let ahead = 1; (ahead <= 8 && here === null) || (here !== null && here < today && ahead === 1); ahead += 1) {
    const next = makeDate(yearOf(today) + ahead, month, day);
    if (next !== null) return next;
  }
  return here;
}

function comingDayOfMonth(today: PlainDate, day: number): PlainDate | null {
  if (day < 1 || day > 31) return null;
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const month = addMonths(`${today.slice(0, 7)}-01`, ahead);
    const date = makeDate(yearOf(month), monthOf(month), day);
    if (date !== null && date >= today) return date;
  }
  return null;
}

type Form = readonly [RegExp, (match: RegExpExecArray, today: PlainDate) => PlainDate | null];

const year = '(?:,?\\s*(\\d{4}|(?<=\\.)\\d{2}(?!\\s*(?:uhr|:\\d))))?';
const nth = '(\\d{1,2})(?:st|nd|rd|th)';

/** Days as they are written. */
const written: readonly Form[] = [
  [words('(\\d{4})-(\\d{2})-(\\d{2})'), ([, y, m, d]) => makeDate(Number(y), Number(m), Number(d))],
  [words(`(\\d{1,2})\\.\\s?(\\d{1,2})\\.${year}`), ([, d, m, y], today) => comingDay(today, Number(m), Number(d), y)],
  [
    words(`(\\d{1,2})\\.?\\s+(${monthWords})(?:\\s+(\\d{4}))?`),
    ([, d, m, y], today) => comingDay(today, monthNamed(m ?? ''), Number(d), y),
  ],
  [
    words(`${nth}\\s+(?:of\\s+)?(${monthWords})(?:,?\\s+(\\d{4}))?`),
    ([, d, m, y], today) => comingDay(today, monthNamed(m ?? ''), Number(d), y),
  ],
  [
    words(`(${monthWords})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![:.]?\\d|\\s*(?:uhr|[ap]\\.?m))(?:,?\\s+(\\d{4}))?`),
    ([, m, d, y], today) => comingDay(today, monthNamed(m ?? ''), Number(d), y),
  ],
  [
    words('(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?'),
    ([, d, m, y], today) => comingDay(today, Number(m), Number(d), y),
  ],
  [words('(?:heiligabend|christmas\\s+eve)'), (_, today) => comingDay(today, 12, 24)],
  [words("(?:silvester|new\\s+year[’']s\\s+eve)"), (_, today) => comingDay(today, 12, 31)],
];

/** The coming one; today's is in a week. */
const after = (today: PlainDate, weekday: number): PlainDate => weekdayFrom(addDays(today, 1), weekday);
const ofWeek = (today: PlainDate, weeks: number, weekday: number): PlainDate =>
  addDays(mondayOf(today), weeks * 7 + weekday - 1);
const weekdayOrNull = (text: string | undefined): number | null => weekdayNamed(text ?? '') || null;

function ahead(today: PlainDate, count: number, unit: string): PlainDate | null {
  if (/^(?:tag|day)/i.test(unit)) return addDays(today, count);
  if (/^(?:woche|week)/i.test(unit)) return addDays(today, count * 7);
  if (/^(?:monat|month)/i.test(unit)) return addMonths(today, count);
  return addMonths(today, count * 12);
}

const nextWords = '(?:nächste[nrsm]?|kommende[nrsm]?|next|coming)';
const weekWords = '(?:woche|week)';
const units = '(tage?n?|days?|wochen?|weeks?|monate?n?|months?|jahre?n?|years?)';

/** Days as they are said, seen from today. */
const spoken: readonly Form[] = [
  [words('übermorgen|(?:the\\s+)?day\\s+after\\s+tomorrow'), (_, today) => addDays(today, 2)],
  // "morgens" and "am Morgen" are times
  [words('(?<!(?:am|jeden)\\s)morgen|tomorrow|tmrw'), (_, today) => addDays(today, 1)],
  [
    words(`heute\\s+(?:in|über)\\s+(${numberWords})\\s+(?:tagen|wochen?)`),
    ([all, n], today) => ahead(today, numberOf(n ?? ''), /woche/i.test(all) ? 'woche' : 'tag'),
  ],
  [words(`(?:heute|today|tonight(?=\\s+at))`), (_, today) => today],
  [words(`in\\s+(${numberWords})\\s+${units}`), ([, n, unit], today) => ahead(today, numberOf(n ?? ''), unit ?? '')],
  [
    words(`${on}(${weekdayWords})\\s+in\\s+(${numberWords})\\s+(?:wochen?|weeks?)`),
    ([, day, n], today) => addDays(weekdayFrom(today, weekdayNamed(day ?? '')), numberOf(n ?? '') * 7),
  ],
  [
    words(`${on}(${weekdayWords}),?\\s+${nextWords}\\s+${weekWords}`),
    ([, day], today) => ofWeek(today, 1, weekdayNamed(day ?? '')),
  ],
  [
    words(`(?:in\\s+der\\s+)?${nextWords}\\s+${weekWords}\\s+${on}(${weekdayWords})`),
    ([, day], today) => ofWeek(today, 1, weekdayNamed(day ?? '')),
  ],
  [
    words(`(?:in\\s+der\\s+)?übernächste[nr]?\\s+woche\\s+${on}(${weekdayWords})`),
    ([, day], today) => ofWeek(today, 2, weekdayNamed(day ?? '')),
  ],
  [
    words(`${on}(?:übernächste[nrm]?)\\s+(${weekdayWords})`),
    ([, day], today) => addDays(after(today, weekdayNamed(day ?? '')), 7),
  ],
  // In English "next Friday" is that of the next week, in German the following one.
  [words(`next\\s+(${weekdayWords})`), ([, day], today) => ofWeek(today, 1, weekdayNamed(day ?? ''))],
  [
    words(`${on}(?:nächste[nrm]?|kommende[nrm]?|coming)\\s+(${weekdayWords})`),
    ([, day], today) => after(today, weekdayNamed(day ?? '')),
  ],
  [
    words(`${on}(?:diese[nrm]?|this)\\s+(${weekdayWords})`),
    ([, day], today) => weekdayFrom(today, weekdayNamed(day ?? '')),
  ],
  [
    words(`${on}(?:(${longWeekdayWords})\\s+)?(?:in\\s+)?(?:der\\s+)?(?:kw|kalenderwoche|week)\\s*(\\d{1,2})`),
    ([, day, week], today) => ofNumberedWeek(today, Number(week), weekdayOrNull(day) ?? 1),
  ],
  [words(`${nextWords}\\s+${weekWords}`), (_, today) => ofWeek(today, 1, 1)],
  [words(`${nextWords}\\s+(?:monat|month)`), (_, today) => `${addMonths(today, 1).slice(0, 7)}-01`],
  [
    words('(?:am\\s+)?(?:monatsende|ende\\s+des\\s+monats)|(?:at\\s+the\\s+)?end\\s+of\\s+(?:the\\s+)?month'),
    (_, today) => makeDate(yearOf(today), monthOf(today), daysInMonth(yearOf(today), monthOf(today))),
  ],
  [
    words(`(?:am|den|dem|on\\s+the|the)\\s+(\\d{1,2})(?:\\.(?!\\d)|(?:st|nd|rd|th))`),
    ([, day], today) => comingDayOfMonth(today, Number(day)),
  ],
  [words(`${on}(${longWeekdayWords})`), ([, day], today) => weekdayFrom(today, weekdayNamed(day ?? ''))],
  // Short names may be words: only with a dot, before a time or where the text begins.
  [words(`(?:am|on)\\s+(${weekdayWords})`), ([, day], today) => weekdayFrom(today, weekdayNamed(day ?? ''))],
  [
    /(?<=^|,\s?)(mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?(?=\s|,)/i,
    ([, day], today) => weekdayFrom(today, weekdayNamed(day ?? '')),
  ],
  [
    words(`(mo|di|mi|do|fr|sa|mon|tue|wed|thu|fri|sat|sun)\\.?(?=\\0|\\s+\\0|\\s+(?:um\\s+|at\\s+)?\\d)`),
    ([, day], today) => weekdayFrom(today, weekdayNamed(day ?? '')),
  ],
];

function ofNumberedWeek(today: PlainDate, week: number, weekday: number): PlainDate | null {
  if (week < 1 || week > 53) return null;
  const thisYear = yearOf(addDays(mondayOf(today), 3));
  const start = mondayOfWeek(week < weekOf(today) ? thisYear + 1 : thisYear, week);
  return weekOf(start) === week ? addDays(start, weekday - 1) : null;
}

/** Which days; undefined: none was said. The weekday beside a written day says nothing new. */
export function takeDates(text: QuickText, today: PlainDate): Dates | undefined {
  const several = takeRange(text, today);
  if (several !== undefined) return several;
  const start = takeOne(text, written, today);
  if (start !== undefined) {
    text.take('date', words(`${on}(${weekdayWords})[,.]?(?=\\s*\\0)`), ([, day]) =>
      weekdayNamed(day ?? '') === weekdayOf(start) ? true : null,
    );
    text.take('date', words(`am|on|den|vom|ab(?=\\s*\\0)`), (match) =>
      text.rest
        .slice(match.index + match[0].length)
        .trimStart()
        .startsWith('\0')
        ? true
        : null,
    );
    const end = text.take(
      'date',
      words(`(?:bis(?:\\s+zum)?|to|until|through)\\s+(?:\\d{1,2}\\.\\s?\\d{1,2}\\.)`),
      (match) => dayIn(match[0], today),
    );
    return { start, end: end !== undefined && end > start ? end : null };
  }
  const said = takeOne(text, spoken, today);
  if (said === undefined) return undefined;
  const end = text.take('date', words(`(?:bis|until|till|through)\\s+(?:zum\\s+)?(${longWeekdayWords})`), ([, day]) =>
    weekdayFrom(said, weekdayNamed(day ?? '')),
  );
  return { start: said, end: end !== undefined && end > said ? end : null };
}

function takeOne(text: QuickText, forms: readonly Form[], today: PlainDate): PlainDate | undefined {
  for (const [pattern, use] of forms) {
    const found = text.take('date', pattern, (match) => use(match, today));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "12.-14.5.", "12. bis 14. Mai", "3.12. bis 5.12.", "May 12-14", "Monday to Wednesday" */
function takeRange(text: QuickText, today: PlainDate): Dates | undefined {
  const ordered = (start: PlainDate | null, end: PlainDate | null): Dates | null =>
    start !== null && end !== null && end >= start ? { start, end } : null;
  const lead = '(?:(?:vom|von|from|zwischen)\\s+)?';
  return (
    text.take(
      'date',
      words(`${lead}(\\d{1,2})\\.${range}(\\d{1,2})\\.\\s?(\\d{1,2})\\.(\\d{4}|\\d{2})?`),
      ([, a, b, m, y]) => ordered(comingDay(today, Number(m), Number(a), y), comingDay(today, Number(m), Number(b), y)),
    ) ??
    text.take(
      'date',
      words(
        `${lead}(\\d{1,2})\\.\\s?(\\d{1,2})\\.(\\d{4}|\\d{2})?${range}(\\d{1,2})\\.\\s?(\\d{1,2})\\.(\\d{4}|\\d{2})?`,
      ),
      ([, a, m, y, b, n, z]) => {
        const start = comingDay(today, Number(m), Number(a), y ?? z);
        return start === null ? null : ordered(start, comingDay(start, Number(n), Number(b), z));
      },
    ) ??
    text.take(
      'date',
      words(`${lead}(\\d{1,2})\\.?${range}(\\d{1,2})\\.?\\s+(${monthWords})(?:\\s+(\\d{4}))?`),
      ([, a, b, m, y]) =>
        ordered(
          comingDay(today, monthNamed(m ?? ''), Number(a), y),
          comingDay(today, monthNamed(m ?? ''), Number(b), y),
        ),
    ) ??
    text.take(
      'date',
      words(`${lead}(${monthWords})\\s+(\\d{1,2})${range}(\\d{1,2})(?!\\s*[ap]\\.?m|:)(?:,?\\s+(\\d{4}))?`),
      ([, m, a, b, y]) =>
        ordered(
          comingDay(today, monthNamed(m ?? ''), Number(a), y),
          comingDay(today, monthNamed(m ?? ''), Number(b), y),
        ),
    ) ??
    text.take('date', words(`${lead}(${longWeekdayWords})${range}(${longWeekdayWords})`), ([, a, b]) => {
      const start = weekdayFrom(today, weekdayNamed(a ?? ''));
      return ordered(start, weekdayFrom(start, weekdayNamed(b ?? '')));
    })
  );
}

/** A day that stands in a text, as after "until". */
export function dayIn(text: string, today: PlainDate): PlainDate | null {
  for (const [pattern, use] of written) {
    const match = new RegExp(pattern.source, pattern.flags).exec(text);
    const found = match === null ? null : use(match, today);
    if (found !== null) return found;
  }
  return null;
}
