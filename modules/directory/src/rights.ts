import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor, OrganisationRole, PersonRole, RoleAssignment } from '@landescloud/kernel';
import { notAllowed, organisationNotFound, personNotFound } from './errors.ts';
import type { OrganisationNode, OrganisationTree } from './organisation-tree.ts';

export function requirePlatformAdministrator(actor: Actor): void {
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

/** Whether there is anything at all that the actor administers. */
export function administersAnything(actor: Actor): boolean {
  return (
    isPlatformAdministrator(actor) ||
    (actor.kind === 'person' && actor.assignments.some(({ role }) => role === 'organisation-administrator'))
  );
}

/**
 * Comes first in every command of administration: whoever administers nothing learns nothing by trying, not even which
 * of the things they name exist.
 */
export function requireSomeAdministration(actor: Actor): void {
  if (!administersAnything(actor)) throw notAllowed();
}

/** Forbidden `directory.not_allowed` where the actor may know the organisation but not administer it. */
export function requireAdministers(actor: Actor, tree: OrganisationTree, organisationId: number): void {
  if (!tree.byId(organisationId)) throw organisationNotFound();
  if (!administers(actor, tree, organisationId)) throw notAllowed();
}

/** Whether the actor administers what stands above; above the root only platform administrators stand. */
export function administersAbove(actor: Actor, tree: OrganisationTree, node: OrganisationNode): boolean {
  return node.parentId === null ? isPlatformAdministrator(actor) : administers(actor, tree, node.parentId);
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

/** As much of a person as decides who may know and change them. */
export interface Subject {
  readonly id: number;
  readonly organisation: { readonly id: number };
  readonly role: PersonRole;
  readonly disabled: boolean;
}

/** Whether the actor finds the person: by both organisations' rules, or by administering them. */
export function sees(actor: Actor, tree: OrganisationTree, person: Subject): boolean {
  const organisationId = person.organisation.id;
  if (administers(actor, tree, organisationId)) return true;
  if (actor.kind !== 'person') return false;
  if (actor.personId === person.id) return true;
  if (person.disabled || actor.role === 'guest') return false;
  // A guest is known where they were invited to; elsewhere only to those they share something with.
  if (person.role === 'guest') return organisationId === actor.organisationId;
  return tree.visibleFrom(actor.organisationId).includes(organisationId);
}

/** Whether the actor may change the person; nobody but platform administrators touches a platform administrator. */
export function administersPerson(actor: Actor, tree: OrganisationTree, person: Subject): boolean {
  if (person.role === 'platform-administrator') return isPlatformAdministrator(actor);
  return administers(actor, tree, person.organisation.id);
}

/**
 * Whether the actor administers everything that the person holds roles for. Who gives somebody a password or an address can
 * become them: in an organisation there may be people who look after what stands above it, or elsewhere.
 */
export function administersRoles(actor: Actor, tree: OrganisationTree, held: readonly RoleAssignment[]): boolean {
  return held.every(({ organisationId }) => administers(actor, tree, organisationId));
}

/** The lowest organisation whose administrators may administer the person with all that they hold; null: nobody but the platform's. */
export function administeredFrom(
  tree: OrganisationTree,
  person: Subject,
  held: readonly RoleAssignment[],
): number | null {
  if (person.role === 'platform-administrator') return null;
  const above = tree.path(person.organisation.id);
  return above.find(({ id }) => held.every(({ organisationId }) => tree.isWithin(organisationId, id)))?.id ?? null;
}

/** NotFound `directory.person_not_found` where the actor may not know of the person, Forbidden where only that. */
export function requireAdministersPerson<Person extends Subject>(
  actor: Actor,
  tree: OrganisationTree,
  person: Person | undefined,
): asserts person is Person {
  requireSomeAdministration(actor);
  if (!person || !sees(actor, tree, person)) throw personNotFound();
  if (!administersPerson(actor, tree, person)) throw notAllowed();
}
