import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { logoNotFound, organisationNotFound } from '../errors.ts';
import type { OrganisationNode, OrganisationTree } from '../organisation-tree.ts';
import type { RuleChange } from '../organisation-reader.ts';
import { administers, administersAbove, requireAdministers } from '../rights.ts';
import { allowedValues, ruleNames } from '../rules.ts';
import type { Logo, OrganisationDetails, OrganisationName, OrganisationView, RoleView, RuleView } from '../views.ts';

export interface OrganisationQueries {
  list(actor: Actor): Promise<OrganisationView[]>;
  get(actor: Actor, key: string): Promise<OrganisationDetails>;
  logo(actor: Actor, key: string): Promise<Logo>;
  rules(actor: Actor, key: string): Promise<RuleView[]>;
  roles(actor: Actor, key: string): Promise<RoleView[]>;
}

/** The names of authorities are public; a guest is told those that concern them. */
function knows(actor: Actor, tree: OrganisationTree, { id }: OrganisationNode): boolean {
  return actor.kind === 'system' || actor.role !== 'guest' || tree.isWithin(actor.organisationId, id);
}

/** NotFound `directory.organisation_not_found`. */
export function knownOrganisation(actor: Actor, tree: OrganisationTree, key: string): OrganisationNode {
  const node = tree.byKey(key);
  if (!node || !knows(actor, tree, node)) throw organisationNotFound();
  return node;
}

export function organisationName({ key, name }: OrganisationName): OrganisationName {
  return { key, name };
}

/** From the root down to the organisation itself. */
export function pathOf(tree: OrganisationTree, id: number): OrganisationName[] {
  return tree.path(id).map(organisationName).toReversed();
}

export function viewOrganisation(
  actor: Actor,
  tree: OrganisationTree,
  { id, key, name, shortName, kind, parentId, closed }: OrganisationNode,
): OrganisationView {
  const parentKey = parentId === null ? null : (tree.byId(parentId)?.key ?? null);
  return { id, key, name, shortName, kind, parentKey, closed, administered: administers(actor, tree, id) };
}

export function organisationQueries({ trees, organisations, assignments }: CommandDeps): OrganisationQueries {
  return {
    async list(actor) {
      const tree = await trees.current();
      const known = [...tree.all].filter((node) => knows(actor, tree, node));
      const views = known.map((node) => viewOrganisation(actor, tree, node));
      if (!views.some(({ administered }) => administered)) return views;
      const counts = await organisations.peopleCounts();
      return views.map((view) => (view.administered ? { ...view, peopleCount: counts.get(view.id) ?? 0 } : view));
    },

    async get(actor, key) {
      const tree = await trees.current();
      const node = knownOrganisation(actor, tree, key);
      const facts = await organisations.facts(node.id);
      if (!facts) throw organisationNotFound();
      const view = viewOrganisation(actor, tree, node);
      const { mailDomains, quotaBytes, ...known } = facts;
      const details = { ...view, ...known, path: pathOf(tree, node.id).slice(0, -1) };
      return view.administered
        ? { ...details, mailDomains, quotaBytes, administeredAbove: administersAbove(actor, tree, node) }
        : details;
    },

    async logo(actor, key) {
      const node = knownOrganisation(actor, await trees.current(), key);
      const logo = await organisations.logo(node.id);
      if (!logo) throw logoNotFound();
      return logo;
    },

    async rules(actor, key) {
      const tree = await trees.current();
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      const changes = await organisations.ruleChanges(tree.path(node.id).map(({ id }) => id));
      return viewRules(tree, node, changes);
    },

    async roles(actor, key) {
      const tree = await trees.current();
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      const path = tree.path(node.id);
      const held = await assignments.ofOrganisations(path.map(({ id }) => id));
      return held.flatMap(({ role, organisationId, login, name, ownOrganisationId }): RoleView[] => {
        const organisation = tree.byId(organisationId);
        const own = tree.byId(ownOrganisationId);
        if (!organisation || !own) return [];
        const person = { login, name, organisation: organisationName(own) };
        return [{ role, person, organisation: organisationName(organisation), inherited: organisation.id !== node.id }];
      });
    },
  };
}

export function viewRules(tree: OrganisationTree, node: OrganisationNode, changes: readonly RuleChange[]): RuleView[] {
  const holding = tree.effectiveRules(node.id);
  const inherited = tree.inheritedRules(node.id);
  return ruleNames.map((rule) => {
    const { value, from } = holding[rule];
    const change = changes.find((each) => each.rule === rule && each.organisationId === from?.id);
    return {
      rule,
      value,
      own: node.rules[rule] ?? null,
      from: from && organisationName(from),
      changedAt: change?.at.getTime() ?? null,
      changedBy: change?.by ?? null,
      inherited: inherited[rule].value,
      allowed: allowedValues(rule, node.parentId === null ? null : inherited[rule].value),
    };
  });
}
