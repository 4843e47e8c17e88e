import type { OrganisationTree } from './organisation-tree.ts';
import { ruleScales } from './rules.ts';

export type DaysRule =
  | 'retention.audit_days'
  | 'retention.deletion_days'
  | 'retention.handover_days'
  | 'retention.trash_days';

/** Where nobody says otherwise. */
export function usualDays(rule: DaysRule): number {
  return Number(ruleScales[rule].default);
}

/** The days that hold for each organisation for which it is not the usual ones. */
export function ruledDays(tree: OrganisationTree, rule: DaysRule): ReadonlyMap<number, number> {
  const days = new Map<number, number>();
  for (const { id } of tree.all) {
    const value = tree.rule(id, rule);
    if (value !== ruleScales[rule].default) days.set(id, value);
  }
  return days;
}
