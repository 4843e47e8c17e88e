import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { organisationPath, type OrganisationRef } from './organisations.ts';

export type RuleValue = string | number;

/** A rule as it holds for one organisation. */
export interface Rule {
  readonly rule: string;
  /** What holds. */
  readonly value: RuleValue;
  /** What this organisation set itself. */
  readonly own: RuleValue | null;
  /** Who set what holds; null: nobody, it is the default. */
  readonly from: OrganisationRef | null;
  readonly allowed: readonly string[] | { readonly min: number; readonly max: number };
  /** What would hold without an own value. */
  readonly inherited: RuleValue;
}

export function rulesQuery(key: string) {
  return queryOptions({
    queryKey: ['organisations', key, 'rules'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Rule[] }>(`${organisationPath(key)}/rules`, { signal })).items,
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
