import { easterSunday } from './easter.ts';
import { stateCodes, type State } from './states.ts';

export interface PublicHoliday {
  /** Stable: 'karfreitag'. */
  readonly key: string;
  readonly name: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** Where in the state, if not everywhere. */
  readonly only: string | null;
}

interface Rule {
  readonly key: string;
  readonly name: string;
  readonly on: (year: number) => number;
  /** Where, and from which year on; `only`: in parts of the state. */
  readonly states: Readonly<Partial<Record<State, true | number | { readonly only: string }>>>;
}

const day = 86_400_000;
const fixed =
  (month: number, date: number) =>
  (year: number): number =>
    Date.UTC(year, month - 1, date);
const afterEaster =
  (days: number) =>
  (year: number): number =>
    easterSunday(year) + days * day;
/** The Wednesday before 23 November. */
const repentance = (year: number): number => {
  const last = Date.UTC(year, 10, 22);
  return last - ((new Date(last).getUTCDay() + 4) % 7) * day;
};
const everywhere = Object.fromEntries(stateCodes.map((code) => [code, true as const]));

/** By the laws of the states as they stand in 2026; years say since when. */
const rules: readonly Rule[] = [
  { key: 'neujahr', name: 'Neujahr', on: fixed(1, 1), states: everywhere },
  {
    key: 'heilige-drei-koenige',
    name: 'Heilige Drei Könige',
    on: fixed(1, 6),
    states: { BW: true, BY: true, ST: true },
  },
  { key: 'frauentag', name: 'Internationaler Frauentag', on: fixed(3, 8), states: { BE: 2019, MV: 2023 } },
  { key: 'karfreitag', name: 'Karfreitag', on: afterEaster(-2), states: everywhere },
  { key: 'ostersonntag', name: 'Ostersonntag', on: afterEaster(0), states: { BB: true } },
  { key: 'ostermontag', name: 'Ostermontag', on: afterEaster(1), states: everywhere },
  { key: 'tag-der-arbeit', name: 'Tag der Arbeit', on: fixed(5, 1), states: everywhere },
  { key: 'christi-himmelfahrt', name: 'Christi Himmelfahrt', on: afterEaster(39), states: everywhere },
  { key: 'pfingstsonntag', name: 'Pfingstsonntag', on: afterEaster(49), states: { BB: true } },
  { key: 'pfingstmontag', name: 'Pfingstmontag', on: afterEaster(50), states: everywhere },
  {
    key: 'fronleichnam',
    name: 'Fronleichnam',
    on: afterEaster(60),
    states: {
      BW: true,
      BY: true,
      HE: true,
      NW: true,
      RP: true,
      SL: true,
      SN: { only: 'in katholisch geprägten Gemeinden des Landkreises Bautzen' },
      TH: { only: 'im Landkreis Eichsfeld und in Teilen des Unstrut-Hainich-Kreises und des Wartburgkreises' },
    },
  },
  {
    key: 'friedensfest',
    name: 'Augsburger Friedensfest',
    on: fixed(8, 8),
    states: { BY: { only: 'in der Stadt Augsburg' } },
  },
  {
    key: 'mariae-himmelfahrt',
    name: 'Mariä Himmelfahrt',
    on: fixed(8, 15),
    states: { SL: true, BY: { only: 'in Gemeinden mit überwiegend katholischer Bevölkerung' } },
  },
  { key: 'weltkindertag', name: 'Weltkindertag', on: fixed(9, 20), states: { TH: 2019 } },
  { key: 'tag-der-deutschen-einheit', name: 'Tag der Deutschen Einheit', on: fixed(10, 3), states: everywhere },
  {
    key: 'reformationstag',
    name: 'Reformationstag',
    on: fixed(10, 31),
    states: { BB: true, HB: 2018, HH: 2018, MV: true, NI: 2018, SH: 2018, SN: true, ST: true, TH: true },
  },
  {
    key: 'allerheiligen',
    name: 'Allerheiligen',
    on: fixed(11, 1),
    states: { BW: true, BY: true, NW: true, RP: true, SL: true },
  },
  { key: 'busstag', name: 'Buß- und Bettag', on: repentance, states: { SN: true } },
  { key: 'erster-weihnachtstag', name: '1. Weihnachtstag', on: fixed(12, 25), states: everywhere },
  { key: 'zweiter-weihnachtstag', name: '2. Weihnachtstag', on: fixed(12, 26), states: everywhere },
];

/** The public holidays of a year by the law of the state, rising. From 2019 on. */
export function publicHolidays(state: State, year: number): PublicHoliday[] {
  return rules
    .flatMap(({ key, name, on, states }): PublicHoliday[] => {
      const where = states[state];
      if (where === undefined || (typeof where === 'number' && year < where)) return [];
      const date = new Date(on(year)).toISOString().slice(0, 10);
      return [{ key, name, date, only: typeof where === 'object' ? where.only : null }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
