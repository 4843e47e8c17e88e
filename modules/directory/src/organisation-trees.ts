import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { OrganisationTree } from './organisation-tree.ts';
import type { OrganisationNode } from './organisation-tree.ts';
import { isRuleName, ruleScales } from './rules.ts';
import type { RuleName, RuleValue } from './rules.ts';

/** Hint topic: the organisations or their rules changed. */
export const organisationsChangedTopic = 'directory.organisation';

/** The present tree, from memory until a hint says that it changed. */
export interface OrganisationTrees {
  current(): Promise<OrganisationTree>;
  /** Read anew, within a transaction that changes or depends on it. */
  read(q: Queryable): Promise<OrganisationTree>;
  forget(): void;
}

/** A hint may be lost; this long a stale tree may be believed. */
const lifeMs = 30_000;

const readAll = statement(
  'directory.read-organisation-tree',
  `select o.id, o.key, o.name, o.short_name as "shortName", o.kind, o.parent_id as "parentId",
     o.closed_at is not null as closed, json_build_object('imprint', o.imprint_url, 'privacy', o.privacy_url) as notices,
     (select json_object_agg(r.rule, r.value) from directory.organisation_rule r where r.organisation_id = o.id) as rules
   from directory.organisation o order by lower(o.name), o.id`,
);

type Row = Omit<OrganisationNode, 'rules'> & { rules: Record<string, unknown> | null };

export function createOrganisationTrees(db: Queryable, clock: Clock): OrganisationTrees {
  let known: { readonly tree: Promise<OrganisationTree>; readonly until: number } | undefined;

  async function read(q: Queryable): Promise<OrganisationTree> {
    const rows = await q.query<Row>(readAll);
    return new OrganisationTree(rows.map(({ rules, ...node }) => ({ ...node, rules: knownRules(rules ?? {}) })));
  }

  return {
    read,
    current() {
      if (known && known.until > clock.now()) return known.tree;
      const tree = read(db);
      const entry = { tree, until: clock.now() + lifeMs };
      known = entry;
      tree.catch(() => {
        if (known === entry) known = undefined;
      });
      return tree;
    },
    forget() {
      known = undefined;
    },
  };
}

/** What an older or newer version of the product set is passed over. */
function knownRules(rules: Record<string, unknown>): Partial<Record<RuleName, RuleValue>> {
  const known: Partial<Record<RuleName, RuleValue>> = {};
  for (const [rule, value] of Object.entries(rules)) {
    if (isRuleName(rule) && ruleScales[rule].strictness(value) !== undefined) known[rule] = value as RuleValue;
  }
  return known;
}
