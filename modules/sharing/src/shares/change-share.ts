import type { PersonActor } from '@landescloud/kernel';
import { guestNotManager, mayNotShare } from '../errors.ts';
import type { ShareRole } from '../roles.ts';
import type { ShareParts } from './share-node.ts';
import type { ShareLookup } from './share-lookup.ts';
import { checkedEnd, checkedMessage } from './share-terms.ts';
import { shareWriter } from './share-writer.ts';

/** Absent: stays as it is. */
export interface ShareUpdate {
  readonly role?: ShareRole;
  readonly resharing?: boolean;
  readonly message?: string;
  readonly endsAt?: number | null;
}

/** For who manages the node, and for who shared it and still may. NotFound `sharing.share_not_found`. */
export function changeShare({ deps, rights, grants, record, ends }: ShareParts, lookup: ShareLookup) {
  const { db, clock } = deps;
  return async (actor: PersonActor, shareId: number, update: ShareUpdate): Promise<void> => {
    const share = await lookup.changeable(actor, shareId);
    const role = update.role ?? share.role;
    const sharer = await rights.requireSharer(actor, share.node_id, role === share.role ? undefined : role);
    if (role === 'manager' && share.guest) throw guestNotManager();
    const resharing = update.resharing ?? share.resharing;
    if (resharing && !share.resharing && !sharer.resharing) throw mayNotShare();
    const message = update.message === undefined ? share.message : checkedMessage(update.message);
    const endsAt =
      update.endsAt === undefined ? share.ends_at : checkedEnd(update.endsAt, sharer.longestDays, clock.now());
    const changed = [
      ...(role === share.role ? [] : ['role']),
      ...(resharing === share.resharing ? [] : ['resharing']),
      ...(message === share.message ? [] : ['message']),
      ...(endsAt === share.ends_at ? [] : ['endsAt']),
    ];
    if (changed.length === 0) return;
    await db.transaction(async (tx) => {
      await shareWriter.note(tx, [share.node_id]);
      await shareWriter.change(tx, [shareId], { role, resharing, message, endsAt });
      const data = { kind: share.kind, [`${share.kind}Id`]: share.recipient_id, changed, role };
      const about = { nodeId: share.node_id, organisationId: share.owner_organisation_id };
      await record(tx, actor, [{ type: 'sharing.share_changed', ...about, data }]);
      await ends.expect(tx, endsAt);
      await ends.settleLater(tx, await grants.follow(tx, share.node_id));
    });
  };
}
