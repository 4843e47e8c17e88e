import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type RequestPage = Answer<'/requests'>;
export type RequestSummary = RequestPage['items'][number];
export type FileRequest = Answer<'/requests/{id}'>;
export type AskedRecipient = FileRequest['recipients'][number];
export type NewRequest = Body<'/requests', 'post'>;
export type RequestVisit = Answer<'/public/requests/{token}'>;

export function requestsQuery(state: 'open' | 'closed', offset: number, limit: number) {
  const query = { state, offset, limit };
  return queryOptions({
    queryKey: ['requests', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<RequestPage>('/requests', { query, signal }),
  });
}

export function requestQuery(id: number) {
  return queryOptions({
    queryKey: ['requests', id],
    queryFn: ({ signal }) => api.get<FileRequest>(`/requests/${id}`, { signal }),
  });
}

export function useAsk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: NewRequest) => api.post<FileRequest>('/requests', request),
    onSuccess: () => client.invalidateQueries({ queryKey: ['requests'] }),
  });
}

export function useCloseRequest(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<FileRequest>(`/requests/${id}/close`),
    onSettled: () => client.invalidateQueries({ queryKey: ['requests'] }),
  });
}

export function useRemind(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (recipients?: readonly number[]) =>
      api.post<{ told: number }>(`/requests/${id}/remind`, recipients === undefined ? {} : { recipients }),
    onSettled: () => client.invalidateQueries({ queryKey: ['requests'] }),
  });
}

const visitKey = (token: string) => ['request visit', token] as const;
const address = (token: string) => `/public/requests/${encodeURIComponent(token)}`;

export function visitQuery(token: string) {
  return queryOptions({
    queryKey: visitKey(token),
    retry: false,
    queryFn: ({ signal }) => api.get<RequestVisit>(address(token), { signal, quiet401: true }),
  });
}

/** What who is asked does; each answers how it stands then. */
export function useVisit(token: string) {
  const client = useQueryClient();
  const keep = (visit: RequestVisit) => void client.setQueryData(visitKey(token), visit);
  const base = address(token);
  const done = useMutation({
    mutationFn: (is: boolean) => api.post<RequestVisit>(`${base}/done`, { done: is }, { quiet401: true }),
    onSuccess: keep,
  });
  const submit = useMutation({
    mutationFn: () =>
      api.post<{ request: RequestVisit; receipt: string }>(`${base}/submit`, undefined, { quiet401: true }),
    onSuccess: ({ request }) => keep(request),
  });
  const remove = useMutation({
    mutationFn: (id: number) => api.delete<RequestVisit>(`${base}/files/${id}`, { quiet401: true }),
    onSuccess: keep,
  });
  const begin = useMutation({
    mutationFn: () => api.post<RequestVisit>(`${base}/begin`, undefined, { quiet401: true }),
    onSuccess: keep,
  });
  return { begin, submit, remove, done, refresh: () => client.invalidateQueries({ queryKey: visitKey(token) }) };
}
