/** What a part of the text was understood as. */
export type QuickPart = 'date' | 'time' | 'duration' | 'recurrence' | 'place' | 'people' | 'link' | 'all-day';

export interface QuickSpan {
  readonly from: number;
  readonly to: number;
  readonly part: QuickPart;
}

/** The text while it is being understood: what was taken becomes blank, so that places in it stay. */
export class QuickText {
  rest: string;
  readonly spans: QuickSpan[] = [];

  constructor(text: string) {
    this.rest = text;
  }

  /** The first place where the pattern fits and `use` makes something of it; undefined where there is none. */
  take<T>(part: QuickPart, pattern: RegExp, use: (match: RegExpExecArray) => T | null): T | undefined {
    const all = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
    for (let match = all.exec(this.rest); match !== null; match = all.exec(this.rest)) {
      if (match[0] === '') return undefined;
      const made = use(match);
      if (made === null) continue;
      const from = match.index + match[0].length - match[0].trimStart().length;
      const to = match.index + match[0].trimEnd().length;
      this.spans.push({ from, to, part });
      this.rest = this.rest.slice(0, from) + '\0'.repeat(to - from) + this.rest.slice(to);
      return made;
    }
    return undefined;
  }
}

/** A pattern of words: bounded by anything but letters and digits, upper and lower case alike. */
export const words = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'iu');

const numbers: Readonly<Record<string, number>> = {
  ein: 1,
  eine: 1,
  einem: 1,
  einen: 1,
  einer: 1,
  eins: 1,
  a: 1,
  an: 1,
  one: 1,
  zwei: 2,
  two: 2,
  drei: 3,
  three: 3,
  vier: 4,
  four: 4,
  fünf: 5,
  five: 5,
  sechs: 6,
  six: 6,
  sieben: 7,
  seven: 7,
  acht: 8,
  eight: 8,
  neun: 9,
  nine: 9,
  zehn: 10,
  ten: 10,
  elf: 11,
  eleven: 11,
  zwölf: 12,
  twelve: 12,
};

export const numberWords = `\\d{1,3}|${Object.keys(numbers).join('|')}`;
export const numberOf = (text: string): number => numbers[text.toLowerCase()] ?? Number(text);

const weekdays: readonly (readonly string[])[] = [
  ['montag', 'mo', 'monday', 'mon'],
  ['dienstag', 'di', 'tuesday', 'tue', 'tues'],
  ['mittwoch', 'mi', 'wednesday', 'wed'],
  ['donnerstag', 'do', 'thursday', 'thu', 'thurs'],
  ['freitag', 'fr', 'friday', 'fri'],
  ['samstag', 'sa', 'sonnabend', 'saturday', 'sat'],
  ['sonntag', 'so', 'sunday', 'sun'],
];

/** Long names, and the short ones with or without a dot. */
export const weekdayWords = `(?:${weekdays
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .map((name) => (name.length <= 3 ? `${name}(?:\\.(?=\\s|,|$))?` : name))
  .join('|')})`;
/** Without the German two letters, which are words or names too often ("so", "do", "mi"). */
export const longWeekdayWords = `(?:${weekdays
  .flat()
  .filter((name) => name.length > 3)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})`;

export function weekdayNamed(text: string): number {
  const name = text.toLowerCase().replace('.', '');
  return weekdays.findIndex((names) => names.includes(name)) + 1;
}

const months: readonly (readonly string[])[] = [
  ['januar', 'jan', 'january', 'jänner'],
  ['februar', 'feb', 'february'],
  ['märz', 'mär', 'mrz', 'march', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'jun', 'june'],
  ['juli', 'jul', 'july'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'okt', 'october', 'oct'],
  ['november', 'nov'],
  ['dezember', 'dez', 'december', 'dec'],
];
export const monthWords = `(?:${months
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|')})\\.?`;

export function monthNamed(text: string): number {
  const name = text.toLowerCase().replace('.', '');
  return months.findIndex((names) => names.includes(name)) + 1;
}
