import type { Actor, OrganisationRole } from '@landescloud/kernel';
import { writeAssignment } from '../assignment-writer.ts';
import type { CommandDeps } from '../command-deps.ts';
import { notAllowed, personNotFound, roleUnfit } from '../errors.ts';
import { knownOrganisation } from '../queries/organisation-queries.ts';
import { requireAdministers, sees } from '../rights.ts';
import { administer } from './administer.ts';

/**
 * Whoever administers an organisation gives and takes its roles, and those of what stands below. Doing it twice is no
 * error: what was asked for is so. Conflict `directory.role_unfit`.
 */
export function changeRole(deps: CommandDeps, gives: boolean) {
  const { events, people, personChanged } = deps;
  return (actor: Actor, key: string, role: OrganisationRole, login: string): Promise<void> =>
    administer(deps, actor, 'structure', async ({ tx, actor, tree }) => {
      const node = knownOrganisation(actor, tree, key);
      requireAdministers(actor, tree, node.id);
      const person = await people.byLogin(login, tx);
      // Whom one cannot find can still hold a role here: who administers it sees them in its list, and may take it away.
      if (!person || (gives && !sees(actor, tree, person))) throw personNotFound();
      if (gives && (person.role === 'guest' || person.disabled)) throw roleUnfit();
      const isAbove = person.role === 'platform-administrator' && actor.kind === 'person';
      if (isAbove && actor.role !== 'platform-administrator') throw notAllowed();
      if (!(await writeAssignment(tx, person.id, role, node.id, gives))) {
        if (!gives && !sees(actor, tree, person)) throw personNotFound();
        return;
      }
      await events.record(tx, actor, {
        type: gives ? 'directory.role_assigned' : 'directory.role_removed',
        subject: `person:${person.id}`,
        organisationId: node.id,
        data: { role, organisationId: node.id },
      });
      tx.afterCommit(() => personChanged(person.id));
    });
}
