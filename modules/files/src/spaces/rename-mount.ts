import type { PersonActor } from '@landescloud/kernel';
import { nameTaken, spaceRoot } from '../errors.ts';
import type { FilesContext } from '../context.ts';
import type { Place } from '../files.ts';
import { checkName } from '../names.ts';
import { isPersonRoot } from '../tree/locate.ts';
import { readMounts, resolvePath } from '../tree/node-reader.ts';
import type { SeenNode } from '../tree/node-row.ts';

/** A person may call a project space's folder in the own root otherwise; others see no difference. */
export async function renameMount(
  context: FilesContext,
  actor: PersonActor,
  source: SeenNode,
  place: Place,
): Promise<SeenNode> {
  if (isPersonRoot(source)) throw spaceRoot();
  const name = await nameInPersonRoot(context, actor, place);
  const found = await resolvePath(context.db, actor.personId, [name]);
  if (found?.depth === 1 && found.node.row.id !== source.row.id) throw nameTaken();
  await context.db.query(`update files.node_grant set mount_name = $3 where node_id = $1 and person_id = $2`, [
    source.space.mountId,
    actor.personId,
    name,
  ]);
  return { ...source, space: { ...source.space, mountName: name } };
}

async function nameInPersonRoot(context: FilesContext, actor: PersonActor, place: Place): Promise<string> {
  if ('path' in place) {
    const [name, ...deeper] = place.path;
    if (name === undefined || deeper.length > 0) throw spaceRoot();
    return checkName(name);
  }
  const [personal] = await readMounts(context.db, actor.personId);
  if (personal?.row.id !== place.parentId) throw spaceRoot();
  return checkName(place.name);
}
