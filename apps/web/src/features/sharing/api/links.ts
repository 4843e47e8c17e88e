import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type LinksOfNode = Answer<'/nodes/{id}/links'>;
export type PublicLink = LinksOfNode['items'][number];
export type OwnLinksPage = Answer<'/links'>;
export type OwnLink = OwnLinksPage['items'][number];
export type NewLink = Body<'/nodes/{id}/links', 'post'>;
export type LinkChange = Body<'/links/{id}', 'patch'>;
export type LinkUse = Answer<'/links/{id}/use'>;

/** A change to one shows in the list of its node and in that of all one's own. */
const links = ['sharing', 'links'] as const;
const key = (nodeId: number) => [...links, nodeId] as const;

export const ownLinksQuery = infiniteQueryOptions({
  queryKey: [...links, 'own'],
  initialPageParam: null as number | null,
  queryFn: ({ pageParam, signal }) =>
    api.get<OwnLinksPage>('/links', { query: { before: pageParam, limit: 50 }, signal }),
  getNextPageParam: ({ next }) => next,
});

export function linksQuery(nodeId: number) {
  return queryOptions({
    queryKey: key(nodeId),
    queryFn: ({ signal }) => api.get<LinksOfNode>(`/nodes/${nodeId}/links`, { signal }),
  });
}

export function seenByLinksQuery(nodeId: number) {
  return queryOptions({
    queryKey: [...links, nodeId, 'seen-by'],
    queryFn: ({ signal }) => api.get<Answer<'/nodes/{id}/seen-by-links'>>(`/nodes/${nodeId}/seen-by-links`, { signal }),
  });
}

export function linkUseQuery(id: number) {
  return queryOptions({
    queryKey: ['sharing', 'link-use', id],
    queryFn: ({ signal }) => api.get<LinkUse>(`/links/${id}/use`, { signal }),
  });
}

/** Makes one, or changes the one that is named. */
export function useSaveLink(nodeId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...input }: NewLink & { readonly id: number | null }) =>
      id === null
        ? api.post<PublicLink>(`/nodes/${nodeId}/links`, input)
        : api.patch<PublicLink>(`/links/${id}`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: links }),
  });
}

export function useWithdrawLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete<unknown>(`/links/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: links }),
  });
}
