import type { Clock } from '@landescloud/kernel';
import type { Identity, IdentitySource } from '@landescloud/platform/auth';
import { statement } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';

const findOpen = statement(
  'directory.find-open-guest',
  `select 1 from directory.guest
   where person_id = $1 and accepted_at is not null and ended_at is null and ends_at > $2 limit 1`,
);

/**
 * A guest may sign in while an organisation has them: accepted, and to the moment of the end, whenever the job that ends
 * them runs. `source` answers everything else.
 */
export function guardGuests<Source extends IdentitySource>(source: Source, db: Queryable, clock: Clock): Source {
  async function guarded(identity: Identity | undefined): Promise<Identity | undefined> {
    if (identity?.role !== 'guest' || identity.disabled) return identity;
    const open = await db.query(findOpen, [identity.personId, new Date(clock.now())]);
    // a code by mail is worth a password; what the rules ask besides comes next
    return { ...identity, disabled: open.length === 0, mailCode: true };
  }

  const { findByEmail } = source;
  return {
    ...source,
    findByLogin: async (login) => guarded(await source.findByLogin(login)),
    findById: async (personId) => guarded(await source.findById(personId)),
    ...(findByEmail && { findByEmail: async (email: string) => guarded(await findByEmail(email)) }),
  };
}
