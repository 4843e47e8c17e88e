import { readdirSync, readFileSync } from 'node:fs';
import { isState, type State } from './states.ts';

export interface SchoolHoliday {
  readonly name: string;
  /** YYYY-MM-DD, the first and the last day. */
  readonly from: string;
  readonly to: string;
}

export interface SchoolHolidays {
  readonly state: State;
  /** The last day that the data reach to: what comes after is not known. */
  readonly until: string;
  readonly holidays: readonly SchoolHoliday[];
}

const folder = new URL('../../data/school-holidays/', import.meta.url);

let read: ReadonlyMap<State, SchoolHolidays> | null = null;

/** By state, where there are data (`data/school-holidays`). Lines: first day, last day, name; one day alone has no last. */
export function schoolHolidays(): ReadonlyMap<State, SchoolHolidays> {
  read ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .flatMap((file): [State, SchoolHolidays][] => {
        const state = file.slice(0, 2).toUpperCase();
        if (!isState(state)) throw new Error(`${file} is named after no state`);
        const holidays = readFileSync(new URL(file, folder), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): SchoolHoliday => {
            const [from = '', to = '', name = ''] = line.split(',');
            return { from, to: to === '' ? from : to, name };
          });
        return [[state, { state, until: holidays.at(-1)?.to ?? '', holidays }]];
      }),
  );
  return read;
}
