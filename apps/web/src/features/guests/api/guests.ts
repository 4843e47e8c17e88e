import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type GuestPage = Answer<'/guests'>;
export type Guest = GuestPage['items'][number];
export type GuestShow = 'open' | 'invited' | 'expired' | 'active' | 'ended' | 'due' | 'ending' | 'orphaned' | 'all';
export type GuestBulk = Body<'/guests/bulk', 'post'>['action'];
export type GuestBulkResult = Answer<'/guests/bulk', 'post'>['items'][number];
export type Invitation = Answer<'/invitations/{token}'>;

export interface GuestFilter {
  readonly q: string;
  readonly state: GuestShow;
  readonly sponsor: 'me' | 'all';
  /** Login of the sponsor; '': whoever it is. */
  readonly of: string;
  readonly offset: number;
  readonly limit: number;
}

export function guestParameters({ q, state, sponsor, of }: Omit<GuestFilter, 'offset' | 'limit'>) {
  return { state, sponsor, q: q === '' ? undefined : q, of: of === '' ? undefined : of };
}

export function guestsQuery(filter: GuestFilter) {
  const query = { ...guestParameters(filter), offset: filter.offset, limit: filter.limit };
  return queryOptions({
    queryKey: ['guests', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<GuestPage>('/guests', { query, signal }),
  });
}

export const guestRulesQuery = queryOptions({
  queryKey: ['guests', 'rules'],
  queryFn: ({ signal }) => api.get<Answer<'/guests/rules'>>('/guests/rules', { signal }),
});

export function useInviteGuest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (guest: Body<'/guests', 'post'>) => api.post<Guest>('/guests', guest),
    // whoever is invited to a space is a member of it
    onSuccess: () => Promise.all(['guests', 'spaces'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export function useChangeGuest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ guest, ...change }: { readonly guest: Guest } & Body<'/guests/{login}', 'patch'>) =>
      api.patch<Guest>(addressOf(guest), change),
    onSettled: () => client.invalidateQueries({ queryKey: ['guests'] }),
  });
}

export function useGuestAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ guest, action }: { guest: Guest; action: 'confirm' | 'end' | 'resend' }) =>
      api.post<Guest>(addressOf(guest, action)),
    onSettled: () => client.invalidateQueries({ queryKey: ['guests'] }),
  });
}

/** Each for itself: what failed is in the answer. */
export function useGuestBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Body<'/guests/bulk', 'post'>) =>
      (await api.post<Answer<'/guests/bulk', 'post'>>('/guests/bulk', input)).items,
    onSettled: () => client.invalidateQueries({ queryKey: ['guests'] }),
  });
}

/** Several organisations may have the same guest: the one that is shown is meant. */
function addressOf({ login, organisation }: Guest, action?: string): string {
  const path = `/guests/${encodeURIComponent(login)}${action === undefined ? '' : `/${action}`}`;
  return `${path}?organisation=${encodeURIComponent(organisation.key)}`;
}

export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    retry: false,
    queryFn: ({ signal }) => api.get<Invitation>(`/invitations/${encodeURIComponent(token)}`, { signal }),
  });
}
