import { statement } from '@landescloud/platform/database';
import type { FilesContext } from '../context.ts';
import type { SpaceWrite } from '../tree/space-write.ts';

const PIECE = 2_000;

const NEXT = statement(
  'files.purge_next',
  `select t.node_id, t.space_id from files.trash_item t join files.space s on s.id = t.space_id
   where t.purged and not s.held order by t.node_id limit 1`,
);

const FILES_IN = statement(
  'files.purge_files',
  `select id from files.node where id = $1 and not is_folder union all
   (select id from files.node where parent_id = $1 and not is_folder limit $2)`,
);

const DROP_FILES = statement(
  'files.purge_drop_files',
  `with versions as (select coalesce(sum(size), 0)::bigint as size from files.version where node_id = any ($1)),
     gone as (delete from files.node where id = any ($1) returning size)
   select (coalesce(sum(size), 0)::bigint + (select size from versions)) as size from gone`,
);

/** Folders below become purge items of their own: a tree of any size goes in bounded pieces. */
const SPLIT = statement(
  'files.purge_split',
  `with below as (
     select id, name from files.node where parent_id = $1 limit $2
   ), freed as (
     update files.node set parent_id = null where id in (select id from below)
   )
   insert into files.trash_item (node_id, space_id, parent_id, path, name, trashed_at, purged)
   select id, $3, null, '', name, $4, true from below returning node_id`,
);

/**
 * Deletes what people have purged, unless something in the space must be kept, in short transactions through the space's lane, so that others write meanwhile.
 * Contents that nothing refers to any more are left to the sweep.
 */
export async function purgeTrash({ db, lanes }: FilesContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [item] = await db.query<{ node_id: number; space_id: number }>(NEXT);
    if (item === undefined) return;
    await lanes.run(item.space_id, (write) => purgePiece(write, item.node_id));
  }
}

async function purgePiece(write: SpaceWrite, nodeId: number): Promise<void> {
  if (write.space.held) return;
  const files = await write.reader.query<{ id: number }>(FILES_IN, [nodeId, PIECE]);
  if (files.length > 0) {
    const [dropped] = await write.write<{ size: number }>(DROP_FILES, [files.map((file) => file.id)]);
    write.use(-(dropped?.size ?? 0));
    return;
  }
  const split = await write.write(SPLIT, [nodeId, PIECE, write.space.id, write.now]);
  if (split.length === 0) await write.write('delete from files.node where id = $1', [nodeId]);
}
