import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Organisation = Answer<'/organisations'>['items'][number];
export type OrganisationKind = Organisation['kind'];
export type OrganisationDetails = Answer<'/organisations/{key}'>;
export type OrganisationRef = OrganisationDetails['path'][number];
export type OrganisationInput = Body<'/organisations', 'post'>;
export type OrganisationChange = Body<'/organisations/{key}', 'patch'>;

export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await api.get<Answer<'/organisations'>>('/organisations', { signal })).items,
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

/** Only where nothing ever belonged to it. */
export function useRemoveOrganisation(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(organisationPath(key)),
    onSuccess: () => client.invalidateQueries({ queryKey: organisationsQuery.queryKey, exact: true }),
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
