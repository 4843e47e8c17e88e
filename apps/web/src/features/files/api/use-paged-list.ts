import { useCallback, useMemo } from 'react';
import type { EntrySource, GridEntry } from '../domain/entry-source.ts';
import type { IndexRange } from '../domain/page-window.ts';
import { findPrefix } from '../domain/type-ahead.ts';

/** As useInfiniteQuery answers it. */
interface Paging {
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
}

/** A list that is loaded on as one scrolls. `allIds` asks the server for what is not loaded; it must stay the same function. */
export function usePagedList<T extends GridEntry>(
  items: readonly T[] | undefined,
  { error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage }: Paging,
  allIds: () => Promise<readonly number[]>,
): EntrySource<T> {
  const show = useCallback(
    ({ end }: IndexRange) => {
      if (hasNextPage && !isFetchingNextPage && items && end + 60 > items.length) void fetchNextPage();
    },
    [items, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return useMemo(
    () => ({
      // Only what is loaded can be scrolled to; the rest comes when one is near its end.
      total: items ? items.length : null,
      hasMore: hasNextPage,
      at: (index) => items?.[index],
      indexOf: (id) => items?.findIndex((item) => item.id === id) ?? -1,
      allIds,
      findPrefix: (prefix, from) =>
        Promise.resolve(findPrefix((index) => items?.[index]?.name, items?.length ?? 0, from, prefix)),
      show,
      error: items ? null : error,
      retry: () => void refetch(),
    }),
    [items, error, refetch, show, allIds, hasNextPage],
  );
}
