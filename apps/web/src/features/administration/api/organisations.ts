import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type OrganisationKind = 'state' | 'department' | 'authority' | 'institution' | 'municipality';

export interface Organisation {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: OrganisationKind;
  readonly parentKey: string | null;
  readonly closed: boolean;
  /** Whether the signed-in person administers it. */
  readonly administered: boolean;
  readonly peopleCount?: number;
}

export interface OrganisationRef {
  readonly key: string;
  readonly name: string;
}

export interface OrganisationDetails extends Organisation {
  readonly officialKey: string | null;
  readonly colour: string | null;
  readonly hasLogo: boolean;
  readonly mailDomains: readonly string[];
  readonly quotaBytes: number | null;
  /** From the top down, itself not included. */
  readonly path: readonly OrganisationRef[];
}

export type OrganisationInput = Pick<Organisation, 'key' | 'name' | 'kind' | 'parentKey'>;

export type OrganisationChange = Partial<
  Pick<
    OrganisationDetails,
    'name' | 'shortName' | 'kind' | 'parentKey' | 'officialKey' | 'colour' | 'mailDomains' | 'quotaBytes' | 'closed'
  >
>;

export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await api.get<{ items: Organisation[] }>('/organisations', { signal })).items,
});

export function organisationPath(key: string): string {
  return `/organisations/${encodeURIComponent(key)}`;
}

export function organisationQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<OrganisationDetails>(organisationPath(key), { signal }),
  });
}

export function useAddOrganisation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: OrganisationInput) => api.post<Organisation>('/organisations', input),
    onSuccess: () => client.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
  });
}

export function useUpdateOrganisation(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: OrganisationChange) => api.patch<OrganisationDetails>(organisationPath(key), change),
    onSettled: () => client.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
  });
}

/** Sets the picture, or takes it away with null. */
export function useChangeLogo(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File | null) => {
      const path = `${organisationPath(key)}/logo`;
      return file === null ? api.delete(path) : api.put(path, file);
    },
    onSettled: () => client.invalidateQueries({ queryKey: organisationsQuery.queryKey }),
  });
}

/** What all its spaces hold together. */
export function organisationStorageQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key, 'storage'],
    queryFn: ({ signal }) =>
      api.get<Answer<'/organisations/{key}/storage'>>(`${organisationPath(key)}/storage`, { signal }),
  });
}
