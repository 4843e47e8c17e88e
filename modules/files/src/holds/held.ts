import { statement } from '@landescloud/platform/database';
import { held } from '../errors.ts';
import type { SpaceWrite } from '../tree/space-write.ts';
import { walkUp } from '../tree/walk-sql.ts';

const ABOVE = statement(
  'files.held_above',
  `${walkUp('$1')}
   select h.id from up join files.hold h on h.node_id = up.id and h.lifted_at is null`,
);

/** Whether something below the node is held: from each hold of the space upwards, since there are few. */
const BELOW = statement(
  'files.held_below',
  `with recursive up (id, parent_id) as (
     select n.id, n.parent_id from files.hold h join files.node n on n.id = h.node_id where h.space_id = $2 and h.lifted_at is null
     union all
     select p.id, p.parent_id from up u join files.node p on p.id = u.parent_id
   )
   select 1 as found from up where id = $1 limit 1`,
);

/** Of the node itself and all above it; spaces without any hold do not look. */
export async function holdsAbove(write: SpaceWrite, nodeId: number): Promise<number[]> {
  if (!write.space.held) return [];
  return (await write.reader.query<{ id: number }>(ABOVE, [nodeId])).map(({ id }) => id);
}

export async function isHeld(write: SpaceWrite, nodeId: number): Promise<boolean> {
  if (!write.space.held) return false;
  if ((await holdsAbove(write, nodeId)).length > 0) return true;
  return (await write.reader.query(BELOW, [nodeId, write.space.id])).length > 0;
}

/** Throws Forbidden `files.held` where the node, or anything above or below it, must be kept. */
export async function assertNotHeld(write: SpaceWrite, nodeId: number): Promise<void> {
  if (await isHeld(write, nodeId)) throw held();
}

/** What is held by its folder does not get out of it. */
export async function assertStaysHeld(write: SpaceWrite, from: number, to: number): Promise<void> {
  const before = await holdsAbove(write, from);
  if (before.length === 0) return;
  const after = new Set(await holdsAbove(write, to));
  if (!before.every((id) => after.has(id))) throw held();
}
