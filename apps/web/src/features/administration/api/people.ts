import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Role = NonNullable<Person['role']>;

export type Person = PeoplePage['items'][number];

export type PeoplePage = Answer<'/people'>;

export interface PeopleFilter {
  readonly q: string;
  readonly organisation: string;
  readonly offset: number;
  readonly limit: number;
}

export function peopleQuery({ q, organisation, offset, limit }: PeopleFilter) {
  const query = {
    q: q === '' ? undefined : q,
    organisation: organisation === '' ? undefined : organisation,
    offset,
    limit,
  };
  return queryOptions({
    queryKey: ['people', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<PeoplePage>('/people', { query, signal }),
  });
}

export interface PersonInput {
  readonly name: string;
  readonly email: string | null;
  readonly organisationKey: string;
  readonly role: Role;
}

export function useAddPerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: PersonInput & { login: string; password: string }) => api.post<Person>('/people', input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
}

export function useUpdatePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ login, ...change }: Partial<PersonInput> & { login: string; disabled?: boolean }) =>
      api.patch<Person>(`/people/${encodeURIComponent(login)}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) =>
      api.put(`/people/${encodeURIComponent(login)}/password`, { password }),
  });
}
