import type { EventChange, NewEvent } from '../api/calendar-types.ts';

export type Field = Exclude<keyof NewEvent, undefined>;

export interface FieldConflicts {
  /** Changed by both, and not to the same. */
  readonly both: readonly Field[];
  /** Changed by others alone. */
  readonly theirs: readonly Field[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What became of an event while one wrote: what one changes oneself, how it was then, and how it is now. */
export function fieldConflicts(change: EventChange, before: NewEvent, now: NewEvent): FieldConflicts {
  const others = (Object.keys(now) as Field[]).filter((field) => !same(before[field], now[field]));
  const isMine = (field: Field) => Object.hasOwn(change, field);
  return {
    both: others.filter((field) => isMine(field) && !same(change[field], now[field])),
    theirs: others.filter((field) => !isMine(field)),
  };
}
