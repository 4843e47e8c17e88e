import type { PersonActor } from '@landescloud/kernel';
import { rolesWithin } from '../roles.ts';
import type { NodeGrants, ShareDeps } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';
import type { ShareRights } from './share-rights.ts';
import type { AccessView } from './share-views.ts';
import { personRef, type shareViews } from './view-shares.ts';

/**
 * Who has access and why. Who manages the node sees everything that leads to it; others see whose it is, the shares that
 * they have it by, and those that they made.
 */
export function accessOfNode(
  { files, people }: Pick<ShareDeps, 'files' | 'people'>,
  parts: { rights: ShareRights; reader: ShareReader; view: ReturnType<typeof shareViews> },
) {
  const { rights, reader, view } = parts;
  return async (actor: PersonActor, nodeId: number): Promise<AccessView> => {
    const sharer = await rights.sharer(actor, nodeId);
    const { manages, chain, ownerId } = sharer;
    const granted = await files.granted(nodeId);
    const all = manages ? await reader.ofNodes(chain) : await reader.receivedOfNodes(actor.personId, chain);
    const made = manages ? [] : (await reader.ofNodes([nodeId])).filter(({ shared_by: by }) => by === actor.personId);
    const known = new Set(all.map(({ id }) => id));
    const rows = [...all, ...made.filter(({ id }) => !known.has(id))];
    const views = await view(actor, rows, (id) => manages && id === nodeId);
    const names = new Map(granted.map(({ nodeId: id, name }) => [id, name]));
    const owners = ownerId === null ? null : await people.byIds([ownerId]);
    const owner = ownerId === null ? undefined : owners?.get(ownerId);
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

/** By the space's own roles: these stand on its root. */
async function members(people: ShareDeps['people'], granted: readonly NodeGrants[], ownerId: number | null) {
  const held = granted
    .flatMap(({ grants }) => grants)
    .filter(({ granteeId, member }) => granteeId > 0 && granteeId !== ownerId && member !== 0);
  const names = await people.byIds(held.map(({ granteeId }) => granteeId));
  return held.flatMap(({ granteeId, member }) => {
    const person = names.get(granteeId);
    const role = rolesWithin(member).at(-1);
    return person === undefined || role === undefined ? [] : [{ ...personRef(person), role }];
  });
}
