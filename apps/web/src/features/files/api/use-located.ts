import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { fileKeys } from './file-keys.ts';
import type { Located, NodeView } from './node-types.ts';

/** A node with the folders above it, in names. */
export type LocatedNode = NodeView & { readonly path?: readonly string[]; readonly sharing?: NodeSharing };

/** In the lists of what is shared: by whom or with whom, and since when. */
export interface NodeSharing {
  readonly by?: string | null;
  readonly with?: string;
  readonly at: number;
  readonly isNew?: boolean;
}

type Answer = { readonly items: readonly Located[] };

const flatten = ({ items }: Answer): LocatedNode[] => items.map(({ node, path }) => ({ ...node, path }));

export function useFavourites() {
  return useQuery({
    queryKey: fileKeys.favourites,
    queryFn: ({ signal }) => api.get<Answer>('/favourites', { signal }),
    select: flatten,
  });
}

export function useRecent(limit = 200) {
  return useQuery({
    queryKey: [...fileKeys.recent, limit],
    queryFn: ({ signal }) => api.get<Answer>('/recent', { signal, query: { limit } }),
    select: flatten,
  });
}

export interface SearchQuery {
  readonly text: string;
  readonly kind: 'file' | 'folder' | undefined;
  readonly within: number | null;
}

export const searchLimit = 500;

export function useSearch({ text, kind, within }: SearchQuery) {
  return useQuery({
    queryKey: [...fileKeys.search(text, within), kind],
    queryFn: ({ signal }) =>
      api.get<Answer>('/search', { signal, query: { q: text, kind, within, limit: searchLimit } }),
    select: flatten,
    enabled: text.trim() !== '',
  });
}
