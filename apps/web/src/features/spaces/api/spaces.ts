import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { spacesQuery, type Space } from '../../../session/spaces.ts';

export type NewSpace = Body<'/spaces', 'post'>;
export type SpaceChange = Body<'/spaces/{id}', 'patch'>;

/** Which spaces the signed-in person may make. */
export const spaceRulesQuery = queryOptions({
  queryKey: ['spaces', 'rules'],
  queryFn: ({ signal }) => api.get<Answer<'/spaces/rules'>>('/spaces/rules', { signal }),
});

export function useMakeSpace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewSpace) => api.post<Space>('/spaces', input),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useChangeSpace(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SpaceChange) => api.patch(`/spaces/${id}`, change),
    // what may be done in it may be other now
    onSettled: () => client.invalidateQueries(),
  });
}

export function useCloseSpace(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(`/spaces/${id}/close`),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useHandOverSpace(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: { login: string | null; stay?: boolean }) => api.post(`/spaces/${id}/hand-over`, to),
    onSettled: () => client.invalidateQueries({ queryKey: spacesQuery.queryKey }),
  });
}
