/** Times, in milliseconds. */
export interface Busy {
  readonly start: number;
  readonly end: number;
}

export interface FreeTime {
  readonly start: number;
  readonly end: number;
  /** Who could not: indexes of those whose presence is optional. */
  readonly without: readonly number[];
}

interface FindInput {
  /** Of each who is asked. */
  readonly people: readonly { readonly busy: readonly Busy[]; readonly isOptional: boolean }[];
  /** When one works. */
  readonly windows: readonly Busy[];
  readonly length: number;
  readonly step: number;
  readonly most: number;
}

/** Times at which all who must can, those first at which most of the others can. */
export function findTimes({ people, windows, length, step, most }: FindInput): FreeTime[] {
  const found: FreeTime[] = [];
  for (const window of windows) {
    for (let start = Math.ceil(window.start / step) * step; start + length <= window.end; start += step) {
      const end = start + length;
      const blocked = people.flatMap(({ busy }, index) =>
        busy.some((one) => one.start < end && one.end > start) ? [index] : [],
      );
      if (blocked.every((index) => people[index]?.isOptional === true)) found.push({ start, end, without: blocked });
    }
  }
  return found.toSorted((a, b) => a.without.length - b.without.length || a.start - b.start).slice(0, most);
}
