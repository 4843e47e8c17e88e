import type { Acting } from '../access.ts';
import { nameTaken, spaceRoot } from '../errors.ts';
import type { FilesContext } from '../context.ts';
import type { Place } from '../files.ts';
import { checkName } from '../names.ts';
import { readMounts, resolvePath } from '../tree/node-reader.ts';
import type { SeenNode } from '../tree/node-row.ts';

/** A person may call what stands in their root otherwise; others see no difference. */
export async function renameMount(
  context: FilesContext,
  actor: Acting,
  source: SeenNode,
  place: Place,
): Promise<SeenNode> {
  if (source.space.mountName === '') throw spaceRoot();
  const name = await nameInPersonRoot(context, actor, place);
  const found = await resolvePath(context.db, actor.granteeId, [name]);
  if (found?.depth === 1 && found.node.row.id !== source.row.id) throw nameTaken();
  await context.db.query(`update files.node_grant set mount_name = $3 where node_id = $1 and grantee_id = $2`, [
    source.space.mountId,
    actor.granteeId,
    name,
  ]);
  return { ...source, space: { ...source.space, mountName: name } };
}

async function nameInPersonRoot(context: FilesContext, actor: Acting, place: Place): Promise<string> {
  if ('path' in place) {
    const [name, ...deeper] = place.path;
    if (name === undefined || deeper.length > 0) throw spaceRoot();
    return checkName(name);
  }
  const [personal] = await readMounts(context.db, actor.granteeId);
  if (personal?.row.id !== place.parentId) throw spaceRoot();
  return checkName(place.name);
}
