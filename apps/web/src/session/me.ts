import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export type OrganisationRole = 'organisation-administrator' | 'auditor' | 'reporter' | 'access-manager';

export interface HeldRole {
  readonly role: OrganisationRole;
  readonly organisation: { readonly key: string; readonly name: string };
}

/** Oneself, with what one may do for organisations. */
export interface Me {
  readonly login: string;
  readonly role: 'member' | 'guest' | 'platform-administrator';
  readonly assignments: readonly HeldRole[];
  /** Whether there is an organisation that one administers. */
  readonly administers: boolean;
  /** Whether there is an organisation whose audit log one may read. */
  readonly auditor: boolean;
}

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
