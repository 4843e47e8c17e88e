import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import type { EntrySource } from '../../files/domain/entry-source.ts';
import { pageSize, pagesOf, type IndexRange } from '../../files/domain/page-window.ts';

export type PeopleSort = 'name' | 'organisation' | 'created';

export interface PeopleView {
  readonly q: string;
  readonly organisation: string;
  readonly role: string;
  readonly state: 'all' | 'active' | 'disabled' | 'left';
  readonly kind: '' | 'member' | 'guest';
  readonly sort: PeopleSort;
  readonly descending: boolean;
}

type PeoplePage = Answer<'/people'>;
type Person = PeoplePage['items'][number];

export interface PeopleEntries extends EntrySource<Person> {
  /** Shows what was there while something else is on its way. */
  readonly isRefreshing: boolean;
}

const firstPage = [0];

/** So many can be chosen at once. */
export const mostChosen = 2000;

export function peopleParameters(view: PeopleView) {
  return {
    administered: true,
    q: view.q === '' ? undefined : view.q,
    organisation: view.organisation === '' ? undefined : view.organisation,
    below: view.organisation === '' ? undefined : true,
    role: view.role === '' ? undefined : view.role,
    kind: view.kind === '' ? undefined : view.kind,
    state: view.state,
    sort: view.sort,
    order: view.descending ? 'desc' : 'asc',
  };
}

/** People by windows of 200: the state's 25,000 cost what is looked at, and a new search shows the old until it is there. */
export function usePeopleEntries(view: PeopleView): PeopleEntries {
  const client = useQueryClient();
  const parameters = peopleParameters(view);
  const identity = JSON.stringify(parameters);
  const [wanted, setWanted] = useState<{ identity: string; pages: readonly number[] }>({ identity, pages: firstPage });
  const pages = wanted.identity === identity ? wanted.pages : firstPage;
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['people', 'list', parameters, page],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(parameters, page * pageSize, pageSize, signal),
      staleTime: 15_000,
    })),
  });
  const loaded = new Map(pages.flatMap((page, at) => (queries[at]?.data ? [[page, queries[at].data] as const] : [])));
  const newest = [...loaded.values()].at(-1);
  const shown = useRef<{ identity: string; loaded: Map<number, PeoplePage>; total: number } | null>(null);
  if (newest) {
    const before = shown.current?.identity === identity ? shown.current.loaded : [];
    shown.current = { identity, loaded: new Map([...before, ...loaded]), total: newest.total };
  }
  const latest = useRef({ parameters, identity });
  latest.current = { parameters, identity };

  const at = useCallback((index: number) => {
    return shown.current?.loaded.get(Math.floor(index / pageSize))?.items[index % pageSize];
  }, []);
  const indexOf = useCallback((id: number) => {
    for (const [page, { items }] of shown.current?.loaded ?? []) {
      const found = items.findIndex((person) => person.id === id);
      if (found >= 0) return page * pageSize + found;
    }
    return -1;
  }, []);
  const show = useCallback((range: IndexRange) => {
    const next = pagesOf(range, shown.current?.total ?? null);
    const { identity: now } = latest.current;
    setWanted((before) =>
      before.identity === now && before.pages.join() === next.join() ? before : { identity: now, pages: next },
    );
  }, []);
  const allIds = useCallback(async () => {
    const total = Math.min(shown.current?.total ?? 0, mostChosen);
    const ids: number[] = [];
    for (let page = 0; page * pageSize < total; page += 1) {
      // One after the other: the server answers others in between.
      // oxlint-disable-next-line no-await-in-loop
      const { items } = await client.ensureQueryData({
        queryKey: ['people', 'list', latest.current.parameters, page],
        queryFn: () => fetchPage(latest.current.parameters, page * pageSize, pageSize),
      });
      shown.current?.loaded.set(page, { total, items });
      ids.push(...items.map(({ id }) => id));
    }
    return ids;
  }, [client]);
  const findPrefix = useCallback(
    (prefix: string, from: number) => {
      const count = shown.current?.total ?? 0;
      const beginning = prefix.toLocaleLowerCase();
      for (let step = 0; step < Math.min(count, 2000); step += 1) {
        const index = (from + step) % count;
        if (at(index)?.name.toLocaleLowerCase().startsWith(beginning) === true) return Promise.resolve(index);
      }
      return Promise.resolve(-1);
    },
    [at],
  );

  const failed = queries.find((query) => query.error !== null);
  return useMemo(
    () => ({
      total: shown.current?.total ?? null,
      at,
      indexOf,
      show,
      allIds,
      findPrefix,
      error: failed && loaded.size === 0 ? failed.error : null,
      retry: () => void client.refetchQueries({ queryKey: ['people', 'list'], type: 'active' }),
      isRefreshing: shown.current !== null && shown.current.identity !== identity,
    }),
    // The times stand for everything in `queries` that can change what is shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [queries.map((query) => query.dataUpdatedAt + query.errorUpdatedAt).join(), identity, pages],
  );
}

function fetchPage(
  parameters: ReturnType<typeof peopleParameters>,
  offset: number,
  limit: number,
  signal?: AbortSignal,
) {
  return api.get<PeoplePage>('/people', { query: { ...parameters, offset, limit }, ...(signal ? { signal } : {}) });
}
