import { CHANGE, has, roleOf } from '../access.ts';
import { nodeEtag } from '../etag.ts';
import { releaseState } from '../release/release-state.ts';
import type { LockView, NodeView } from '../views.ts';
import type { SeenNode, SpaceContext } from './node-row.ts';

export type PersonName = { readonly login: string; readonly name: string };

/** What a view needs that does not stand in the node's row. */
export interface ViewExtras {
  readonly people: ReadonlyMap<number, PersonName>;
  readonly locks: ReadonlyMap<number, LockView>;
  /** Of files that nobody with an account wrote. */
  readonly visitors: ReadonlyMap<number, string>;
}

export const NO_EXTRAS: ViewExtras = { people: new Map(), locks: new Map(), visitors: new Map() };

export function nodeView({ row, space, favourite }: SeenNode, { people, locks, visitors }: ViewExtras): NodeView {
  const owner = space.ownerId === null ? undefined : people.get(space.ownerId);
  return {
    id: row.id,
    spaceId: row.spaceId,
    parentId: row.id === space.mountId ? null : row.parentId,
    name: row.id === space.mountId ? space.mountName || row.name : row.name,
    kind: row.isFolder ? 'folder' : 'file',
    size: row.size,
    mtime: row.mtime,
    createdAt: row.createdAt,
    uploadedAt: row.uploadedAt,
    mime: row.mime,
    etag: nodeEtag(row.id, row.etagNo),
    change: row.change,
    checksums: row.checksums,
    favourite,
    role: roleOf(space.rights),
    rights: space.rights,
    mayRemove: mayRemove(row.id, space),
    rootOf: row.id === space.rootId ? space.kind : null,
    ownerLogin: owner?.login ?? '',
    ownerName: owner?.name ?? '',
    modifiedBy: row.modifiedBy === null ? null : (people.get(row.modifiedBy) ?? null),
    modifiedByVisitor: visitors.get(row.id) ?? null,
    folderCount: row.folderCount,
    fileCount: row.fileCount,
    release: releaseState(row.release),
    lock: locks.get(row.id) ?? null,
  };
}

function mayRemove(id: number, space: SpaceContext): boolean {
  if (id === space.rootId) return space.kind === 'personal' && has(space.rights, CHANGE);
  return id === space.mountId ? space.mountName !== '' : has(space.above, CHANGE);
}
