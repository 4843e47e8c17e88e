import type { Sorting } from './node-types.ts';

/** Query keys; everything of one folder begins alike, so that a live hint refreshes it at once. */
export const fileKeys = {
  all: ['files'] as const,
  root: ['files', 'root'] as const,
  node: (id: number) => ['files', 'node', id] as const,
  nodeDetail: (id: number, part: 'versions' | 'activity') => ['files', 'node', id, part] as const,
  folder: (id: number) => ['files', 'folder', id] as const,
  pages: (id: number, sorting: Sorting, filter: string) =>
    ['files', 'folder', id, sorting.key, sorting.descending, filter] as const,
  folders: (id: number) => ['files', 'folder', id, 'folders'] as const,
  trash: ['files', 'trash'] as const,
  favourites: ['files', 'favourites'] as const,
  recent: ['files', 'recent'] as const,
  search: (text: string, within: number | null) => ['files', 'search', text, within] as const,
};
