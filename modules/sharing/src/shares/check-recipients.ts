import type { Recipient, RecipientRef } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import {
  guestNotManager,
  guestsNotAllowed,
  outsideNotAllowed,
  ownerNotRecipient,
  recipientNotFound,
} from '../errors.ts';
import type { ShareRole } from '../roles.ts';
import type { ShareDeps } from './share-deps.ts';
import type { Sharer } from './share-rights.ts';

/** All of them or none: who may not be known is as absent as who is not there. */
export function checkRecipients({
  recipients,
  rule,
  guestSharing,
}: Pick<ShareDeps, 'recipients' | 'rule' | 'guestSharing'>) {
  return async (
    actor: PersonActor,
    { place: { organisationId, ownerId } }: Sharer,
    wanted: readonly RecipientRef[],
    role: ShareRole,
  ): Promise<Recipient[]> => {
    const chosen = await recipients.choose(actor, wanted);
    const found = new Set(chosen.map(({ kind, key }) => `${kind} ${key}`));
    const missing = wanted.find(({ kind, key }) => !found.has(`${kind} ${key}`));
    if (missing !== undefined) throw recipientNotFound(missing.kind, missing.key);
    const ownOnly = (await rule(organisationId, 'sharing.with')) === 'organisation';
    for (const each of chosen) {
      if (each.kind === 'person' && each.id === ownerId) throw ownerNotRecipient();
      if (each.guest) {
        if ((await guestSharing(actor, organisationId, each.id)) !== 'allowed') throw guestsNotAllowed();
        if (role === 'manager') throw guestNotManager();
        continue;
      }
      const of = each.kind === 'organisation' ? each.id : (each.organisation?.id ?? null);
      if (ownOnly && of !== organisationId) throw outsideNotAllowed();
    }
    return chosen;
  };
}
