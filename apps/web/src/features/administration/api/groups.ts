import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import type { Person } from './people.ts';

export type Group = Answer<'/groups'>['items'][number];

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async ({ signal }) => (await api.get<{ items: Group[] }>('/groups', { signal })).items,
});

export function groupMembersQuery(key: string) {
  return queryOptions({
    queryKey: ['groups', key, 'members'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Person[] }>(`/groups/${encodeURIComponent(key)}/members`, { signal })).items,
  });
}

export function useAddGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Pick<Group, 'key' | 'name' | 'organisationKey'>) => api.post<Group>('/groups', input),
    onSuccess: () => client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
  });
}

/** Adds (`member: true`) or removes one person. */
export function useChangeGroupMember(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ login, member }: { login: string; member: boolean }) => {
      const path = `/groups/${encodeURIComponent(key)}/members/${encodeURIComponent(login)}`;
      return member ? api.put(path) : api.delete(path);
    },
    onSettled: () => client.invalidateQueries({ queryKey: groupsQuery.queryKey }),
  });
}
