import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type HandoverPage = Answer<'/handovers'>;
export type HandoverSummary = HandoverPage['items'][number];
export type Handover = Answer<'/handovers/{id}'>;
export type HandoverFile = Handover['files'][number];
export type Party = HandoverSummary['sender'];

export interface HandoverFilter {
  readonly q: string;
  readonly direction: 'all' | 'in' | 'out';
  readonly state: 'all' | 'open' | 'delivered' | 'unfetched' | 'withdrawn';
  readonly scope: 'mine' | 'organisation';
  readonly offset: number;
  readonly limit: number;
}

const said = <Value extends string>(value: Value) => (value === 'all' || value === '' ? undefined : value);

export function handoversQuery({ q, direction, state, scope, offset, limit }: HandoverFilter) {
  const query = { q: said(q), direction: said(direction), state: said(state), scope, offset, limit };
  return queryOptions({
    queryKey: ['handovers', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<HandoverPage>('/handovers', { query, signal }),
  });
}

/** Asked again as long as checksums are being made. */
export function handoverQuery(id: number) {
  return queryOptions({
    queryKey: ['handovers', id],
    queryFn: ({ signal }) => api.get<Handover>(`/handovers/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'delivered' && data.sumsAt === null ? 3_000 : false),
  });
}

/** Has the receipt made where it has many files, and says how far it is. */
export function receiptQuery(id: number, language: 'de' | 'en') {
  return queryOptions({
    queryKey: ['handovers', id, 'receipt', language],
    queryFn: () => api.post<Answer<'/handovers/{id}/receipt', 'post'>>(`/handovers/${id}/receipt?language=${language}`),
    refetchInterval: ({ state: { data } }) => (data?.isReady === false ? 2_000 : false),
  });
}

/** To outsiders by a link with codes; answers the hand-over, null where nothing was in it. */
export function useHandOver(nodeId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (link: Body<'/nodes/{id}/links', 'post'>) => {
      await api.post<unknown>(`/nodes/${nodeId}/links`, link);
      const page = await api.get<HandoverPage>('/handovers', { query: { node: nodeId, limit: 1 } });
      return page.items[0]?.id ?? null;
    },
    onSuccess: () => Promise.all(['handovers', 'sharing'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export function useWithdraw(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Handover>(`/handovers/${id}/withdraw`),
    onSettled: () => client.invalidateQueries({ queryKey: ['handovers'] }),
  });
}
