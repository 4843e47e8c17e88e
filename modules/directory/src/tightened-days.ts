import type { OrganisationTree } from './organisation-tree.ts';
import { ruleScales } from './rules.ts';

/** The days that hold for each organisation below the default; those for which the default holds are absent. */
export function tightenedDays(tree: OrganisationTree, rule: 'retention.audit_days'): ReadonlyMap<number, number> {
  const usual = Number(ruleScales[rule].default);
  const days = new Map<number, number>();
  for (const { id } of tree.all) {
    const value = tree.rule(id, rule);
    if (value < usual) days.set(id, value);
  }
  return days;
}
