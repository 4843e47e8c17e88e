import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { Located } from '../../../shell/found-files.ts';

/** The keys begin with 'files', so that uploads and live hints refresh them. */
export const startRecentQuery = queryOptions({
  queryKey: ['files', 'start', 'recent'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: Located[] }>('/recent', { query: { limit: 8 }, signal })).items.slice(0, 8),
});

export const startFavouritesQuery = queryOptions({
  queryKey: ['files', 'start', 'favourites'],
  queryFn: async ({ signal }) => (await api.get<{ items: Located[] }>('/favourites', { signal })).items.slice(0, 6),
});
