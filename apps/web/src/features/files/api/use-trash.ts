import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../../api/api.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import { fileKeys } from './file-keys.ts';
import type { TrashView } from './node-types.ts';
import { usePagedList } from './use-paged-list.ts';

interface TrashPage {
  readonly total: number;
  readonly items: readonly TrashView[];
}

const limit = 200;

const fetchTrash = (offset: number, count: number, signal?: AbortSignal) =>
  api.get<TrashPage>('/trash', { query: { offset, limit: count }, ...(signal ? { signal } : {}) });

/** The trash, newest first. */
export function useTrash(): EntrySource<TrashView> {
  const query = useInfiniteQuery({
    queryKey: fileKeys.trash,
    queryFn: ({ pageParam, signal }) => fetchTrash(pageParam, limit, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const count = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length === 0 || count >= last.total ? null : count;
    },
  });
  const { data } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return usePagedList(items, query, fetchAllIds);
}

async function fetchAllIds(): Promise<readonly number[]> {
  const ids: number[] = [];
  for (;;) {
    const page = await fetchTrash(ids.length, 1000);
    ids.push(...page.items.map(({ id }) => id));
    if (page.items.length === 0 || ids.length >= page.total) return ids;
  }
}
