import { queryOptions } from '@tanstack/react-query';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';

export type Space = Answer<'/spaces'>['items'][number];

/** Whether it is the root of a space that several people have. */
export function isSharedRoot({ rootOf = null }: { readonly rootOf?: Space['kind'] | null }): boolean {
  return rootOf === 'project' || rootOf === 'exchange';
}

/** The spaces that the signed-in person can see. */
export const spacesQuery = queryOptions({
  queryKey: ['spaces'],
  queryFn: async ({ signal }) => (await api.get<{ items: Space[] }>('/spaces', { signal })).items,
});
