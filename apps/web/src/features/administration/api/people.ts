import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer, Body } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';

export type Person = Answer<'/people/{login}'>;
export type PersonSource = NonNullable<Person['source']>;
export type PersonName = NonNullable<Person['deputies']>[number];
export type FoundPerson = Answer<'/people/find'>['items'][number];
/** Something that a person owns and that somebody has to take over. */
export type Belonging = Answer<'/people/{login}/belongings'>['items'][number];
export type NewPerson = Body<'/people', 'post'>;
export type PersonChange = Body<'/people/{login}', 'patch'>;

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
      (await api.get<Answer<'/people/find'>>('/people/find', { query: { q, limit: 20 }, signal })).items,
  });
}

export function belongingsQuery(login: string) {
  return queryOptions({
    queryKey: ['people', 'belongings', login],
    queryFn: async ({ signal }) =>
      (await api.get<Answer<'/people/{login}/belongings'>>(`${personPath(login)}/belongings`, { signal })).items,
  });
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

export type BulkInput = Body<'/people/bulk', 'post'>;
export type BulkAction = BulkInput['action'];
export type BulkResult = Answer<'/people/bulk', 'post'>['items'][number];

const bulkSize = 100;

/** One step after the other, so that progress can be shown; what failed is in the results. */
export function useBulk(onProgress: (done: number) => void) {
  return usePeopleMutation(async ({ logins, ...input }: BulkInput) => {
    const results: BulkResult[] = [];
    for (let from = 0; from < logins.length; from += bulkSize) {
      const part = logins.slice(from, from + bulkSize);
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.post<Answer<'/people/bulk', 'post'>>('/people/bulk', { ...input, logins: part });
      results.push(...answer.items);
      onProgress(results.length);
    }
    return results;
  });
}
