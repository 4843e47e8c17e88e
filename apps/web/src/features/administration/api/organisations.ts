import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';

export type OrganisationKind = 'state' | 'department' | 'authority' | 'institution' | 'municipality';

export interface Organisation {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parentKey: string | null;
  readonly peopleCount?: number;
}

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
