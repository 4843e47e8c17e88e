import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/** A node as lists of found files show it. */
export interface FoundNode {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly mime: string;
  readonly size: number;
  readonly mtime: number;
  readonly rootOf: 'personal' | 'project' | null;
  readonly modifiedBy: { readonly login: string; readonly name: string } | null;
}

/** A node with its path below the person's root, as search, favourites and recent files answer it. */
export interface Located {
  readonly node: FoundNode;
  readonly path: readonly string[];
}

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
