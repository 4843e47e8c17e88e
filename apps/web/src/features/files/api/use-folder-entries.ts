import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { api } from '../../../api/api.ts';
import type { EntrySource } from '../domain/entry-source.ts';
import { indexOfEntry, pageSize, pagesOf, type IndexRange } from '../domain/page-window.ts';
import { findPrefix, startsWith } from '../domain/type-ahead.ts';
import { fileKeys } from './file-keys.ts';
import type { Ancestor, NodePage, NodeView, Sorting } from './node-types.ts';

export interface FolderEntries extends EntrySource<NodeView> {
  readonly folder: NodeView | undefined;
  readonly ancestors: readonly Ancestor[] | undefined;
  /** Shows what was there while the new order or filter is on its way. */
  readonly isRefreshing: boolean;
}

export interface FolderView {
  readonly folderId: number;
  readonly sorting: Sorting;
  readonly filter: string;
}

const firstPage = [0];

/** A folder's entries by windows of 200: a folder of 100,000 costs what is looked at. */
export function useFolderEntries(view: FolderView): FolderEntries {
  const { folderId, sorting, filter } = view;
  const client = useQueryClient();
  const key = fileKeys.pages(folderId, sorting, filter);
  const identity = key.join(' ');
  const [wanted, setWanted] = useState<{ identity: string; pages: readonly number[] }>({ identity, pages: firstPage });
  const pages = wanted.identity === identity ? wanted.pages : firstPage;
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...key, page],
      enabled: folderId > 0,
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(view, page * pageSize, pageSize, signal),
      staleTime: 30_000,
    })),
  });

  const loaded = new Map(pages.flatMap((page, at) => (queries[at]?.data ? [[page, queries[at].data] as const] : [])));
  const newest = queries.reduce<(typeof queries)[number] | undefined>(
    (best, query) => (query.data && query.dataUpdatedAt > (best?.dataUpdatedAt ?? 0) ? query : best),
    undefined,
  )?.data;
  const known = useRef<{ folderId: number; identity: string; page: NodePage } | null>(null);
  if (newest) known.current = { folderId, identity, page: newest };
  const sameFolder = known.current?.folderId === folderId ? known.current.page : undefined;
  const total = newest?.total ?? (known.current?.identity === identity ? sameFolder?.total : undefined) ?? null;
  const latest = useRef({ loaded, total, view, client, key, identity });
  latest.current = { loaded, total, view, client, key, identity };

  const at = useCallback((index: number) => {
    const { loaded: now, client: cache, key: base } = latest.current;
    const page = Math.floor(index / pageSize);
    const found = now.get(page) ?? cache.getQueryData<NodePage>([...base, page]);
    return found?.items[index % pageSize];
  }, []);

  const show = useCallback((range: IndexRange) => {
    const next = pagesOf(range, latest.current.total);
    const { identity: now } = latest.current;
    setWanted((before) =>
      before.identity === now && before.pages.join() === next.join() ? before : { identity: now, pages: next },
    );
  }, []);

  const allIds = useCallback(() => fetchIds(latest.current.client, latest.current.view), []);

  const indexOf = useCallback((id: number) => {
    const items = new Map([...latest.current.loaded].map(([page, { items: list }]) => [page, list] as const));
    return indexOfEntry(items, (entry) => entry.id === id);
  }, []);

  const findName = useCallback(
    async (prefix: string, from: number) => {
      const { total: count, view: now } = latest.current;
      const near = findPrefix((index) => at(index)?.name, Math.min(count ?? 0, 20_000), from, prefix);
      if (near >= 0 || count === null || count <= pageSize) return near;
      return findOnServer(latest.current.client, now, prefix);
    },
    [at],
  );

  const failed = queries.find((query) => query.error !== null);
  return useMemo(
    () => ({
      total,
      at,
      show,
      allIds,
      indexOf,
      findPrefix: findName,
      error: failed && loaded.size === 0 ? failed.error : null,
      retry: () => void client.refetchQueries({ queryKey: fileKeys.folder(folderId), type: 'active' }),
      folder: newest?.folder ?? sameFolder?.folder,
      ancestors: newest?.ancestors ?? sameFolder?.ancestors,
      isRefreshing: newest === undefined && sameFolder !== undefined,
    }),
    // `version` stands for everything in `queries` that can change what is shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [queries.map((query) => query.dataUpdatedAt + query.errorUpdatedAt).join(), identity, pages],
  );
}

function query({ sorting, filter }: FolderView) {
  return {
    sort: sorting.key,
    order: sorting.descending ? 'desc' : 'asc',
    filter: filter === '' ? undefined : filter,
  };
}

function fetchPage(view: FolderView, offset: number, limit: number, signal?: AbortSignal): Promise<NodePage> {
  return api.get<NodePage>(`/nodes/${view.folderId}/children`, {
    query: { ...query(view), offset, limit },
    ...(signal ? { signal } : {}),
  });
}

function fetchIds(client: QueryClient, view: FolderView): Promise<readonly number[]> {
  return client.fetchQuery({
    queryKey: [...fileKeys.pages(view.folderId, view.sorting, view.filter), 'ids'],
    queryFn: async () =>
      (await api.get<{ ids: number[] }>(`/nodes/${view.folderId}/children/ids`, { query: query(view) })).ids,
    staleTime: 0,
    gcTime: 10_000,
  });
}

/** Two small requests find a name in a folder of any size: those that contain it, then where it stands. */
async function findOnServer(client: QueryClient, view: FolderView, prefix: string): Promise<number> {
  const matches = await api.get<NodePage>(`/nodes/${view.folderId}/children`, {
    query: { ...query(view), filter: prefix, offset: 0, limit: 1000 },
  });
  const match = matches.items.find(({ name }) => startsWith(name, prefix));
  return match ? (await fetchIds(client, view)).indexOf(match.id) : -1;
}
