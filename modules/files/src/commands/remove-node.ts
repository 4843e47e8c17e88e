import { requirePerson, requireWrite } from '../access.ts';
import { checkConditions } from '../conditions.ts';
import type { FilesContext } from '../context.ts';
import { spaceRoot } from '../errors.ts';
import { nodeEtag } from '../etag.ts';
import type { Nodes } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { locate } from '../tree/locate.ts';
import { moveToTrash } from '../tree/trash-writer.ts';
import { assertSameSpace, spaceOfTarget } from './space-of.ts';

export function removeNodeCommand(context: FilesContext): Nodes['remove'] {
  return async (actor, target, conditions) => {
    const person = requirePerson(actor);
    const spaceId = await spaceOfTarget(context, person, target);
    return context.lanes.run(spaceId, async (write) => {
      const { row, space } = await locate(write.reader, person, target);
      assertSameSpace(write, row.spaceId);
      requireWrite(space);
      if (row.parentId === null) throw spaceRoot();
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
    });
  };
}
