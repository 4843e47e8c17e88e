import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { organisationNotFound, ruleLoosens, ruleNotFound } from '../errors.ts';
import { writeRule } from '../organisation-writer.ts';
import { knownOrganisation, viewRules } from '../queries/organisation-queries.ts';
import { requireAdministers } from '../rights.ts';
import { checkedRuleValue, compareStrictness, isRuleName } from '../rules.ts';
import type { RuleView } from '../views.ts';
import { administer } from './administer.ts';

/** Null: what stands above holds. Conflict `directory.rule_loosens`, NotFound `directory.rule_not_found`. */
export function setRule(deps: CommandDeps) {
  const { clock, events, trees, organisations, organisationsChanged } = deps;
  return (actor: Actor, key: string, rule: string, value: string | number | null): Promise<RuleView> =>
    administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      if (!isRuleName(rule)) throw ruleNotFound();
      const checked = value === null ? null : checkedRuleValue(rule, value);
      const demanded = tree.inheritedRules(node.id)[rule].value;
      // At the top there is nothing but the default, which may be loosened there.
      if (checked !== null && node.parentId !== null && compareStrictness(rule, checked, demanded) < 0) {
        throw ruleLoosens(demanded);
      }
      const before = node.rules[rule] ?? null;
      if (checked !== before) {
        await writeRule(tx, node.id, rule, checked, {
          at: new Date(clock.now()),
          by: actor.kind === 'person' ? actor.personId : null,
        });
        await events.record(tx, actor, {
          type: 'directory.rule_set',
          subject: `organisation:${node.id}`,
          organisationId: node.id,
          data: { rule, value: checked, before },
        });
        tx.afterCommit(organisationsChanged);
      }
      const now = await trees.read(tx);
      const present = now.byId(node.id);
      const changes = await organisations.ruleChanges(
        now.path(node.id).map(({ id }) => id),
        tx,
      );
      const view = present && viewRules(now, present, changes).find((each) => each.rule === rule);
      if (!view) throw organisationNotFound();
      return view;
    });
}
