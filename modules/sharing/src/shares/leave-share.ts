import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { shareNotFound } from '../errors.ts';
import { recipientData } from './share-events.ts';
import type { ShareParts } from './share-node.ts';
import type { ShareReader } from './share-reader.ts';
import { shareWriter } from './share-writer.ts';

const OWN = statement(
  'sharing.own_shares_of_node',
  'select id from sharing.share where node_id = $1 and person_id = $2',
);

/**
 * The person takes what was shared with them out of their root. A share with a group or organisation stays for the others,
 * and comes back to this person only when it is shared with them by name. NotFound `sharing.share_not_found`.
 */
export function leaveShare({ deps, grants, ends, record }: ShareParts, reader: ShareReader) {
  return async (actor: Actor, personId: number, nodeId: number): Promise<void> => {
    const received = await reader.receivedOfNodes(personId, [nodeId]);
    if (received.length === 0) throw shareNotFound();
    await deps.db.transaction(async (tx) => {
      await shareWriter.note(tx, [nodeId]);
      const own = await tx.query<{ id: number }>(OWN, [nodeId, personId]);
      const gone = await shareWriter.delete(
        tx,
        own.map(({ id }) => id),
      );
      if (received.some(({ kind }) => kind !== 'person')) await shareWriter.depart(tx, nodeId, personId);
      const [{ owner_organisation_id: organisationId } = { owner_organisation_id: 0 }] = received;
      const data = gone[0] === undefined ? { personId } : { ...recipientData(gone[0]), role: gone[0].role };
      await record(tx, actor, [{ type: 'sharing.share_left', nodeId, organisationId, data }]);
      await ends.settleLater(tx, await grants.follow(tx, nodeId));
    });
  };
}
