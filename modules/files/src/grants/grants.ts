import type { Hints } from '@landescloud/platform/events';
import { acting, roleOf } from '../access.ts';
import { transferNodeCommand } from '../commands/transfer-node.ts';
import type { FilesContext } from '../context.ts';
import { nodeNotFound } from '../errors.ts';
import type { Grants, GrantView } from './grants-door.ts';
import { suspendShared } from '../spaces/space-grants.ts';
import { locate } from '../tree/locate.ts';
import { readGrants, readPlace } from './grant-reader.ts';
import { nextLinkGrantee, takeShared, writeShared } from './grant-writer.ts';

/** Whom a hint tells that what they reach has changed. */
export function granteeTopic(granteeId: number): string {
  return granteeId > 0 ? `person:${granteeId}` : `link:${-granteeId}`;
}

export function createGrants(context: FilesContext, hints: Pick<Hints, 'publish'>): Grants {
  const { db, viewer } = context;
  return {
    async share(tx, nodeId, grantees) {
      if (grantees.length === 0) return;
      const place = await readPlace(tx, nodeId);
      const ids = grantees.map(({ granteeId }) => granteeId);
      if (place === null) {
        if (grantees.some(({ roles }) => roles.length > 0)) throw nodeNotFound();
        await takeShared(tx, nodeId, ids);
      } else {
        await writeShared(tx, place, grantees);
        if (place.spaceKind === 'exchange') await suspendShared(tx, place, ids);
      }
      tx.afterCommit(() => {
        for (const { granteeId } of grantees) hints.publish(granteeTopic(granteeId), {});
      });
    },

    newLinkGrantee: nextLinkGrantee,

    transfer: transferNodeCommand(context),

    async of(nodeId, q = db) {
      const rows = await readGrants(q, nodeId);
      return rows.map(({ granteeId, node, distance, member, shared }): GrantView => ({
        granteeId,
        nodeId: node,
        distance,
        member: member === 0 ? null : roleOf(member),
        shared: shared === 0 ? null : roleOf(shared),
        rights: member | shared,
        sharedRights: shared,
      }));
    },

    async node(actor, nodeId) {
      return viewer.one(await locate(db, acting(actor), { id: nodeId }));
    },

    place: (nodeId, q = db) => readPlace(q, nodeId),
  };
}
