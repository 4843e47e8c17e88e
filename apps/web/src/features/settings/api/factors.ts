import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Factors = Answer<'/me/factors'>;
export type FactorDevice = Factors['devices'][number];

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => api.get<Factors>('/me/factors', { signal }),
});

export function useRemoveFactor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, id }: Pick<FactorDevice, 'kind' | 'id'>) => api.delete(`/me/factors/${kind}/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: factorsQuery.queryKey }),
  });
}

export function useNewRecoveryCodes() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await api.post<{ codes: string[] }>('/me/factors/recovery-codes')).codes,
    onSettled: () => client.invalidateQueries({ queryKey: factorsQuery.queryKey }),
  });
}
