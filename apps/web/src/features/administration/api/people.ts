import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { HeldRole } from '../../../session/me.ts';
import type { OrganisationRef } from './organisations.ts';

export type PlatformRole = 'member' | 'guest' | 'platform-administrator';

export interface PersonName {
  readonly login: string;
  readonly name: string;
}

/** A person; what only administrators are told is absent for others. Times are milliseconds. */
export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationRef;
  readonly email?: string | null;
  readonly role?: PlatformRole;
  readonly kind?: 'member' | 'guest';
  readonly disabled?: boolean;
  readonly createdAt?: number;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  readonly language?: 'de' | 'en';
  /** Besides `email`. */
  readonly addresses?: readonly string[];
  readonly manager?: PersonName | null;
  readonly deputies?: readonly PersonName[];
  readonly assignments?: readonly HeldRole[];
  /** The source that keeps this person, such as a directory service. */
  readonly source?: { readonly key: string; readonly name: string } | null;
  readonly leftAt?: number | null;
  readonly erased?: boolean;
}

export interface FoundPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly organisation: OrganisationRef;
  readonly jobTitle: string | null;
  readonly kind: 'member' | 'guest';
}

/** Something that a person owns and that somebody has to take over. */
export interface Belonging {
  readonly kind: 'personal-space' | 'space' | 'group' | 'guest';
  readonly name: string;
  readonly bytes?: number;
  readonly count?: number;
}

export function personPath(login: string): string {
  return `/people/${encodeURIComponent(login)}`;
}

export function personQuery(login: string) {
  return queryOptions({
    queryKey: ['people', 'one', login],
    queryFn: ({ signal }) => api.get<Person>(personPath(login), { signal }),
  });
}

/** People by a few letters of their name, for choosing one. */
export function findPeopleQuery(q: string) {
  return queryOptions({
    queryKey: ['people', 'find', q],
    enabled: q !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: FoundPerson[] }>('/people/find', { query: { q, limit: 20 }, signal })).items,
  });
}

export function belongingsQuery(login: string) {
  return queryOptions({
    queryKey: ['people', 'belongings', login],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Belonging[] }>(`${personPath(login)}/belongings`, { signal })).items,
  });
}

export interface NewPerson {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly email: string | null;
  readonly organisationKey: string;
}

export interface PersonChange {
  readonly name?: string;
  readonly email?: string | null;
  readonly role?: PlatformRole;
  readonly disabled?: boolean;
  readonly jobTitle?: string | null;
  readonly phone?: string | null;
  readonly place?: string | null;
  readonly language?: 'de' | 'en';
  readonly addresses?: readonly string[];
  readonly manager?: string | null;
  readonly deputies?: readonly string[];
}

function usePeopleMutation<Input, Output>(run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['people'] }),
        client.invalidateQueries({ queryKey: ['organisations'], exact: true }),
      ]),
  });
}

export function useAddPerson() {
  return usePeopleMutation((input: NewPerson) => api.post<Person>('/people', input));
}

export function useUpdatePerson(login: string) {
  return usePeopleMutation((change: PersonChange) => api.patch<Person>(personPath(login), change));
}

export function useMovePerson(login: string) {
  return usePeopleMutation((organisationKey: string) => api.post(`${personPath(login)}/move`, { organisationKey }));
}

/** The person leaves; what they own goes to the successor. */
export function useLeave(login: string) {
  return usePeopleMutation((successor: string | null) =>
    api.post(`${personPath(login)}/leave`, successor === null ? {} : { successor }),
  );
}

export function useErase(login: string) {
  return usePeopleMutation(() => api.post(`${personPath(login)}/erase`, {}));
}

export function useResetPassword(login: string) {
  return useMutation({
    mutationFn: (password: string) => api.put(`${personPath(login)}/password`, { password }),
  });
}

export type BulkAction = 'disable' | 'enable' | 'move' | 'leave';

export interface BulkInput {
  readonly logins: readonly string[];
  readonly action: BulkAction;
  readonly organisationKey?: string;
  readonly successor?: string;
}

export interface BulkResult {
  readonly login: string;
  readonly ok: boolean;
  /** Why not. */
  readonly code?: string;
}

const bulkSize = 100;

/** One step after the other, so that progress can be shown; what failed is in the results. */
export function useBulk(onProgress: (done: number) => void) {
  return usePeopleMutation(async ({ logins, ...input }: BulkInput) => {
    const results: BulkResult[] = [];
    for (let from = 0; from < logins.length; from += bulkSize) {
      const part = logins.slice(from, from + bulkSize);
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.post<{ items: BulkResult[] }>('/people/bulk', { ...input, logins: part });
      results.push(...answer.items);
      onProgress(results.length);
    }
    return results;
  });
}
