import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type RequestPage = Answer<'/requests'>;
export type RequestSummary = RequestPage['items'][number];
export type FileRequest = Answer<'/requests/{id}'>;
export type AskedRecipient = FileRequest['recipients'][number];
export type NewRequest = Body<'/requests', 'post'>;
export type RequestChange = Body<'/requests/{id}', 'patch'>;

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

export function useChangeRequest(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RequestChange) => api.patch<FileRequest>(`/requests/${id}`, change),
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
