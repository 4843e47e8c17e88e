import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type GuestPage = Answer<'/guests'>;
export type Guest = GuestPage['items'][number];
export type GuestShow = 'open' | 'invited' | 'expired' | 'active' | 'ended' | 'due' | 'orphaned' | 'all';
export type Invitation = Answer<'/invitations/{token}'>;

export interface GuestFilter {
  readonly q: string;
  readonly state: GuestShow;
  readonly sponsor: 'me' | 'all';
  readonly offset: number;
  readonly limit: number;
}

export function guestsQuery({ q, ...rest }: GuestFilter) {
  const query = { ...rest, q: q === '' ? undefined : q };
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
    onSuccess: () => client.invalidateQueries({ queryKey: ['guests'] }),
  });
}

export function useChangeGuest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ guest, endsAt, reason }: { guest: Guest; endsAt: number; reason: string }) =>
      api.patch<Guest>(addressOf(guest), { endsAt, reason }),
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
