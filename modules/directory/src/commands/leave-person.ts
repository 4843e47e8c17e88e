import type { Actor } from '@landescloud/kernel';
import { removeAssignments, roleOf } from '../assignment-writer.ts';
import type { CommandDeps } from '../command-deps.ts';
import type { DirectoryEvent } from '../directory-events.ts';
import { guestUnfit, lastAdministrator, personErased, personNotFound, successorUnfit } from '../errors.ts';
import { readSuccessor, writeGroupsLeft } from '../leaving-writer.ts';
import { lockedAdministrators, writePersonChange } from '../person-writer.ts';
import { sees } from '../rights.ts';
import { administer } from './administer.ts';
import type { Administration } from './administer.ts';
import { lockAdministered } from './update-person.ts';

export interface Leaving {
  /** Login of who takes over what the person owns; by default their manager, else a deputy. */
  readonly successor?: string;
}

/**
 * Leaves the administration: sign-in, groups and roles end with this, everything else upon its event `person_left`
 * within moments (see hand-over.ts). Once more, with a successor, it hands over what nobody took over then.
 */
export function leavePerson(deps: CommandDeps) {
  const { clock, events, personChanged } = deps;
  return (actor: Actor, login: string, { successor }: Leaving = {}): Promise<void> =>
    administer(deps, actor, 'structure', async (administration) => {
      const { tx, actor } = administration;
      const administrators = await lockedAdministrators(tx);
      const person = await lockAdministered(deps, administration, login);
      const { id, organisation } = person;
      if (person.role === 'guest') throw guestUnfit();
      if (person.erasedAt !== null) throw personErased();
      if (administrators.length === 1 && administrators[0] === id) throw lastAdministrator();
      const named = successor === undefined ? null : await successorNamed(deps, administration, successor, id);
      const successorId = named ?? (await readSuccessor(tx, id));
      const now = new Date(clock.now());
      const about = { subject: `person:${id}`, organisationId: organisation.id };
      const list: DirectoryEvent[] = [];
      if (person.leftAt === null) {
        await writePersonChange(tx, id, { leftAt: now, ...(person.disabled ? {} : { disabledAt: now }) });
        for (const lost of await removeAssignments(tx, [id], null)) {
          list.push({ type: 'directory.role_removed', ...about, data: roleOf(lost) });
        }
        for (const { groupId, personId } of await writeGroupsLeft(tx, [id])) {
          const subject = `group:${groupId}`;
          list.push({ ...about, type: 'directory.group_member_removed', subject, data: { personId } });
        }
        list.push({ type: 'directory.person_disabled', ...about, data: {} });
      }
      list.push({ type: 'directory.person_left', ...about, data: { successorId } });
      await events.record(tx, actor, ...list);
      tx.afterCommit(() => personChanged(id));
    });
}

async function successorNamed(
  { people }: CommandDeps,
  { tx, actor, tree }: Administration,
  login: string,
  of: number,
): Promise<number> {
  const found = await people.byLogin(login, tx);
  if (!found || !sees(actor, tree, found)) throw personNotFound();
  if (found.disabled || found.role === 'guest' || found.id === of) throw successorUnfit();
  return found.id;
}
