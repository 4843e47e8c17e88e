import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type OrganisationKind = Organisation['kind'];

export type Organisation = Answer<'/organisations'>['items'][number];

export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: async ({ signal }) => (await api.get<{ items: Organisation[] }>('/organisations', { signal })).items,
});

export type OrganisationInput = Pick<Organisation, 'key' | 'name' | 'kind' | 'parentKey'>;

export function useAddOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: OrganisationInput) => api.post<Organisation>('/organisations', input),
    onSuccess: () => client.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
  });
}
