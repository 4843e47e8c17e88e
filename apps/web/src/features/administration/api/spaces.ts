import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { inQuery, type ListWindow } from './groups.ts';
import { spacesQuery } from '../../../session/spaces.ts';

export type SpaceRole = SpaceMember['role'];

export type SpacePage = Answer<'/spaces/all'>;
export type SpaceSummary = SpacePage['items'][number];

export type SpaceMember = Answer<'/spaces/{id}/members'>['items'][number];

export type SpaceState = 'closed' | 'ending' | 'held' | 'unmanaged';

interface SpacesWindow extends ListWindow {
  readonly kind: SpaceSummary['kind'];
  readonly state: SpaceState | undefined;
  readonly sort: 'name' | 'size';
}

export function allSpacesQuery({ kind, state, sort, ...window }: SpacesWindow) {
  const query = { kind, sort, ...(state === undefined ? {} : { state }), ...inQuery(window) };
  return queryOptions({
    queryKey: ['spaces', 'all', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<SpacePage>('/spaces/all', { query, signal }),
  });
}

export function spaceMembersQuery(id: number) {
  return queryOptions({
    queryKey: ['spaces', 'members', id],
    queryFn: async ({ signal }) => (await api.get<{ items: SpaceMember[] }>(`/spaces/${id}/members`, { signal })).items,
  });
}

export function useUpdateSpace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: { id: number; name?: string; quotaBytes?: number | null }) =>
      api.patch(`/spaces/${id}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: spacesQuery.queryKey }),
  });
}

/** Sets a role; null removes the person. */
export function useChangeSpaceMember(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ login, role }: { login: string; role: SpaceRole | null }) => {
      const path = `/spaces/${id}/members/${encodeURIComponent(login)}`;
      return role === null ? api.delete(path) : api.put(path, { role });
    },
    onSettled: () => client.invalidateQueries({ queryKey: spacesQuery.queryKey }),
  });
}
