import type { Part } from './part.ts';

/** What tells the instances of a series apart: see `Moment.key`. null: the series itself. */
export function instanceKey(part: Part): string | null {
  return part.moment('recurrence-id')?.key ?? null;
}
