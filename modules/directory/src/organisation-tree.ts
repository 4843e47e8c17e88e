import type { OrganisationKind } from './directory-tables.ts';
import { compareStrictness, ruleNames, ruleScales } from './rules.ts';
import type { RuleName, RuleValue, RuleValues } from './rules.ts';

export interface OrganisationNode {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: OrganisationKind;
  readonly parentId: number | null;
  readonly closed: boolean;
  /** Of its own. */
  readonly notices: Notices;
  /** What it set itself. */
  readonly rules: Partial<Readonly<Record<RuleName, RuleValue>>>;
}

/** Whole addresses of the pages that the law asks for; null: not said. */
export interface Notices {
  readonly imprint: string | null;
  readonly privacy: string | null;
}

/** A rule as it holds for an organisation. */
export interface EffectiveRule {
  readonly value: RuleValue;
  /** The organisation that set it; null: nobody did. */
  readonly from: OrganisationNode | null;
}

/** All organisations of the state as they stood at one moment, in memory: a thousand and a few, and asked by nearly every command. */
export class OrganisationTree {
  readonly #byId: ReadonlyMap<number, OrganisationNode>;
  readonly #byKey: ReadonlyMap<string, OrganisationNode>;
  readonly #children = new Map<number | null, OrganisationNode[]>();
  readonly #effective = new Map<number, Readonly<Record<RuleName, EffectiveRule>>>();
  readonly #visible = new Map<number, readonly number[]>();

  constructor(nodes: readonly OrganisationNode[]) {
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    this.#byKey = new Map(nodes.map((node) => [node.key, node]));
    for (const node of nodes) {
      const siblings = this.#children.get(node.parentId);
      if (siblings) siblings.push(node);
      else this.#children.set(node.parentId, [node]);
    }
  }

  get all(): Iterable<OrganisationNode> {
    return this.#byId.values();
  }

  byId(id: number): OrganisationNode | undefined {
    return this.#byId.get(id);
  }

  byKey(key: string): OrganisationNode | undefined {
    return this.#byKey.get(key);
  }

  children(id: number | null): readonly OrganisationNode[] {
    return this.#children.get(id) ?? [];
  }

  /** From the organisation itself up to its root. */
  path(id: number): OrganisationNode[] {
    const path: OrganisationNode[] = [];
    for (
      let node = this.#byId.get(id);
      node;
      node = node.parentId === null ? undefined : this.#byId.get(node.parentId)
    ) {
      path.push(node);
    }
    return path;
  }

  /** Whether it is `ancestorId` or stands anywhere below it. */
  isWithin(id: number, ancestorId: number): boolean {
    return this.path(id).some((node) => node.id === ancestorId);
  }

  /** The organisation and everything below it. */
  subtreeIds(id: number): number[] {
    const ids = this.#byId.has(id) ? [id] : [];
    for (let at = 0; at < ids.length; at++) for (const child of this.children(ids[at] ?? null)) ids.push(child.id);
    return ids;
  }

  effectiveRules(id: number): Readonly<Record<RuleName, EffectiveRule>> {
    const known = this.#effective.get(id);
    if (known) return known;
    const node = this.#byId.get(id);
    const above = node && node.parentId !== null ? this.effectiveRules(node.parentId) : undefined;
    const rules = Object.fromEntries(ruleNames.map((rule) => [rule, effective(rule, node, above?.[rule])]));
    this.#effective.set(id, rules as Record<RuleName, EffectiveRule>);
    return rules as Record<RuleName, EffectiveRule>;
  }

  /** What would hold if the organisation set nothing: its parent's rules, or the defaults. */
  inheritedRules(id: number): Readonly<Record<RuleName, EffectiveRule>> {
    const parentId = this.#byId.get(id)?.parentId ?? null;
    return parentId === null ? defaults : this.effectiveRules(parentId);
  }

  /** Each of the nearest on the way up that says one. */
  notices(id: number): Notices {
    const path = this.path(id);
    const nearest = (which: keyof Notices) =>
      path.find(({ notices }) => notices[which] !== null)?.notices[which] ?? null;
    return { imprint: nearest('imprint'), privacy: nearest('privacy') };
  }

  rule<Name extends RuleName>(id: number, rule: Name): RuleValues[Name] {
    return this.effectiveRules(id)[rule].value as RuleValues[Name];
  }

  /** Organisations whose people those of this one may find: both have to allow it. */
  visibleFrom(id: number): readonly number[] {
    const known = this.#visible.get(id);
    if (known) return known;
    const ids = [...this.#byId.keys()].filter(
      (other) => other === id || (this.#shows(id, other) && this.#shows(other, id)),
    );
    this.#visible.set(id, ids);
    return ids;
  }

  #shows(id: number, to: number): boolean {
    const visibility = this.rule(id, 'people.visibility');
    return visibility === 'everyone' || (visibility === 'branch' && this.#branch(id) === this.#branch(to));
  }

  /** The organisation right below the root that it belongs to; of the root itself, the root. */
  #branch(id: number): number {
    return this.path(id).at(-2)?.id ?? id;
  }
}

const defaults = Object.fromEntries(
  ruleNames.map((rule) => [rule, { value: ruleScales[rule].default, from: null }]),
) as unknown as Readonly<Record<RuleName, EffectiveRule>>;

function effective(
  rule: RuleName,
  node: OrganisationNode | undefined,
  above: EffectiveRule | undefined,
): EffectiveRule {
  const inherited = above ?? { value: ruleScales[rule].default, from: null };
  const own = node?.rules[rule];
  if (!node || own === undefined) return inherited;
  if (ruleScales[rule].isFree) return { value: own, from: node };
  // Whoever stands above may have tightened it since; the root alone may loosen the default.
  return above && compareStrictness(rule, own, above.value) <= 0 ? above : { value: own, from: node };
}
