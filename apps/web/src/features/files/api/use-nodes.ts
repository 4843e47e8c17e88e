import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { fileKeys } from './file-keys.ts';
import type { ActivityEntry, NodeView, VersionView } from './node-types.ts';

export const rootQuery = queryOptions({
  queryKey: fileKeys.root,
  queryFn: ({ signal }) => api.get<NodeView>('/nodes/root', { signal }),
  staleTime: 5 * 60_000,
});

export const useRoot = () => useQuery(rootQuery);

export const useNode = (id: number | null) =>
  useQuery({
    queryKey: fileKeys.node(id ?? 0),
    queryFn: ({ signal }) => api.get<NodeView>(`/nodes/${id}`, { signal }),
    enabled: id !== null,
  });

export const useVersions = (id: number) =>
  useQuery({
    queryKey: fileKeys.nodeDetail(id, 'versions'),
    queryFn: async ({ signal }) => (await api.get<{ items: VersionView[] }>(`/nodes/${id}/versions`, { signal })).items,
  });

export const useActivity = (id: number) =>
  useQuery({
    queryKey: fileKeys.nodeDetail(id, 'activity'),
    queryFn: async ({ signal }) =>
      (await api.get<{ items: ActivityEntry[] }>(`/nodes/${id}/activity`, { signal, query: { limit: 50 } })).items,
  });
