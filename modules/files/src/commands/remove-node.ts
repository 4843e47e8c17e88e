import { requirePerson, requireWrite } from '../access.ts';
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

export function removeNodeCommand(context: FilesContext): Nodes['remove'] {
  return async (actor, target, conditions) => {
    const person = requirePerson(actor);
    const remove = async (write: SpaceWrite): Promise<{ trashId: number }> => {
      const node = await locate(write.reader, person, target);
      const { row, space } = node;
      assertSameSpace(write, row.spaceId);
      requireWrite(space);
      if (isMount(node)) throw spaceRoot();
      checkConditions(conditions, nodeEtag(row.id, row.etagNo));
      await guardLocks(
        write,
        person,
        { nodeId: row.id, membership: true, below: row.isFolder },
        conditions?.lockTokens,
      );
      await moveToTrash(write, row, person.personId);
      write.record(actor, 'trashed', row);
      return { trashId: row.id };
    };
    if ('path' in target) return inSpaceOf(context, person, target, remove);
    return context.lanes.run(await spaceOfTarget(context, person, target), remove);
  };
}
