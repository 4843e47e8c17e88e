import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type NodeLife = Answer<'/nodes/{id}/life'>;
export type RetentionClass = Answer<'/organisations/{key}/retention-classes'>['items'][number];
export type NewRetentionClass = Body<'/organisations/{key}/retention-classes', 'post'>;
export type Hold = Answer<'/organisations/{key}/holds'>['items'][number];
export type NewHold = Body<'/organisations/{key}/holds', 'post'>;
export type Deletion = Answer<'/organisations/{key}/deletions'>['items'][number];

/** How long a file or folder is kept. */
export function nodeLifeQuery(id: number) {
  return queryOptions({
    queryKey: ['life', id],
    queryFn: ({ signal }) => api.get<NodeLife>(`/nodes/${id}/life`, { signal }),
  });
}

export function useSetRetention(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (classId: number | null) => api.put(`/nodes/${id}/retention`, { classId }),
    onSettled: () => client.invalidateQueries({ queryKey: ['life'] }),
  });
}

const of = (key: string) => `/organisations/${encodeURIComponent(key)}`;

export function retentionClassesQuery(key: string) {
  return queryOptions({
    queryKey: ['retention-classes', key],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: RetentionClass[] }>(`${of(key)}/retention-classes`, { signal })).items,
  });
}

export function useAddRetentionClass(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewRetentionClass) => api.post(`${of(key)}/retention-classes`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['retention-classes'] }),
  });
}

export function useEndRetentionClass(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete(`${of(key)}/retention-classes/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['retention-classes'] }),
  });
}

export function holdsQuery(key: string) {
  return queryOptions({
    queryKey: ['holds', key],
    queryFn: async ({ signal }) => (await api.get<{ items: Hold[] }>(`${of(key)}/holds`, { signal })).items,
  });
}

export function useSetHold(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewHold) => api.post(`${of(key)}/holds`, input),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useLiftHold(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) => api.post(`${of(key)}/holds/${id}/lift`, { reason }),
    onSettled: () => client.invalidateQueries(),
  });
}

export function deletionsQuery(key: string, window: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: ['deletions', key, window],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Answer<'/organisations/{key}/deletions'>>(`${of(key)}/deletions`, { query: window, signal }),
  });
}

export function deletionQuery(id: number, window: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: ['deletion', id, window],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Answer<'/deletions/{id}'>>(`/deletions/${id}`, { query: window, signal }),
  });
}
