/** How many entries one request asks for. */
export const pageSize = 200;

export interface IndexRange {
  readonly start: number;
  /** Not included. */
  readonly end: number;
}

/** The pages that cover what is in view, and the neighbour in the direction of scrolling when it is near. */
export function pagesOf(range: IndexRange, total: number | null, ahead = 60): number[] {
  const last = total === null ? range.end - 1 : Math.min(range.end - 1 + ahead, total - 1);
  const first = Math.max(0, range.start - ahead);
  const pages: number[] = [];
  for (let page = Math.floor(first / pageSize); page <= Math.floor(Math.max(0, last) / pageSize); page += 1) {
    pages.push(page);
  }
  return pages;
}

/** The entry at an index of the whole, from the pages that are loaded. */
export function entryAt<T>(pages: ReadonlyMap<number, readonly T[]>, index: number): T | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** Where an entry stands among what is loaded; -1 when it is not. */
export function indexOfEntry<T>(pages: ReadonlyMap<number, readonly T[]>, matches: (entry: T) => boolean): number {
  for (const [page, entries] of pages) {
    const index = entries.findIndex(matches);
    if (index >= 0) return page * pageSize + index;
  }
  return -1;
}
