import { acting, requireChange, requirePerson } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { spaceRoot } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { Nodes } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { isMount, locate } from '../tree/locate.ts';
import { moveToTrash } from '../tree/trash-writer.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { assertSameSpace, inSpaceOf, spaceOfTarget } from './space-of.ts';

interface Removed {
  readonly nodeId: number;
  /** It stands in their root by sharing: for them alone it goes. */
  readonly leaves: boolean;
}

export function removeNodeCommand(context: FilesContext): Nodes['remove'] {
  return async (actor, target, conditions) => {
    const who = acting(actor);
    const remove = async (write: SpaceWrite): Promise<Removed> => {
      const node = await locate(write.reader, who, target);
      const { row, space } = node;
      assertSameSpace(write, row.spaceId);
      if (isMount(node)) {
        if (row.id === space.rootId || space.mountName === '') throw spaceRoot();
        return { nodeId: row.id, leaves: true };
      }
      requireChange({ rights: space.above });
      checkConditions(conditions, nodeEtag(row.id, row.etagNo));
      await guardLocks(write, who, { nodeId: row.id, membership: true, below: row.isFolder }, conditions?.lockTokens);
      await moveToTrash(write, row, who.personId);
      write.record(actor, 'trashed', row);
      return { nodeId: row.id, leaves: false };
    };
    const { nodeId, leaves } =
      'path' in target
        ? await inSpaceOf(context, who, target, remove)
        : await context.lanes.run(await spaceOfTarget(context, who, target), remove);
    if (leaves) await context.leaveShare(requirePerson(actor), nodeId);
    return { trashId: leaves ? null : nodeId };
  };
}
