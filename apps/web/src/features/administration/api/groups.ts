import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type GroupPage = Answer<'/groups'>;
export type Group = GroupPage['items'][number];
export type MemberPage = Answer<'/groups/{key}/members'>;

export interface ListWindow {
  readonly q: string;
  readonly offset: number;
  readonly limit: number;
}

export const inQuery = ({ q, offset, limit }: ListWindow) => ({ q: q === '' ? undefined : q, offset, limit });

function groupPath(key: string): string {
  return `/groups/${encodeURIComponent(key)}`;
}

export function groupsQuery(window: ListWindow & { readonly organisation: string }) {
  const query = { ...inQuery(window), organisation: window.organisation === '' ? undefined : window.organisation };
  return queryOptions({
    queryKey: ['groups', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<GroupPage>('/groups', { query, signal }),
  });
}

export function groupMembersQuery(key: string, window: ListWindow) {
  const query = inQuery(window);
  return queryOptions({
    queryKey: ['groups', 'members', key, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<MemberPage>(`${groupPath(key)}/members`, { query, signal }),
  });
}

function useGroupMutation<Input, Output>(run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => client.invalidateQueries({ queryKey: ['groups'] }) });
}

export function useAddGroup() {
  return useGroupMutation((input: Pick<Group, 'key' | 'name' | 'organisationKey'>) =>
    api.post<Group>('/groups', input),
  );
}

export function useRenameGroup(key: string) {
  return useGroupMutation((name: string) => api.patch(groupPath(key), { name }));
}

export function useDeleteGroup() {
  return useGroupMutation((key: string) => api.delete(groupPath(key)));
}

/** Adds (`member: true`) or removes one person. */
export function useChangeGroupMember(key: string) {
  return useGroupMutation(({ login, member }: { login: string; member: boolean }) => {
    const path = `${groupPath(key)}/members/${encodeURIComponent(login)}`;
    return member ? api.put(path) : api.delete(path);
  });
}

export function useAddGroupMembers(key: string) {
  return useGroupMutation((logins: readonly string[]) =>
    api.post<Answer<'/groups/{key}/members', 'post'>>(`${groupPath(key)}/members`, { logins }),
  );
}
