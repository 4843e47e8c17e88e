import { numberOf, weekdayWords, words, type QuickText } from './text.ts';

export interface Times {
  /** Minutes since midnight. */
  readonly start: number;
  /** Null: not said. At or before the start: on the next day. */
  readonly end: number | null;
}

interface Clock {
  readonly minutes: number;
  /** "3" may be meant as in the afternoon; "03:00" and "3 am" are what they are. */
  readonly isVague: boolean;
}

const hourWords =
  'ein|eins|one|zwei|two|drei|three|vier|four|fünf|five|sechs|six|sieben|seven|acht|eight|neun|nine|zehn|ten|elf|eleven|zwölf|twelve';
// "9 am Montag": the German word
const notGermanAm = `(?!\\s+(?:${weekdayWords}(?!\\p{L})|\\d))`;
const clock = `(\\d{1,2})(?:[:.](\\d{2}))?\\s*(uhr(?:\\s+(\\d{2}))?|h|(?:a\\.?m\\.?${notGermanAm})|p\\.?m\\.?)?`;

function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  unit: string | undefined,
  late?: string,
): Clock | null {
  const half = unit?.toLowerCase().replaceAll('.', '');
  let hours = Number(hour);
  const minutes = Number(minute ?? late ?? 0);
  if (hour === undefined || hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return null;
  if (half === 'am' || half === 'pm') {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half === 'pm' ? 12 : 0);
    return { minutes: hours * 60 + minutes, isVague: false };
  }
  return { minutes: hours * 60 + minutes, isVague: minute === undefined && hour.length === 1 };
}

/** In an office "at 3" is in the afternoon. */
const atWork = ({ minutes, isVague }: Clock): number => (isVague && minutes < 7 * 60 ? minutes + 720 : minutes);

const small = '(fünf|zehn|zwanzig|five|ten|twenty|\\d{1,2})';
const smallOf = (text: string): number => (/^(?:zwanzig|twenty)$/i.test(text) ? 20 : numberOf(text));
const hourOf = (text: string): number => numberOf(text) * 60;
const spoken = `(${hourWords}|\\d{1,2})(?:\\s*uhr)?`;

/** "halb neun", "viertel nach acht", "viertel neun" as in the east, "quarter to nine". */
function takeSpoken(text: QuickText): number | undefined {
  const hour = (value: number): number | null =>
    value < 0 || value > 24 * 60 ? null : atWork({ minutes: value, isVague: value < 7 * 60 });
  const forms: readonly (readonly [string, (parts: string[]) => number])[] = [
    [
      `${small}\\s+(vor|nach)\\s+halb\\s+${spoken}`,
      ([n, way, h]) => hourOf(h ?? '') - 30 + smallOf(n ?? '') * (/vor/i.test(way ?? '') ? -1 : 1),
    ],
    [`halb\\s+${spoken}`, ([h]) => hourOf(h ?? '') - 30],
    [`half\\s+past\\s+${spoken}`, ([h]) => hourOf(h ?? '') + 30],
    [`dreiviertel\\s+${spoken}`, ([h]) => hourOf(h ?? '') - 15],
    [
      `(?:viertel|(?:a\\s+)?quarter)\\s+(vor|nach|to|past)\\s+${spoken}`,
      ([way, h]) => hourOf(h ?? '') + (/vor|to/i.test(way ?? '') ? -15 : 15),
    ],
    [`viertel\\s+${spoken}`, ([h]) => hourOf(h ?? '') - 45],
    [
      `${small}\\s+(vor|nach|to|past)\\s+(${hourWords})`,
      ([n, way, h]) => hourOf(h ?? '') + smallOf(n ?? '') * (/vor|to/i.test(way ?? '') ? -1 : 1),
    ],
    [`(?:um|gegen|ab|at)\\s+(${hourWords})(?:\\s*uhr)?`, ([h]) => hourOf(h ?? '')],
    [`(${hourWords})\\s*(?:uhr|o[’']clock)`, ([h]) => hourOf(h ?? '')],
  ];
  for (const [source, value] of forms) {
    const found = text.take('time', words(`(?:um\\s+|gegen\\s+|ab\\s+|at\\s+)?${source}`), (match) =>
      hour(value(match.slice(1))),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** When, by the clock. `now` in minutes, for "in two hours"; undefined: nothing was said. */
export function takeTimes(text: QuickText): Times | undefined {
  const range = takeRange(text);
  if (range !== undefined) return shifted(text, range);
  const start = takeSpoken(text) ?? takeClock(text);
  if (start !== undefined) {
    const end = text.take('time', words(`(?:bis|until|till|to|-|–)\\s*${clock}`), (match) => {
      const made = clockOf(match[1], match[2], match[3], match[4]);
      return made === null ? null : laterThan(start, made);
    });
    return shifted(text, { start, end: end ?? null });
  }
  return takePartOfDay(text);
}

/** "9 to 5": an end before the start is meant in the afternoon where that helps. */
function laterThan(start: number, end: Clock): number {
  return end.minutes <= start && end.isVague && end.minutes + 720 > start && end.minutes < 720
    ? end.minutes + 720
    : end.minutes;
}

function takeRange(text: QuickText): Times | undefined {
  const between = '\\s*(?:-|–|—|bis|to|until|till)\\s*';
  const source = (lead: string) => `${lead}${clock}${between}${clock}`;
  const use = (match: RegExpExecArray): Times | null => {
    const [, h1, m1, u1, l1, h2, m2, u2, l2] = match;
    // "3-4 pm": both are in the afternoon
    const half = /^[ap]\.?m/i.test(u2 ?? '') && u1 === undefined ? u2 : u1;
    let first = clockOf(h1, m1, half, l1);
    const second = clockOf(h2, m2, u2, l2);
    if (first === null || second === null) return null;
    if (half !== u1 && first.minutes >= second.minutes) first = clockOf(h1, m1, undefined, l1) ?? first;
    const start = half === u1 && !/^[ap]/i.test(u2 ?? '') ? atWork(first) : first.minutes;
    return { start, end: laterThan(start, second) };
  };
  return (
    text.take('time', words(source('(?:zwischen|von|from|between|um|at|ab)\\s+')), use) ??
    text.take('time', new RegExp(`(?<![\\p{L}\\d.,/-])(?:${source('')})(?![\\p{L}\\d/]|\\.\\d|[.-]\\d)`, 'iu'), use)
  );
}

function takeClock(text: QuickText): number | undefined {
  const use = (match: RegExpExecArray): number | null => {
    const made = clockOf(match[1], match[2], match[3], match[4]);
    return made === null ? null : atWork(made);
  };
  return (
    text.take(
      'time',
      words('(?:um|gegen|ab|at|@|from|von)?\\s*(\\d{1,2})(?:[:.](\\d{2}))?\\s*(uhr(?:\\s+(\\d{2}))?)'),
      use,
    ) ??
    text.take(
      'time',
      words(`(?:at\\s+|from\\s+|um\\s+)?(\\d{1,2})(?:[:.](\\d{2}))?\\s*([ap]\\.?m\\.?)${notGermanAm}`),
      use,
    ) ??
    text.take('time', words('(?:um|gegen|ab|at)?\\s*(\\d{1,2}):(\\d{2})(?:\\s*h)?'), use) ??
    text.take('time', words('(?:um|gegen|ab|at)\\s+(\\d{1,2})(?:[.](\\d{2}))?(?!\\.)'), use) ??
    text.take('time', words("(\\d{1,2})\\s*(?:h|o[’']clock)"), use) ??
    text.take('time', words('(?:zu\\s+)?(?:mittags?|noon)'), () => 720) ??
    text.take('time', words('mitternacht|midnight'), () => 0)
  );
}

const partsOfDay: readonly (readonly [string, number, 'am' | 'pm'])[] = [
  ['(?:in\\s+der\\s+)?früh|morgens|am\\s+morgen|vormittags?|am\\s+vormittag|(?:in\\s+the\\s+)?morning', 9 * 60, 'am'],
  ['nachmittags?|am\\s+nachmittag|(?:in\\s+the\\s+)?afternoon', 14 * 60, 'pm'],
  ['abends?|am\\s+abend|(?:in\\s+the\\s+)?evening|tonight', 19 * 60, 'pm'],
];

/** "at 8 in the evening" */
function shifted(text: QuickText, times: Times): Times {
  for (const [source, , half] of partsOfDay) {
    const said = text.take('time', words(source), () => true);
    if (said === undefined) continue;
    if (half === 'pm' && times.start < 720)
      return {
        start: times.start + 720,
        end: times.end === null ? null : times.end < 720 ? times.end + 720 : times.end,
      };
    if (half === 'am' && times.start >= 780 && times.start < 19 * 60 && times.end === null)
      return { ...times, start: times.start - 720 };
    return times;
  }
  return times;
}

function takePartOfDay(text: QuickText): Times | undefined {
  for (const [source, start] of partsOfDay) {
    const found = text.take('time', words(source), (): Times => ({ start, end: null }));
    if (found !== undefined) return found;
  }
  return undefined;
}

const minuteUnits = 'minuten?|minutes?|mins?\\.?';
const hourUnits = 'stunden?|std\\.?|hours?|hrs?|h';

export interface Duration {
  readonly minutes: number;
  /** Said in days: an event of whole days. */
  readonly days: number;
}

/** How long. */
export function takeDuration(text: QuickText): Duration | undefined {
  const lead = '(?:(?:für|for|dauert|dauer:?|à|über)\\s+)?';
  const minutes = (value: number): Duration | null =>
    value > 0 && value <= 14 * 1440 ? { minutes: Math.round(value), days: 0 } : null;
  const decimal = (value: string | undefined): number => Number((value ?? '').replace(',', '.'));
  return (
    text.take('duration', words(`${lead}(?:eine\\s+|einer\\s+)?halbe[nr]?\\s+stunde|${lead}half\\s+an?\\s+hour`), () =>
      minutes(30),
    ) ??
    text.take(
      'duration',
      words(`${lead}(?:eine\\s+)?(?:viertelstunde|viertel\\s+stunde)|${lead}(?:a\\s+)?quarter\\s+of\\s+an\\s+hour`),
      () => minutes(15),
    ) ??
    text.take('duration', words(`${lead}(?:eine\\s+)?dreiviertelstunde`), () => minutes(45)) ??
    text.take(
      'duration',
      words(`${lead}(?:anderthalb|eineinhalb)\\s+stunden|${lead}an?\\s+hour\\s+and\\s+a\\s+half`),
      () => minutes(90),
    ) ??
    text.take('duration', words(`${lead}(?:zweieinhalb)\\s+stunden|${lead}two\\s+and\\s+a\\s+half\\s+hours`), () =>
      minutes(150),
    ) ??
    text.take(
      'duration',
      words(`${lead}(\\d{1,2})\\s*(?:${hourUnits})\\s*(?:und\\s+|and\\s+)?(\\d{1,2})\\s*(?:${minuteUnits}|m)`),
      (match) => minutes(Number(match[1]) * 60 + Number(match[2])),
    ) ??
    text.take('duration', words(`${lead}(\\d{1,3})\\s*(?:${minuteUnits}|')`), (match) => minutes(Number(match[1]))) ??
    text.take('duration', words(`${lead}(\\d{1,2}(?:[.,]\\d{1,2})?)\\s*(?:${hourUnits})`), (match) =>
      minutes(decimal(match[1]) * 60),
    ) ??
    text.take('duration', words(`${lead}(${hourWords}|eine|an?)\\s+(?:stunden?|hours?)`), (match) =>
      minutes(numberOf(match[1] ?? '') * 60),
    ) ??
    text.take('duration', words(`${lead}(\\d{1,3}|${hourWords}|einen)\\s+(?:tage?n?|days?)(?:\\s+lang)?`), (match) => {
      const days = numberOf(match[1] ?? '');
      return days >= 1 && days <= 366 ? { minutes: 0, days } : null;
    })
  );
}
