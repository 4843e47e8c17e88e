import type { Readable } from 'node:stream';
import type { Queryable } from '@landescloud/platform/database';
import type { Hints } from '@landescloud/platform/events';
import { has, READ } from '../access.ts';
import { granteeTopic } from '../grants/grants.ts';
import { resolveId } from '../tree/node-reader.ts';

/** Ends a download when who reads may not any more. */
export type FollowRead = (granteeId: number, nodeIds: readonly number[], stream: Readable) => Readable;

/** Asks again when what somebody reaches has changed; nothing while nothing did. */
export function followReads(db: Queryable, hints: Pick<Hints, 'subscribe'>): FollowRead {
  async function mayRead(granteeId: number, nodeId: number): Promise<boolean> {
    const node = await resolveId(db, granteeId, nodeId);
    return node !== null && has(node.space.rights, READ);
  }

  return (granteeId, nodeIds, stream) => {
    const look = async (): Promise<void> => {
      const allowed = await Promise.all(nodeIds.map((id) => mayRead(granteeId, id)));
      if (!allowed.every(Boolean)) stream.destroy(new Error('The right to read this has ended.'));
    };
    const stop = hints.subscribe(granteeTopic(granteeId), () => {
      look().catch(() => {});
    });
    return stream.once('close', stop);
  };
}
