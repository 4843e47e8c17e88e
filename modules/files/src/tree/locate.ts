import type { Queryable } from '@landescloud/platform/database';
import type { Acting } from '../access.ts';
import { nodeNotFound } from '../errors.ts';
import type { NodeTarget } from '../views.ts';
import { resolveId, resolvePath } from './node-reader.ts';
import type { SeenNode } from './node-row.ts';

/** The node that is meant, as it may be seen; NotFound `files.node_not_found` for everything else. */
export async function locate(db: Queryable, actor: Acting, target: NodeTarget): Promise<SeenNode> {
  if ('id' in target) {
    const node = Number.isSafeInteger(target.id) ? await resolveId(db, actor.granteeId, target.id) : null;
    if (node === null) throw nodeNotFound();
    return node;
  }
  const found = await resolvePath(db, actor.granteeId, target.path);
  if (found === null || found.depth !== target.path.length) throw nodeNotFound();
  return found.node;
}

/** What stands in the person's root by a grant: its name there is theirs, its place in its space is not. */
export function isMount({ row, space }: SeenNode): boolean {
  return row.id === space.mountId;
}

/** The person's own root, which shows beside what it holds what else they may see. */
export function isPersonRoot({ row, space }: SeenNode): boolean {
  return row.id === space.rootId && space.kind === 'personal' && space.mountName === '';
}
