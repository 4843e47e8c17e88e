import { isDomainError, type PersonActor } from '@landescloud/kernel';
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

const MAX_GUESSES = 50_000;

/**
 * Runs `work` in the lane of the space that holds the place. Which one that is was seen at the last write to the same
 * folder of the same person; since `work` looks again (assertSameSpace), a wrong guess costs one more round and nothing else.
 */
export async function inSpaceOf<T>(
  context: FilesContext,
  actor: PersonActor,
  place: Place,
  work: (write: SpaceWrite) => Promise<T>,
): Promise<T> {
  const key =
    'path' in place ? `${actor.personId}/${place.path.length > 1 ? place.path[0] : ''}` : `#${place.parentId}`;
  const guess = context.spaceGuesses.get(key);
  if (guess !== undefined) {
    try {
      return await context.lanes.run(guess, work);
    } catch (error) {
      if (!isDomainError(error, 'NotFound')) throw error;
      context.spaceGuesses.delete(key);
    }
  }
  const spaceId = await spaceOfPlace(context, actor, place);
  const result = await context.lanes.run(spaceId, work);
  if (context.spaceGuesses.size >= MAX_GUESSES) context.spaceGuesses.clear();
  context.spaceGuesses.set(key, spaceId);
  return result;
}
