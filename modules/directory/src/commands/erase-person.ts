import type { Actor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { CommandDeps } from '../command-deps.ts';
import { writeErasure } from '../erasure-writer.ts';
import { notLeft } from '../errors.ts';
import { writePersonChange } from '../person-writer.ts';
import { addressesOfPerson } from '../queries/data-of-person.ts';
import { administer } from './administer.ts';
import { lockAdministered } from './update-person.ts';

export interface ErasedPerson {
  readonly personId: number;
  /** In lower case, theirs alone. */
  readonly addresses: readonly string[];
  /** What nobody else is called. */
  readonly names: readonly string[];
  /** What they are called from now on. */
  readonly as: string;
}

/** Forgets what a room of the platform keeps under the person's name or address. */
export type ForgetPerson = (tx: Transaction, person: ErasedPerson) => Promise<void>;

/**
 * GDPR Art. 17: what describes the person is gone; the row stays, because files and the audit log refer to it. What
 * other rooms keep goes upon the event `person_erased`. Conflict `directory.not_left`.
 */
export function erasePerson(deps: CommandDeps, forgetting: readonly ForgetPerson[]) {
  const { clock, events, personChanged } = deps;
  return (actor: Actor, login: string): Promise<string> =>
    administer(deps, actor, 'people', async (administration) => {
      const { tx, actor } = administration;
      const { id, name, organisation, leftAt, erasedAt } = await lockAdministered(deps, administration, login);
      if (leftAt === null) throw notLeft();
      if (erasedAt !== null) return login;
      const erased = `erased-${id}`;
      const as = `Gelöschte Person ${id}`;
      const addresses = await addressesOfPerson(tx, id);
      const names = await writeErasure(tx, { id, login, name, addresses, erased, as });
      for (const forget of forgetting) await forget(tx, { personId: id, addresses, names, as });
      await writePersonChange(tx, id, {
        login: erased,
        name: as,
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
