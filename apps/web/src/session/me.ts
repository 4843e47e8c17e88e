import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';

/** Oneself, with what one may do for organisations. */
export type Me = Answer<'/me'>;
export type HeldRole = Me['assignments'][number];
export type OrganisationRole = HeldRole['role'];

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => api.get<Me>('/me', { signal }),
});

/** What one may administer: nothing until the server has said so. */
export interface Access {
  readonly isPlatform: boolean;
  readonly administers: boolean;
  readonly auditor: boolean;
  /** Everybody but guests themselves. */
  readonly mayHaveGuests: boolean;
  readonly assignments: readonly HeldRole[];
}

export function useAccess(): Access {
  const { data } = useQuery(meQuery);
  const isPlatform = data?.role === 'platform-administrator';
  return {
    isPlatform,
    administers: isPlatform || data?.administers === true,
    auditor: isPlatform || data?.auditor === true,
    mayHaveGuests: data !== undefined && data.role !== 'guest',
    assignments: data?.assignments ?? [],
  };
}
