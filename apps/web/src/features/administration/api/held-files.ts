import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { organisationPath } from './organisations.ts';

export type HeldPage = Answer<'/organisations/{key}/held-files'>;
export type HeldFile = HeldPage['items'][number];

export function heldFilesQuery(key: string, window: { offset: number; limit: number }) {
  return queryOptions({
    queryKey: ['organisations', key, 'held-files', window],
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
    queryFn: ({ signal }) => api.get<HeldPage>(`${organisationPath(key)}/held-files`, { query: window, signal }),
  });
}

export function useDecideHeld(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ contentId, what }: { contentId: number; what: 'release' | 'recheck' }) =>
      api.post(`${organisationPath(key)}/held-files/${contentId}/${what}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['organisations', key, 'held-files'] }),
  });
}
