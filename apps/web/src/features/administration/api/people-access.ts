import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import type { GuestPage } from '../../guests/api/guests.ts';
import type { GroupPage } from './groups.ts';
import { personPath } from './people.ts';

export type PersonAccess = Answer<'/people/{login}/access'>;

export function accessQuery(login: string) {
  return queryOptions({
    queryKey: ['people', 'access', login],
    queryFn: ({ signal }) => api.get<PersonAccess>(`${personPath(login)}/access`, { signal }),
  });
}

/** So many are named on the person's page; how many more there are is said. */
const shown = 20;

export function groupsOfQuery(login: string) {
  return queryOptions({
    queryKey: ['groups', 'of', login],
    queryFn: ({ signal }) => api.get<GroupPage>('/groups', { query: { member: login, limit: shown }, signal }),
  });
}

export function guestsOfQuery(login: string) {
  return queryOptions({
    queryKey: ['guests', 'of', login],
    queryFn: ({ signal }) => api.get<GuestPage>('/guests', { query: { of: login, limit: shown }, signal }),
  });
}

/** 'access' is everything at once. */
export type AccessEnd = 'access' | 'factors' | { readonly session: number } | { readonly appPassword: number };

export function useEndAccess(login: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (end: AccessEnd) => api.delete(`${personPath(login)}/${pathOf(end)}`),
    onSettled: () => client.invalidateQueries({ queryKey: accessQuery(login).queryKey }),
  });
}

function pathOf(end: AccessEnd): string {
  if (typeof end === 'string') return end;
  return 'session' in end ? `sessions/${end.session}` : `app-passwords/${end.appPassword}`;
}
