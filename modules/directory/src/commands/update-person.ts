import type { Actor, PersonRole } from '@landescloud/kernel';
import { removeAssignments, roleOf } from '../assignment-writer.ts';
import type { CommandDeps } from '../command-deps.ts';
import type { DirectoryEvent } from '../directory-events.ts';
import { guestUnfit, lastAdministrator, personErased, rolesAbove } from '../errors.ts';
import type { OrganisationNode, OrganisationTree } from '../organisation-tree.ts';
import type { PersonRecord } from '../person-reader.ts';
import { lockedAdministrators, lockedPerson, writePersonChange } from '../person-writer.ts';
import type { PersonChange } from '../person-writer.ts';
import { administersRoles, requireAdministersPerson, requirePlatformAdministrator } from '../rights.ts';
import { administer } from './administer.ts';
import type { Administration } from './administer.ts';
import { checkedColleagues, checkedFields, openOrganisation } from './check-person.ts';
import type { PersonFields } from './check-person.ts';

/** Absent: stays as it is. */
export interface PersonUpdate extends PersonFields {
  /** Moves the person, which takes the right where they are and where they come to. */
  readonly organisationKey?: string;
  readonly role?: PersonRole;
  /** May no longer sign in; what is signed in ends. What they own stays. False brings back whoever has left, too. */
  readonly disabled?: boolean;
}

/** The person as they stand, locked, where the actor may change them. Forbidden `directory.roles_above`. */
export async function lockAdministered(
  { people, assignments }: CommandDeps,
  { tx, actor, tree }: Administration,
  login: string,
): Promise<PersonRecord> {
  const found = await people.byLogin(login, tx);
  if (found) await lockedPerson(tx, found.id);
  const person = found && (await people.byId(found.id, tx));
  requireAdministersPerson(actor, tree, person);
  const isSelf = actor.kind === 'person' && actor.personId === person.id;
  if (!isSelf && !administersRoles(actor, tree, await assignments.ofPerson(person.id, tx))) throw rolesAbove();
  return person;
}

export function updatePerson(deps: CommandDeps) {
  const { clock, events, personChanged } = deps;
  return (actor: Actor, login: string, update: PersonUpdate): Promise<void> =>
    // taking away roles, which a move does, goes one after the other
    administer(deps, actor, update.organisationKey === undefined ? 'people' : 'structure', async (administration) => {
      const { tx, actor, tree } = administration;
      const losesAdministration = update.disabled === true || update.role === 'member';
      const administrators = losesAdministration ? await lockedAdministrators(tx) : [];
      const before = await lockAdministered(deps, administration, login);
      const turnsRole = update.role !== undefined && update.role !== before.role;
      if (turnsRole) requirePlatformAdministrator(actor);
      if (turnsRole && (before.role === 'guest' || update.role === 'guest')) throw guestUnfit();
      if (administrators.length === 1 && administrators[0] === before.id) throw lastAdministrator();
      if (before.erasedAt !== null) throw personErased();
      const { id, organisation } = before;
      const target =
        update.organisationKey === undefined || update.organisationKey === organisation.key
          ? undefined
          : openOrganisation(actor, tree, update.organisationKey);
      if (target && before.role === 'guest') throw guestUnfit();

      const turns = update.disabled !== undefined && update.disabled !== before.disabled;
      const change: PersonChange = {
        ...checkedFields(update, before.email),
        ...(await checkedColleagues(deps, tx, { actor, tree, of: id }, update)),
        ...(turnsRole ? { role: update.role } : {}),
      };
      await writePersonChange(tx, id, {
        ...change,
        ...(target ? { organisationId: target.id } : {}),
        ...(turns ? { disabledAt: update.disabled ? new Date(clock.now()) : null } : {}),
        ...(turns && !update.disabled ? { leftAt: null } : {}),
      });
      const happened = { subject: `person:${id}`, organisationId: target?.id ?? organisation.id };
      const list: DirectoryEvent[] = [];
      // which fields, not their contents: the log need not repeat personal data
      const data = { changed: Object.keys(change) };
      if (data.changed.length > 0) list.push({ type: 'directory.person_changed', ...happened, data });
      if (target) {
        const moved = { from: organisation.id, to: target.id };
        list.push({ type: 'directory.person_moved', ...happened, data: moved });
        for (const lost of await removeAssignments(tx, [id], rolesLeft(tree, organisation.id, target))) {
          list.push({ type: 'directory.role_removed', ...happened, data: roleOf(lost) });
        }
      }
      if (turns) {
        const type = update.disabled ? 'directory.person_disabled' : 'directory.person_enabled';
        list.push({ type, ...happened, data: {} });
      }
      if (list.length === 0) return;
      await events.record(tx, actor, ...list);
      tx.afterCommit(() => personChanged(id));
    });
}

/** Roles for what the person belonged to and does not any more end with the move; those for others were never by belonging. */
export function rolesLeft(tree: OrganisationTree, from: number, to: OrganisationNode): number[] {
  const still = new Set(tree.path(to.id).map(({ id }) => id));
  return tree
    .path(from)
    .map(({ id }) => id)
    .filter((id) => !still.has(id));
}
