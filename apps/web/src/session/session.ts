import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';

export type SignedInPerson = Answer<'/session'>['person'];

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<SignedInPerson | null> => {
    try {
      return (await api.get<{ person: SignedInPerson }>('/session', { signal, quiet401: true })).person;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** The person who is signed in; only for pages behind the sign-in. */
export function usePerson(): SignedInPerson {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('usePerson needs a signed-in person');
  return data;
}

export function isAdministrator(person: SignedInPerson): boolean {
  return person.role === 'platform-administrator';
}

/** Ends the session here and on the server, and forgets everything that was read; `to` is where the next one goes on. */
export function useSignOut(): (to?: string) => Promise<void> {
  const client = useQueryClient();
  return async (to) => {
    await api.delete('/session', { quiet401: true }).catch(() => undefined);
    client.clear();
    // A full load: nothing of this person's stays in memory.
    location.assign(to === undefined ? '/login' : `/login?to=${encodeURIComponent(to)}`);
  };
}
