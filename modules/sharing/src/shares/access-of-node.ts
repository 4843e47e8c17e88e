import type { PersonActor } from '@landescloud/kernel';
import type { GrantView, ShareDeps } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';
import { nodesOf, type ShareRights } from './share-rights.ts';
import type { AccessView } from './share-views.ts';
import { personRef, type shareViews } from './view-shares.ts';

/**
 * Who has access and why. Who manages the node sees everything that leads to it; others see whose it is, the shares that
 * they have it by, and those that they made. What stands above a mount has no name for who sees no more of it.
 */
export function accessOfNode(
  { files, people }: Pick<ShareDeps, 'files' | 'people'>,
  { rights, reader, view }: { rights: ShareRights; reader: ShareReader; view: ReturnType<typeof shareViews> },
) {
  return async (actor: PersonActor, nodeId: number): Promise<AccessView> => {
    const sharer = await rights.sharer(actor, nodeId);
    const { manages, granted } = sharer;
    const { ownerId } = sharer.place;
    const nodeIds = nodesOf(nodeId, granted);
    const rows = manages ? await reader.ofNodes(nodeIds) : await reader.ofNodesFor(actor.personId, nodeIds);
    const views = await view(actor, rows, (id) => manages && id === nodeId);
    const above = await files.nodes.ancestors(actor, nodeId);
    const names = new Map(above.map(({ id, name }) => [id, name]));
    const owner = ownerId === null ? undefined : (await people.byIds([ownerId])).get(ownerId);
    return {
      owner: owner === undefined ? null : personRef(owner),
      members: manages ? await members(people, granted, ownerId) : [],
      shares: views.filter((share) => share.nodeId === nodeId),
      inherited: views
        .filter((share) => share.nodeId !== nodeId)
        .map((share) => ({ ...share, from: { id: share.nodeId, name: names.get(share.nodeId) ?? '' } })),
      mayGive: sharer.mayGive,
      manages,
      rules: { longestDays: sharer.longestDays, resharing: sharer.resharing },
    };
  };
}

/** By the space's own roles, which stand on its root. */
async function members(people: ShareDeps['people'], granted: readonly GrantView[], ownerId: number | null) {
  const held = granted.filter(({ granteeId, member }) => granteeId > 0 && granteeId !== ownerId && member !== null);
  const names = await people.byIds(held.map(({ granteeId }) => granteeId));
  return held.flatMap(({ granteeId, member: role }) => {
    const person = names.get(granteeId);
    return person === undefined || role === null ? [] : [{ ...personRef(person), role }];
  });
}
