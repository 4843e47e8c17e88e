import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

type CommentPage = Answer<'/nodes/{id}/comments'>;
export type Comment = CommentPage['items'][number];
export type Person = Answer<'/nodes/{id}/mentionable'>['items'][number];
export type Tag = Answer<'/nodes/{id}/tags'>['items'][number];
export type TaggedNode = Answer<'/tags/nodes'>['items'][number];

const keys = {
  comments: (id: number) => ['collaboration', 'comments', id] as const,
  tags: (id: number) => ['collaboration', 'tags', id] as const,
  subscription: (id: number) => ['collaboration', 'subscription', id] as const,
};
const pageSize = 50;
/** Others write while one reads. */
const refreshEvery = 10_000;

export const useComments = (nodeId: number) =>
  useInfiniteQuery({
    queryKey: keys.comments(nodeId),
    queryFn: ({ signal, pageParam }) =>
      api.get<CommentPage>(`/nodes/${nodeId}/comments`, { signal, query: { before: pageParam, limit: pageSize } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ more, items }) => (more ? (items.at(-1)?.id ?? null) : null),
    refetchInterval: refreshEvery,
  });

function useCommentChange<Input>(nodeId: number, mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keys.comments(nodeId) }),
  });
}

export const useAddComment = (nodeId: number) =>
  useCommentChange(nodeId, (text: string) => api.post(`/nodes/${nodeId}/comments`, { text }));
export const useEditComment = (nodeId: number) =>
  useCommentChange(nodeId, ({ id, text }: { id: number; text: string }) => api.patch(`/comments/${id}`, { text }));
export const useRemoveComment = (nodeId: number) =>
  useCommentChange(nodeId, (id: number) => api.delete(`/comments/${id}`));
export const markCommentsRead = (nodeId: number) => api.post(`/nodes/${nodeId}/comments/read`);

/** null: nobody is being looked for. */
export const useMentionable = (nodeId: number, text: string | null) =>
  useQuery({
    queryKey: ['collaboration', 'mentionable', nodeId, text],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Person[] }>(`/nodes/${nodeId}/mentionable`, { signal, query: { q: text } })).items,
    enabled: text !== null,
    placeholderData: (before) => before,
  });

export const useTags = (nodeId: number) =>
  useQuery({
    queryKey: keys.tags(nodeId),
    queryFn: async ({ signal }) => (await api.get<{ items: Tag[] }>(`/nodes/${nodeId}/tags`, { signal })).items,
  });

export const useTagSuggestions = (text: string, isEnabled: boolean) =>
  useQuery({
    queryKey: ['collaboration', 'suggested', text],
    queryFn: async ({ signal }) => (await api.get<{ items: Tag[] }>('/tags', { signal, query: { q: text } })).items,
    enabled: isEnabled,
    placeholderData: (before) => before,
  });

export function useChangeTags(nodeId: number) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['collaboration'] });
  const put = useMutation({ mutationFn: (name: string) => api.post(`/nodes/${nodeId}/tags`, { name }), onSettled });
  const take = useMutation({ mutationFn: (id: number) => api.delete(`/nodes/${nodeId}/tags/${id}`), onSettled });
  return { put, take };
}

export const taggedQuery = (name: string) =>
  queryOptions({
    queryKey: ['collaboration', 'tagged', name],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: TaggedNode[] }>('/tags/nodes', { signal, query: { name } })).items,
  });

export function useSubscription(nodeId: number) {
  const client = useQueryClient();
  const queryKey = keys.subscription(nodeId);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<{ subscribed: boolean }>(`/nodes/${nodeId}/subscription`, { signal }),
  });
  const set = useMutation({
    mutationFn: (subscribed: boolean) =>
      subscribed ? api.put(`/nodes/${nodeId}/subscription`) : api.delete(`/nodes/${nodeId}/subscription`),
    onMutate: (subscribed) => client.setQueryData(queryKey, { subscribed }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return { subscribed: data?.subscribed, set };
}
