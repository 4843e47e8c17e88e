import type { IndexRange } from './page-window.ts';

/** What a grid shows: nodes, found nodes, things in the trash, people. */
export interface GridEntry {
  readonly id: number;
  readonly name: string;
}

/** A list of any length of which only what is near the view is loaded. */
export interface EntrySource<T extends GridEntry> {
  /** null: not known yet. */
  readonly total: number | null;
  /** More may come than `total` says: the list is loaded on as one scrolls. */
  readonly hasMore?: boolean;
  at(index: number): T | undefined;
  /** Among what is loaded; -1 when it is not. */
  indexOf(id: number): number;
  /** In the order shown; asks the server where the list is not whole. */
  allIds(): Promise<readonly number[]>;
  /** The first name with the prefix from an index on, around the end; -1 when there is none. */
  findPrefix(prefix: string, from: number): Promise<number>;
  /** Tells what is in view, so that it gets loaded. */
  show(range: IndexRange): void;
  readonly error: unknown;
  retry(): void;
}
