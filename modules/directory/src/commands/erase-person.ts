import type { Actor } from '@landescloud/kernel';
import type { CommandDeps } from '../command-deps.ts';
import { notLeft } from '../errors.ts';
import { writePersonChange } from '../person-writer.ts';
import { administer } from './administer.ts';
import { lockAdministered } from './update-person.ts';

/**
 * GDPR Art. 17: what describes the person is gone; the row stays, because files and the audit log refer to it. Conflict
 * `directory.not_left`.
 */
export function erasePerson(deps: CommandDeps) {
  const { clock, events, personChanged } = deps;
  return (actor: Actor, login: string): Promise<string> =>
    administer(deps, actor, 'people', async (administration) => {
      const { tx, actor } = administration;
      const { id, organisation, leftAt, erasedAt } = await lockAdministered(deps, administration, login);
      if (leftAt === null) throw notLeft();
      if (erasedAt !== null) return login;
      const erased = `erased-${id}`;
      await writePersonChange(tx, id, {
        login: erased,
        name: `Gelöschte Person ${id}`,
        email: null,
        jobTitle: null,
        phone: null,
        place: null,
        role: 'member',
        managerId: null,
        addresses: [],
        deputyIds: [],
        erasedAt: new Date(clock.now()),
      });
      const about = { subject: `person:${id}`, organisationId: organisation.id };
      await events.record(tx, actor, { type: 'directory.person_erased', ...about, data: {} });
      tx.afterCommit(() => personChanged(id));
      return erased;
    });
}
