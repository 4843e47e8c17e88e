import type { PersonActor } from '@landescloud/kernel';
import { guestNotOwner, notOwner } from '../errors.ts';
import type { ShareRole } from '../roles.ts';
import { ownershipReceived } from './share-notifications.ts';
import type { ShareParts } from './share-node.ts';
import { shareWriter } from './share-writer.ts';

export interface TransferInput {
  readonly login: string;
  /** What the one who gives it away keeps; null: nothing. */
  readonly keep: ShareRole | null;
}

/**
 * What the former owner keeps is written before it moves: as long as it is theirs that share says nothing, and once it has
 * moved their grant follows, whatever was killed in between.
 */
export function transferNode({ deps, rights, grants, check, record, ends }: ShareParts) {
  const { db, clock, files, notifications } = deps;
  return async (actor: PersonActor, nodeId: number, { login, keep }: TransferInput): Promise<void> => {
    const sharer = await rights.requireSharer(actor, nodeId);
    const { place } = sharer;
    if (place.ownerId !== actor.personId) throw notOwner();
    const [to] = await check(actor, sharer, [{ kind: 'person', key: login }], 'viewer');
    if (to === undefined || to.guest) throw guestNotOwner();
    const kept = await db.transaction(async (tx) => {
      await shareWriter.note(tx, [nodeId]);
      if (keep === null) return [];
      return shareWriter.insert(tx, {
        nodeId,
        organisationId: place.organisationId,
        recipients: [{ kind: 'person', id: actor.personId }],
        role: keep,
        resharing: false,
        passedOn: false,
        message: '',
        sharedBy: to.id,
        sharedAt: clock.now(),
        endsAt: null,
      });
    });
    try {
      await files.grants.transfer(actor, nodeId, to.id);
    } catch (error) {
      await db.transaction((tx) => shareWriter.delete(tx, kept));
      throw error;
    }
    await db.transaction(async (tx) => {
      await shareWriter.note(tx, [nodeId]);
      const own = await shareWriter.find(tx, nodeId, [{ kind: 'person', id: to.id }]);
      await shareWriter.delete(
        tx,
        own.map(({ id }) => id),
      );
      const { organisationId } = place;
      await record(tx, actor, [
        { type: 'sharing.owner_changed', nodeId, organisationId, data: { personId: to.id, keep } },
      ]);
      await ends.settleLater(tx, await grants.follow(tx, nodeId));
      await notifications.notify(tx, [
        {
          personId: to.id,
          kind: ownershipReceived.name,
          subject: `node:${nodeId}`,
          data: { node: place.name },
          link: `/f/${nodeId}`,
          by: { personId: actor.personId, name: actor.name },
        },
      ]);
    });
  };
}
