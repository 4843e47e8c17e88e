import { type Acting, acting, type Visitor } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { isFile, nameTaken } from '../errors.ts';
import type { Nodes, Place } from '../files.ts';
import { guardLocks } from '../locks/lock-guard.ts';
import { findDestination, inFolder, nameForNew } from '../tree/destination.ts';
import { locate } from '../tree/locate.ts';
import type { SeenNode } from '../tree/node-row.ts';
import { insertFolder } from '../tree/node-writer.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeView } from '../views.ts';
import { assertSameSpace, inSpaceOf } from './space-of.ts';

export function createFolderCommand(context: FilesContext): Nodes['createFolder'] {
  return async (actor: Visitor, place: Place, options = {}): Promise<NodeView> => {
    const who = acting(actor);
    const node = await inSpaceOf(context, who, place, async (write): Promise<SeenNode> => {
      const destination = await findDestination(write.reader, who, place);
      const { existing, parentId, space } = destination;
      assertSameSpace(write, space.spaceId);
      const renames = options.onConflict === 'rename';
      if (existing !== null && !renames) throw nameTaken();
      await guardLocks(write, who, { nodeId: parentId, membership: false, below: false }, options.lockTokens);
      const name = await nameForNew(write.reader, destination, renames);
      const row = await insertFolder(write, { parentId, name }, who.personId, options.mtime ?? write.now);
      write.record(actor, 'created', row);
      return { row, space: inFolder(destination), favourite: false, maybeLocked: false };
    });
    return context.viewer.one(node);
  };
}

/** Makes what is missing of a chain of folders, for uploads of whole folders; what exists is used. */
export function ensureFoldersCommand(context: FilesContext): Nodes['ensureFolders'] {
  return async (actor, parentId, names) => {
    const who = acting(actor);
    const parent = await locate(context.db, who, { id: parentId });
    const node = await context.lanes.run(parent.row.spaceId, async (write): Promise<SeenNode> => {
      let folder = await locate(write.reader, who, { id: parentId });
      for (const name of names) folder = await folderIn(write, actor, who, folder, name);
      return folder;
    });
    return context.viewer.one(node);
  };

  async function folderIn(
    write: SpaceWrite,
    actor: Visitor,
    who: Acting,
    folder: SeenNode,
    wanted: string,
  ): Promise<SeenNode> {
    const destination = await findDestination(write.reader, who, { parentId: folder.row.id, name: wanted });
    const { existing, parentId } = destination;
    assertSameSpace(write, destination.space.spaceId);
    if (existing !== null) {
      if (!existing.row.isFolder) throw isFile();
      return existing;
    }
    await guardLocks(write, who, { nodeId: parentId, membership: false, below: false });
    const name = await nameForNew(write.reader, destination, false);
    const row = await insertFolder(write, { parentId, name }, who.personId, write.now);
    write.record(actor, 'created', row);
    return { row, space: inFolder(destination), favourite: false, maybeLocked: false };
  }
}
