import type { Readable } from 'node:stream';
import type { Queryable } from '@landescloud/platform/database';
import type { Hints } from '@landescloud/platform/events';
import { ADD, has, READ } from '../access.ts';
import { rightEnded } from '../errors.ts';
import { granteeTopic } from '../grants/grants.ts';
import { resolveId, resolvePath } from '../tree/node-reader.ts';
import type { SeenNode } from '../tree/node-row.ts';
import type { Interruptible } from './interruptible.ts';

/** Ends what runs when who it is for may not any more. */
export interface RunningTransfers {
  read(granteeId: number, nodeIds: readonly number[], stream: Readable): Readable;
  /** What comes in breaks with Forbidden `files.right_ended` once `still` says no. Call `stop` when it is over. */
  put(granteeId: number, source: Interruptible, still: () => Promise<boolean>): () => void;
  /** Whether something may be put into the folder; undefined: somewhere from their root on, which nobody takes from a person. */
  mayAdd(granteeId: number, folderId: number | undefined): Promise<boolean>;
}

/** Asks again when what somebody reaches has changed; nothing while nothing did. */
export function runningTransfers(db: Queryable, hints: Pick<Hints, 'subscribe'>): RunningTransfers {
  function follow(granteeId: number, still: () => Promise<boolean>, end: () => void): () => void {
    const look = async (): Promise<void> => {
      if (!(await still())) end();
    };
    return hints.subscribe(granteeTopic(granteeId), () => {
      look().catch(() => {});
    });
  }

  async function mayRead(granteeId: number, nodeId: number): Promise<boolean> {
    const node = await resolveId(db, granteeId, nodeId);
    return node !== null && has(node.space.rights, READ);
  }

  const addable = (node: SeenNode | null): boolean => node !== null && has(node.space.rights, ADD);

  return {
    read(granteeId, nodeIds, stream) {
      const still = async (): Promise<boolean> =>
        (await Promise.all(nodeIds.map((id) => mayRead(granteeId, id)))).every(Boolean);
      const end = (): void => void stream.destroy(new Error('The right to read this has ended.'));
      return stream.once('close', follow(granteeId, still, end));
    },
    put: (granteeId, source, still) => follow(granteeId, still, () => source.interrupt(rightEnded())),
    async mayAdd(granteeId, folderId) {
      if (folderId !== undefined) return addable(await resolveId(db, granteeId, folderId));
      return granteeId > 0 || addable((await resolvePath(db, granteeId, []))?.node ?? null);
    },
  };
}
