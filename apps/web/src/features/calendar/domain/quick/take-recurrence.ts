import type { Frequency, Recurrence } from '../recurrence.ts';
import {
  monthNamed,
  monthWords,
  numberOf,
  numberWords,
  weekdayNamed,
  weekdayWords,
  words,
  type QuickText,
} from './text.ts';

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/^(?:erste[nrs]?|first|1(?:\.|st))$/i, 1],
  [/^(?:zweite[nrs]?|second|other|2(?:\.|nd))$/i, 2],
  [/^(?:dritte[nrs]?|third|3(?:\.|rd))$/i, 3],
  [/^(?:vierte[nrs]?|fourth|4(?:\.|th))$/i, 4],
  [/^(?:letzte[nrs]?|last)$/i, -1],
];
const ordinalWords =
  '(?:erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|letzte[nrs]?|first|second|other|third|fourth|last|[1-4](?:\\.|st|nd|rd|th))';

function ordinalOf(text: string): number {
  return ordinals.find(([pattern]) => pattern.test(text))?.[1] ?? 1;
}

const units: readonly (readonly [RegExp, Frequency, number])[] = [
  [/^(?:tag|tage|days?)$/i, 'daily', 1],
  [/^(?:wochen?|weeks?)$/i, 'weekly', 1],
  [/^(?:monate?|months?)$/i, 'monthly', 1],
  [/^(?:quartale?|quarters?)$/i, 'monthly', 3],
  [/^(?:jahre?|years?)$/i, 'yearly', 1],
];
const unitWords = '(?:tage?|days?|wochen?|weeks?|monate?|months?|quartale?|quarters?|jahre?|years?)';

function ofUnit(text: string, times: number): Recurrence | null {
  const unit = units.find(([pattern]) => pattern.test(text));
  return unit === undefined || times < 1 ? null : { frequency: unit[1], interval: unit[2] * times };
}

const workingDays: Recurrence = { frequency: 'weekly', interval: 1, weekdays: [1, 2, 3, 4, 5] };
const and = '\\s*(?:,|und|and|&|\\+)\\s*(?:jeden\\s+|every\\s+)?';
const daysList = `${weekdayWords}(?:${and}${weekdayWords})*`;
const every = '(?:jede[nrs]?|every|each)';
const inMonth =
  '(?:(?:im|des|eines(?:\\s+jeden)?|jedes|of\\s+(?:the|each|every)|in\\s+the|every|each)\\s+(?:monats?|month))';

function daysOf(text: string): number[] {
  const found = text.match(new RegExp(`(?<!\\p{L})${weekdayWords}(?!\\p{L})`, 'giu')) ?? [];
  return [...new Set(found.map(weekdayNamed))].toSorted((a, b) => a - b);
}

const simple: readonly (readonly [string, Recurrence])[] = [
  ['täglich|daily', { frequency: 'daily', interval: 1 }],
  [
    `werktags|wochentags|werktäglich|weekdays|${every}\\s+(?:werktag|arbeitstag|wochentag|weekday|workday)`,
    workingDays,
  ],
  ['wöchentlich|weekly', { frequency: 'weekly', interval: 1 }],
  ['zweiwöchentlich|vierzehntäglich|14-tägig|14-täglich|biweekly|fortnightly', { frequency: 'weekly', interval: 2 }],
  ['monatlich|monthly', { frequency: 'monthly', interval: 1 }],
  ['vierteljährlich|quartalsweise|quarterly', { frequency: 'monthly', interval: 3 }],
  ['halbjährlich', { frequency: 'monthly', interval: 6 }],
  ['jährlich|yearly|annually', { frequency: 'yearly', interval: 1 }],
];

/** How often, in words; undefined: once. */
export function takeRecurrence(text: QuickText): Recurrence | undefined {
  const rule = takeRule(text);
  if (rule === undefined) return undefined;
  if (rule.weekdays !== undefined || rule.frequency !== 'weekly') return rule;
  // "every two weeks on Tuesday and Thursday"
  const days = text.take('recurrence', words(`(?:am|on|immer|jeweils)?\\s*(${daysList})`), (match) => {
    const found = daysOf(match[1] ?? '');
    return found.length === 0 ? null : found;
  });
  const named = days ?? takeAlways(text)?.weekdays;
  return named === undefined ? rule : { ...rule, weekdays: named };
}

function takeRule(text: QuickText): Recurrence | undefined {
  const nthOfMonth = text.take(
    'recurrence',
    words(`(?:an?\\s*jedem|am|${every}|on\\s+the|the)\\s+(${ordinalWords})\\s+(${weekdayWords})\\s+${inMonth}`),
    (match): Recurrence => ({
      frequency: 'monthly',
      interval: 1,
      nth: { nth: ordinalOf(match[1] ?? ''), weekday: weekdayNamed(match[2] ?? '') },
    }),
  );
  if (nthOfMonth !== undefined) return nthOfMonth;
  const nthDay = text.take('recurrence', words(`${every}\\s+(${ordinalWords})\\s+(${weekdayWords})`), (match) => {
    const [nth, weekday] = [ordinalOf(match[1] ?? ''), weekdayNamed(match[2] ?? '')];
    // "every first Monday" can only be one of the month, "every second Tuesday" is every other week.
    const ofMonth: Recurrence = { frequency: 'monthly', interval: 1, nth: { nth, weekday } };
    return nth === 1 || nth === -1 ? ofMonth : { frequency: 'weekly' as const, interval: nth, weekdays: [weekday] };
  });
  if (nthDay !== undefined) return nthDay;
  for (const [source, rule] of simple) {
    const found = text.take('recurrence', words(source), () => rule);
    if (found !== undefined) return found;
  }
  return (
    text.take('recurrence', words(`${every}\\s+(${daysList})`), (match) => weekly(daysOf(match[1] ?? ''))) ??
    text.take('recurrence', words(`(?:alle|every)\\s+(${numberWords})\\s+(${unitWords})`), (match) =>
      ofUnit(match[2] ?? '', numberOf(match[1] ?? '')),
    ) ??
    text.take('recurrence', words(`${every}\\s+(?:(${ordinalWords})\\s+)?(${unitWords})`), (match) =>
      ofUnit(match[2] ?? '', match[1] === undefined ? 1 : Math.max(1, ordinalOf(match[1]))),
    ) ??
    takeAlways(text)
  );
}

const weekly = (weekdays: number[]): Recurrence | null =>
  weekdays.length === 0 ? null : { frequency: 'weekly', interval: 1, weekdays };

const always =
  '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|sunday|monday|tuesday|wednesday|thursday|friday|saturday)s';

/** "montags und mittwochs", "on Mondays" */
function takeAlways(text: QuickText): Recurrence | undefined {
  return text.take('recurrence', words(`(?:on\\s+)?${always}(?:${and}${always})*`), (match) => {
    const names = match[0].match(new RegExp(always, 'giu')) ?? [];
    return weekly(names.map((name) => weekdayNamed(name.slice(0, -1))).toSorted((a, b) => a - b));
  });
}

/** How often in all. */
export function takeCount(text: QuickText): number | undefined {
  return text.take('recurrence', words(`(?:insgesamt\\s+)?(${numberWords})\\s*(?:mal|x|times)`), (match) => {
    const count = numberOf(match[1] ?? '');
    return count >= 1 && count <= 999 ? count : null;
  });
}

/** The words before the day on which a series ends, and the day. */
export const untilWords = words(
  `(?:bis(?:\\s+(?:zum|ende))?|until|till)\\s+(\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.\\s?\\d{1,2}\\.(?:\\d{4}|\\d{2})?|\\d{1,2}\\.?\\s+${monthWords}(?:\\s+\\d{4})?|${monthWords}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|${monthWords}(?:\\s+\\d{4})?)`,
);

export const monthAlone = (text: string): { month: number; year: number | undefined } | undefined => {
  const match = new RegExp(`^(${monthWords})(?:\\s+(\\d{4}))?$`, 'iu').exec(text);
  if (match === null) return undefined;
  return { month: monthNamed(match[1] ?? ''), year: match[2] === undefined ? undefined : Number(match[2]) };
};
