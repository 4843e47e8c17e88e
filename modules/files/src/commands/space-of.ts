import { isDomainError } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { Acting } from '../access.ts';
import type { FilesContext } from '../context.ts';
import { nodeNotFound } from '../errors.ts';
import type { Place } from '../files.ts';
import { resolveId, resolvePath } from '../tree/node-reader.ts';
import { locate } from '../tree/locate.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import type { NodeTarget } from '../views.ts';

/** The space that a place lies in, as it stands now; commands look again once they hold the space's lane. */
export async function spaceOfPlace(context: FilesContext, actor: Acting, place: Place): Promise<number> {
  const look = async (db: Queryable): Promise<number | undefined> =>
    'path' in place
      ? (await resolvePath(db, actor.granteeId, place.path))?.node.row.spaceId
      : (await resolveId(db, actor.granteeId, place.parentId))?.row.spaceId;
  const found = await look(context.db);
  if (found !== undefined) return found;
  if (actor.personId === null) throw nodeNotFound();
  await context.ensurePersonalSpace(actor.personId);
  const spaceId = await look(context.db);
  if (spaceId === undefined) throw nodeNotFound();
  return spaceId;
}

export async function spaceOfTarget(context: FilesContext, actor: Acting, target: NodeTarget): Promise<number> {
  return (await locate(context.db, actor, target)).row.spaceId;
}

/** Between looking and locking the node may have gone to another space: then it is not where the caller saw it. */
export function assertSameSpace(write: SpaceWrite, spaceId: number): void {
  if (write.space.id !== spaceId) throw nodeNotFound();
}

const MAX_GUESSES = 50_000;

/**
 * Runs `work` in the lane of the space that holds all the places. Which one that is was seen at the last write to the
 * same folders of the same person; since `work` looks again (assertSameSpace), a wrong guess costs one more round and
 * nothing else. `slow` finds out for certain.
 */
export async function inGuessedSpace<T>(
  context: FilesContext,
  actor: Acting,
  places: readonly Place[],
  work: (write: SpaceWrite) => Promise<T>,
  slow: () => Promise<{ spaceId: number | null; result: T }>,
): Promise<T> {
  const keys = places.map((place) => guessKey(actor, place));
  const guesses = new Set(keys.map((key) => context.spaceGuesses.get(key)));
  const [guess] = guesses;
  if (guess !== undefined && guesses.size === 1) {
    try {
      return await context.lanes.run(guess, work);
    } catch (error) {
      if (!isDomainError(error, 'NotFound')) throw error;
      for (const key of keys) context.spaceGuesses.delete(key);
    }
  }
  const { spaceId, result } = await slow();
  if (context.spaceGuesses.size >= MAX_GUESSES) context.spaceGuesses.clear();
  if (spaceId !== null) for (const key of keys) context.spaceGuesses.set(key, spaceId);
  return result;
}

/** The lane of one place. */
export function inSpaceOf<T>(
  context: FilesContext,
  actor: Acting,
  place: Place,
  work: (write: SpaceWrite) => Promise<T>,
): Promise<T> {
  return inGuessedSpace(context, actor, [place], work, async () => {
    const spaceId = await spaceOfPlace(context, actor, place);
    return { spaceId, result: await context.lanes.run(spaceId, work) };
  });
}

function guessKey(actor: Acting, place: Place): string {
  if ('path' in place) return `${actor.granteeId}/${place.path.length > 1 ? place.path[0] : ''}`;
  return `#${place.parentId}`;
}
