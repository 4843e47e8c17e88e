import { useMemo } from 'react';
import type { EntrySource, GridEntry } from '../domain/entry-source.ts';
import { findPrefix } from '../domain/type-ahead.ts';

export interface WholeList<T> {
  readonly data: readonly T[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Favourites, recent files, what a search found: lists that come at once. */
export function useWholeList<T extends GridEntry>({ data, error, refetch }: WholeList<T>): EntrySource<T> {
  return useMemo(() => {
    const items = data ?? [];
    return {
      total: data ? items.length : null,
      at: (index) => items[index],
      indexOf: (id) => items.findIndex((item) => item.id === id),
      allIds: () => Promise.resolve(items.map(({ id }) => id)),
      findPrefix: (prefix, from) =>
        Promise.resolve(findPrefix((index) => items[index]?.name, items.length, from, prefix)),
      show: () => undefined,
      error: data ? null : error,
      retry: () => void refetch(),
    };
  }, [data, error, refetch]);
}
