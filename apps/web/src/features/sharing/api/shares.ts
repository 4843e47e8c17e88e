import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type {
  Access,
  GivenPage,
  NewShares,
  ReceivedPage,
  Recipient,
  Share,
  ShareChange,
  Transfer,
} from './share-types.ts';

/** Everything about sharing begins alike: one change may show in each of them. */
const all = ['sharing'] as const;

export function accessQuery(nodeId: number) {
  return queryOptions({
    queryKey: [...all, 'access', nodeId],
    queryFn: ({ signal }) => api.get<Access>(`/nodes/${nodeId}/shares`, { signal }),
  });
}

export function recipientsQuery(q: string) {
  return queryOptions({
    queryKey: [...all, 'recipients', q],
    placeholderData: keepPreviousData,
    enabled: q !== '',
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Recipient[] }>('/recipients', { query: { q }, signal })).items,
  });
}

const pageSize = 200;

export const receivedQuery = infiniteQueryOptions({
  queryKey: [...all, 'received'],
  initialPageParam: null as number | null,
  queryFn: ({ pageParam, signal }) =>
    api.get<ReceivedPage>('/me/shared-with-me', { query: { before: pageParam, limit: pageSize }, signal }),
  getNextPageParam: ({ next }) => next,
});

export const givenQuery = infiniteQueryOptions({
  queryKey: [...all, 'given'],
  initialPageParam: null as number | null,
  queryFn: ({ pageParam, signal }) =>
    api.get<GivenPage>('/me/shared-by-me', { query: { before: pageParam, limit: pageSize }, signal }),
  getNextPageParam: ({ next }) => next,
});

/** All of them, for what is done with the whole list. */
async function allIds(path: '/me/shared-with-me' | '/me/shared-by-me'): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let before: number | null = null; ;) {
    const page: ReceivedPage | GivenPage = await api.get(path, { query: { before, limit: pageSize } });
    ids.push(...page.items.map(({ node }) => node.id));
    if (page.next === null) return ids;
    before = page.next;
  }
}

export const receivedIds = () => allIds('/me/shared-with-me');
export const givenNodeIds = () => allIds('/me/shared-by-me');

export const newReceivedQuery = queryOptions({
  queryKey: [...all, 'new'],
  staleTime: 60_000,
  refetchInterval: 120_000,
  queryFn: async ({ signal }) => (await api.get<{ count: number }>('/me/shared-with-me/new', { signal })).count,
});

const givenIdsQuery = queryOptions({
  queryKey: [...all, 'given-ids'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => new Set((await api.get<{ ids: number[] }>('/me/shared-by-me/ids', { signal })).ids),
});

const none: ReadonlySet<number> = new Set();

/** Which nodes one shared oneself, for the mark beside their names. */
export function useGivenIds(): ReadonlySet<number> {
  return useQuery(givenIdsQuery).data ?? none;
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: all });
}

export function useShare(nodeId: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: NewShares) => api.post<{ items: Share[] }>(`/nodes/${nodeId}/shares`, input),
    onSuccess: refresh,
  });
}

export function useChangeShare() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, ...change }: ShareChange & { readonly id: number }) => api.patch<Share>(`/shares/${id}`, change),
    onSettled: refresh,
  });
}

export function useWithdraw() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (id: number) => api.delete<unknown>(`/shares/${id}`), onSettled: refresh });
}

export function useWithdrawAll(nodeId: number) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => api.delete<unknown>(`/nodes/${nodeId}/shares`), onSettled: refresh });
}

export function useTransfer(nodeId: number) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Transfer) => api.post<unknown>(`/nodes/${nodeId}/owner`, input),
    onSuccess: () => Promise.all([refresh(), client.invalidateQueries({ queryKey: ['files'] })]),
  });
}

/** Nothing is new any more once the list was shown. */
export function useLooked() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<unknown>('/me/shared-with-me/looked'),
    onSuccess: () => client.setQueryData(newReceivedQuery.queryKey, 0),
  });
}
