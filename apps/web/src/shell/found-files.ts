import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';

/** A node as lists of found files show it. */
export type FoundNode = Located['node'];

/** A node with its path below the person's root, as search, favourites and recent files answer it. */
export type Located = Answer<'/search'>['items'][number];

/** Up to eight files whose name fits. */
export function foundFilesQuery(term: string) {
  return queryOptions({
    queryKey: ['search', 'palette', term],
    enabled: term !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Located[] }>('/search', { query: { q: term, limit: 8 }, signal })).items,
  });
}

/** The folder it lies in: "Haushalt 2027 / Einzelplan 05", '' for the root. */
export function whereOf({ node, path }: Located): string {
  return (path.at(-1) === node.name ? path.slice(0, -1) : path).join(' / ');
}
