import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type AppPassword = Answer<'/me/app-passwords'>['items'][number];

/** With the token, which is shown this once. */
export type NewAppPassword = Answer<'/me/app-passwords', 'post'>;

export const appPasswordsQuery = queryOptions({
  queryKey: ['app-passwords'],
  queryFn: async ({ signal }) => (await api.get<{ items: AppPassword[] }>('/me/app-passwords', { signal })).items,
});

export function useCreateAppPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (label: string) => api.post<NewAppPassword>('/me/app-passwords', { label }),
    onSuccess: () => client.invalidateQueries({ queryKey: appPasswordsQuery.queryKey }),
  });
}

export function useRevokeAppPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete(`/me/app-passwords/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: appPasswordsQuery.queryKey }),
  });
}
