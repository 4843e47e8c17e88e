import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '../../../api/api.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import type { IndexRange } from '../domain/page-window.ts';
import { findPrefix } from '../domain/type-ahead.ts';
import { fileKeys } from './file-keys.ts';
import type { TrashView } from './node-types.ts';

interface TrashPage {
  readonly total: number;
  readonly items: readonly TrashView[];
}

const limit = 200;

const fetchTrash = (offset: number, count: number, signal?: AbortSignal) =>
  api.get<TrashPage>('/trash', { query: { offset, limit: count }, ...(signal ? { signal } : {}) });

/** The trash, newest first, loaded on as one scrolls. */
export function useTrash(): EntrySource<TrashView> {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: fileKeys.trash,
    queryFn: ({ pageParam, signal }) => fetchTrash(pageParam, limit, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const count = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length === 0 || count >= last.total ? null : count;
    },
  });
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
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
      at: (index) => items?.[index],
      indexOf: (id) => items?.findIndex((item) => item.id === id) ?? -1,
      allIds: fetchAllIds,
      findPrefix: (prefix, from) =>
        Promise.resolve(findPrefix((index) => items?.[index]?.name, items?.length ?? 0, from, prefix)),
      show,
      error: items ? null : error,
      retry: () => void refetch(),
    }),
    [items, error, refetch, show],
  );
}

async function fetchAllIds(): Promise<readonly number[]> {
  const ids: number[] = [];
  for (;;) {
    const page = await fetchTrash(ids.length, 1000);
    ids.push(...page.items.map(({ id }) => id));
    if (page.items.length === 0 || ids.length >= page.total) return ids;
  }
}
