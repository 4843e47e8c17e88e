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
  /** Index of the first room that is free; null: none is looked for. */
  readonly room: number | null;
}

interface FindInput {
  /** Of each who is asked. */
  readonly people: readonly { readonly busy: readonly Busy[]; readonly isOptional: boolean }[];
  /** One of these has to be free. */
  readonly rooms?: readonly { readonly busy: readonly Busy[]; isOpenFor(start: number, end: number): boolean }[];
  /** When one works. */
  readonly windows: readonly Busy[];
  readonly length: number;
  readonly step: number;
  readonly most: number;
}

/** Times at which all who must can, those first at which most of the others can. */
export function findTimes({ people, rooms, windows, length, step, most }: FindInput): FreeTime[] {
  const found: FreeTime[] = [];
  for (const window of windows) {
    for (let start = Math.ceil(window.start / step) * step; start + length <= window.end; start += step) {
      const end = start + length;
      const blocked = people.flatMap(({ busy }, index) => (isFree(busy, start, end) ? [] : [index]));
      if (!blocked.every((index) => people[index]?.isOptional === true)) continue;
      const room =
        rooms === undefined
          ? null
          : rooms.findIndex((one) => isFree(one.busy, start, end) && one.isOpenFor(start, end));
      if (room !== -1) found.push({ start, end, without: blocked, room });
    }
  }
  return found.toSorted((a, b) => a.without.length - b.without.length || a.start - b.start).slice(0, most);
}

const isFree = (busy: readonly Busy[], start: number, end: number): boolean =>
  !busy.some((one) => one.start < end && one.end > start);
