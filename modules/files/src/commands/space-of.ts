import type { PersonActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import { nodeNotFound } from '../errors.ts';
import type { Place } from '../files.ts';
import { resolveId, resolvePath } from '../tree/node-reader.ts';
import { locate } from '../tree/locate.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeTarget } from '../views.ts';

/** The space that a place lies in, as it stands now; commands look again once they hold the space's lane. */
export async function spaceOfPlace(context: FilesContext, actor: PersonActor, place: Place): Promise<number> {
  const look = async (db: Queryable): Promise<number | undefined> =>
    'path' in place
      ? (await resolvePath(db, actor.personId, place.path))?.node.row.spaceId
      : (await resolveId(db, actor.personId, place.parentId))?.row.spaceId;
  const found = await look(context.db);
  if (found !== undefined) return found;
  await context.ensurePersonalSpace(actor.personId);
  const spaceId = await look(context.db);
  if (spaceId === undefined) throw nodeNotFound();
  return spaceId;
}

export async function spaceOfTarget(context: FilesContext, actor: PersonActor, target: NodeTarget): Promise<number> {
  return (await locate(context.db, actor, target)).row.spaceId;
}

/** Between looking and locking the node may have gone to another space: then it is not where the caller saw it. */
export function assertSameSpace(write: SpaceWrite, spaceId: number): void {
  if (write.space.id !== spaceId) throw nodeNotFound();
}
