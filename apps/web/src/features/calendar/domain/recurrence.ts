export type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly';

/** A rule as people say it; what a rule of another program says beyond that is kept by the server. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  /** 1 Monday to 7 Sunday, of weekly rules. */
  readonly weekdays?: readonly number[];
  /** Of monthly and yearly rules: the nth weekday (-1: the last) instead of the day of the month. */
  readonly nth?: { readonly nth: number; readonly weekday: number };
  /** The last day on which it may happen. */
  readonly until?: string;
  readonly count?: number;
}
