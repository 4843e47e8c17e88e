import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor, OrganisationRole } from '@landescloud/kernel';
import { notAllowed, organisationNotFound } from './errors.ts';
import type { OrganisationTree } from './organisation-tree.ts';

export function requireAdministrator(actor: Actor): void {
  if (!isPlatformAdministrator(actor)) throw notAllowed();
}

/** Whether the actor has the role for this organisation: it is given for one and everything below it. */
export function holds(actor: Actor, tree: OrganisationTree, role: OrganisationRole, organisationId: number): boolean {
  if (isPlatformAdministrator(actor)) return true;
  if (actor.kind !== 'person') return false;
  return actor.assignments.some((held) => held.role === role && tree.isWithin(organisationId, held.organisationId));
}

export function administers(actor: Actor, tree: OrganisationTree, organisationId: number): boolean {
  return holds(actor, tree, 'organisation-administrator', organisationId);
}

/** Forbidden `directory.not_allowed` where the actor may know the organisation but not administer it. */
export function requireAdministers(actor: Actor, tree: OrganisationTree, organisationId: number): void {
  if (!tree.byId(organisationId)) throw organisationNotFound();
  if (!administers(actor, tree, organisationId)) throw notAllowed();
}

/** Every organisation for which the actor has the role; null: all there are. */
export function organisationsHeld(
  actor: Actor,
  tree: OrganisationTree,
  role: OrganisationRole,
): readonly number[] | null {
  if (isPlatformAdministrator(actor)) return null;
  if (actor.kind !== 'person') return [];
  const held = actor.assignments.filter((assignment) => assignment.role === role);
  return [...new Set(held.flatMap(({ organisationId }) => tree.subtreeIds(organisationId)))];
}

/** Organisations whose people the actor finds: by the organisations' rules, and those that the actor administers. Null: all. */
export function organisationsSeen(actor: Actor, tree: OrganisationTree): readonly number[] | null {
  const administered = organisationsHeld(actor, tree, 'organisation-administrator');
  if (administered === null || actor.kind !== 'person') return administered;
  if (actor.role === 'guest') return [];
  return [...new Set([...tree.visibleFrom(actor.organisationId), ...administered])];
}

/** Until organisations say otherwise, people see their own organisation's; administrators see all. */
export function visibleOrganisation(actor: Actor): number | null {
  return actor.kind === 'system' || isPlatformAdministrator(actor) ? null : actor.organisationId;
}
