import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export interface Session {
  readonly id: number;
  /** "Firefox, Linux" */
  readonly client: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly current: boolean;
}

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await api.get<{ items: Session[] }>('/me/sessions', { signal })).items,
});

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete(`/me/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
