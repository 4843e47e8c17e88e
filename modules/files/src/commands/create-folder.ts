import type { Actor } from '@landescloud/kernel';
import { requirePerson } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { isFile, nameTaken } from '../errors.ts';
import type { Nodes, Place } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { findDestination, freeNameIn } from '../tree/destination.ts';
import { locate } from '../tree/locate.ts';
import type { SeenNode } from '../tree/node-row.ts';
import { insertFolder } from '../tree/node-writer.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeView } from '../views.ts';
import { assertSameSpace, inSpaceOf } from './space-of.ts';

export function createFolderCommand(context: FilesContext): Nodes['createFolder'] {
  return async (actor: Actor, place: Place, options = {}): Promise<NodeView> => {
    const person = requirePerson(actor);
    const node = await inSpaceOf(context, person, place, async (write): Promise<SeenNode> => {
      const { existing, parentId, name, space } = await findDestination(write.reader, person, place);
      assertSameSpace(write, space.spaceId);
      if (existing !== null && options.onConflict !== 'rename') throw nameTaken();
      await guardLocks(write, person, { nodeId: parentId, membership: false, below: false }, options.lockTokens);
      const free = options.onConflict === 'rename' ? await freeNameIn(write.reader, parentId, name) : name;
      const row = await insertFolder(write, { parentId, name: free }, person.personId, options.mtime ?? write.now);
      write.record(actor, 'created', row);
      return { row, space, favourite: false, maybeLocked: false };
    });
    return context.viewer.one(node);
  };
}

/** Makes what is missing of a chain of folders, for uploads of whole folders; what exists is used. */
export function ensureFoldersCommand(context: FilesContext): Nodes['ensureFolders'] {
  return async (actor, parentId, names) => {
    const person = requirePerson(actor);
    const parent = await locate(context.db, person, { id: parentId });
    const node = await context.lanes.run(parent.row.spaceId, async (write): Promise<SeenNode> => {
      let folder = await locate(write.reader, person, { id: parentId });
      for (const name of names) folder = await folderIn(write, actor, folder, name);
      return folder;
    });
    return context.viewer.one(node);
  };

  async function folderIn(write: SpaceWrite, actor: Actor, folder: SeenNode, wanted: string): Promise<SeenNode> {
    const person = requirePerson(actor);
    const { existing, parentId, name, space } = await findDestination(write.reader, person, {
      parentId: folder.row.id,
      name: wanted,
    });
    assertSameSpace(write, space.spaceId);
    if (existing !== null) {
      if (!existing.row.isFolder) throw isFile();
      return existing;
    }
    await guardLocks(write, person, { nodeId: parentId, membership: false, below: false });
    const row = await insertFolder(write, { parentId, name }, person.personId, write.now);
    write.record(actor, 'created', row);
    return { row, space, favourite: false, maybeLocked: false };
  }
}
