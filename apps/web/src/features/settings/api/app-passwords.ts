import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export interface AppPassword {
  readonly id: number;
  readonly label: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface NewAppPassword {
  readonly id: number;
  readonly label: string;
  /** Shown this once. */
  readonly token: string;
}

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
