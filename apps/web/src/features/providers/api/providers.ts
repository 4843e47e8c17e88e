import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

type Path = '/organisations/{key}/providers';
export type Provider = Answer<Path>['items'][number];
export type Settings = Provider['settings'];
export type NewProvider = Body<Path, 'post'>;
export type ProviderChange = Body<'/organisations/{key}/providers/{provider}', 'patch'>;
export type Discovered = Answer<'/organisations/{key}/providers/{provider}/test', 'post'>;

const pathOf = (organisation: string) => `/organisations/${encodeURIComponent(organisation)}/providers`;

export function providersQuery(organisation: string) {
  return queryOptions({
    queryKey: ['organisations', organisation, 'providers'],
    queryFn: async ({ signal }) => (await api.get<{ items: Provider[] }>(pathOf(organisation), { signal })).items,
  });
}

function useChange<Input, Result>(organisation: string, mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  const { queryKey } = providersQuery(organisation);
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey }) });
}

export const useAddProvider = (organisation: string) =>
  useChange(organisation, (input: NewProvider) => api.post<Provider>(pathOf(organisation), input));
export const useChangeProvider = ({ organisation, key }: Provider) =>
  useChange(organisation.key, (change: ProviderChange) =>
    api.patch<Provider>(`${pathOf(organisation.key)}/${key}`, change),
  );
export const useRemoveProvider = ({ organisation, key }: Provider) =>
  useChange(organisation.key, () => api.delete(`${pathOf(organisation.key)}/${key}`));

export function useTestProvider({ organisation, key }: Provider) {
  return useMutation({
    mutationFn: () => api.post<Discovered>(`${pathOf(organisation.key)}/${key}/test`, {}),
  });
}
