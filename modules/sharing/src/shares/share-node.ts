import type { RecipientRef } from '@landescloud/directory';
import type { PersonActor } from '@landescloud/kernel';
import { alreadyShared } from '../errors.ts';
import { giveOut } from '../handovers/give-out.ts';
import type { ShareRole } from '../roles.ts';
import type { checkRecipients } from './check-recipients.ts';
import type { createShareEvents } from './share-events.ts';
import type { ShareDeps } from './share-deps.ts';
import type { EndShares } from './end-shares.ts';
import type { Grants } from './grants.ts';
import type { ShareRights } from './share-rights.ts';
import { checkedEnd, checkedMessage } from './share-terms.ts';
import { shareWriter } from './share-writer.ts';

export interface ShareInput {
  readonly recipients: readonly RecipientRef[];
  readonly role: ShareRole;
  /** Whether they may pass it on; absent: as the role and the rule of the organisation allow. */
  readonly resharing?: boolean;
  readonly message?: string;
  readonly endsAt?: number | null;
}

export interface ShareParts {
  readonly deps: ShareDeps;
  readonly rights: ShareRights;
  readonly grants: Grants;
  readonly check: ReturnType<typeof checkRecipients>;
  readonly record: ReturnType<typeof createShareEvents>;
  readonly ends: EndShares;
}

/**
 * With several recipients at once, all or none. With whom it is shared already gets what is asked for now, unless
 * somebody else shared it and the actor only passes it on. Answers the shares' ids.
 */
export function shareNode({ deps, rights, grants, check, record, ends }: ShareParts) {
  const { db, clock } = deps;
  return async (actor: PersonActor, nodeId: number, input: ShareInput): Promise<number[]> => {
    const { role } = input;
    const sharer = await rights.requireSharer(actor, nodeId, role);
    const recipients = await check(actor, sharer, input.recipients, role);
    const message = checkedMessage(input.message ?? '');
    const now = clock.now();
    const endsAt = checkedEnd(input.endsAt ?? null, sharer.longestDays, now);
    const resharing = sharer.resharing && (input.resharing ?? false);
    const { organisationId } = sharer.place;
    const guests: number[] = [];
    const ids = await db.transaction(async (tx) => {
      await shareWriter.note(tx, [nodeId]);
      const present = await shareWriter.find(tx, nodeId, recipients);
      if (!sharer.manages && present.some(({ shared_by: by }) => by !== actor.personId)) throw alreadyShared();
      const presentIds = present.map(({ id }) => id);
      if (presentIds.length > 0) await shareWriter.change(tx, presentIds, { role, resharing, message, endsAt });
      const made = await shareWriter.insert(tx, {
        nodeId,
        organisationId,
        recipients,
        role,
        resharing,
        passedOn: !sharer.manages,
        message,
        sharedBy: actor.personId,
        sharedAt: now,
        endsAt,
      });
      const known = new Set(present.map(({ kind, recipient_id: id }) => `${kind} ${id}`));
      guests.push(
        ...recipients.filter(({ guest, kind, id }) => guest && !known.has(`${kind} ${id}`)).map(({ id }) => id),
      );
      await record(
        tx,
        actor,
        recipients.map(({ kind, id }) => ({
          type: known.has(`${kind} ${id}`) ? 'sharing.share_changed' : 'sharing.shared',
          nodeId,
          organisationId,
          data: { kind, [`${kind}Id`]: id, role, ...(endsAt === null ? {} : { endsAt }) },
        })),
      );
      await ends.expect(tx, endsAt);
      await ends.settleLater(tx, await grants.follow(tx, nodeId));
      return [...presentIds, ...made];
    });
    // what they may only put something into gives them nothing
    if (guests.length > 0 && role !== 'uploader') {
      const remindDays = await deps.rule(actor.organisationId, 'handovers.remind_days');
      const to = guests.map((personId) => ({ personId }));
      await giveOut(deps.handovers, actor, { way: 'share', nodeId, message, remindDays, recipients: to });
    }
    return ids;
  };
}
