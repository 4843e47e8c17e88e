import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { OrganisationRef } from './organisations.ts';

export interface Group {
  readonly key: string;
  readonly name: string;
  /** null: over organisations. */
  readonly organisationKey: string | null;
  readonly memberCount: number;
  /** Whether the signed-in person may change it. */
  readonly administered: boolean;
}

export interface GroupMember {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationRef;
}

export interface ListWindow {
  readonly q: string;
  readonly offset: number;
  readonly limit: number;
}

const inQuery = ({ q, offset, limit }: ListWindow) => ({ q: q === '' ? undefined : q, offset, limit });

function groupPath(key: string): string {
  return `/groups/${encodeURIComponent(key)}`;
}

export function groupsQuery(window: ListWindow & { readonly organisation: string }) {
  const query = { ...inQuery(window), organisation: window.organisation === '' ? undefined : window.organisation };
  return queryOptions({
    queryKey: ['groups', 'list', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<{ total: number; items: Group[] }>('/groups', { query, signal }),
  });
}

export function groupMembersQuery(key: string, window: ListWindow) {
  const query = inQuery(window);
  return queryOptions({
    queryKey: ['groups', 'members', key, query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<{ total: number; items: GroupMember[] }>(`${groupPath(key)}/members`, { query, signal }),
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
    api.post<{ changed: number; unknown: string[] }>(`${groupPath(key)}/members`, { logins }),
  );
}
