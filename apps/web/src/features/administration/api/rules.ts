import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../api/answer.ts';
import { api } from '../../../api/api.ts';
import { organisationPath } from './organisations.ts';

/** A rule as it holds for one organisation. */
export type Rule = Answer<'/organisations/{key}/rules'>['items'][number];
export type RuleValue = Rule['value'];

export function rulesQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key, 'rules'],
    queryFn: async ({ signal }) =>
      (await api.get<Answer<'/organisations/{key}/rules'>>(`${organisationPath(key)}/rules`, { signal })).items,
  });
}

/** Sets a rule, or leaves it to the organisations above with null. */
export function useSetRule(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ rule, value }: { rule: string; value: RuleValue | null }) =>
      api.put(`${organisationPath(key)}/rules/${encodeURIComponent(rule)}`, { value }),
    // What is set here may hold for everything below.
    onSettled: () => client.invalidateQueries({ queryKey: ['organisations'] }),
  });
}
