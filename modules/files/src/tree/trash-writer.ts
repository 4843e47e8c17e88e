import { statement } from '@landescloud/platform/database';
import { assertNotHeld } from '../holds/held.ts';
import type { NodeRow } from './node-row.ts';
import type { SpaceWrite } from './space-write.ts';
import { walkUp } from './walk-sql.ts';

/** One statement: out of its folder, into the trash with the path it had, and a tombstone where it was. */
const TRASH = statement(
  'files.trash',
  `${walkUp('$1')}, place as (
     select n.parent_id, n.name, n.is_folder from files.node n where n.id = $1
   ), ended as (
     insert into files.tombstone (parent_id, name, is_folder, change, created_at)
     select parent_id, name, is_folder, $2, $4 from place
   ), item as (
     insert into files.trash_item (node_id, space_id, parent_id, path, name, trashed_at, trashed_by)
     select $1, $3, place.parent_id,
       coalesce((select string_agg(up.name, '/' order by up.depth desc) from up where up.depth > 0 and up.name <> ''), ''),
       place.name, $4, $5
     from place
   )
   update files.node set parent_id = null, change = $2 where id = $1`,
);

const DROP_LOCKS = statement(
  'files.drop_locks',
  `with recursive up (token, id, parent_id) as (
     select l.token, n.id, n.parent_id from files.lock l join files.node n on n.id = l.node_id where l.space_id = $2
     union all
     select u.token, p.id, p.parent_id from up u join files.node p on p.id = u.parent_id
   )
   delete from files.lock where token in (select token from up where id = $1)`,
);

const TOMBSTONE = statement(
  'files.tombstone',
  `insert into files.tombstone (parent_id, name, is_folder, change, created_at) values ($1, $2, $3, $4, $5)`,
);

/** The name ends in its folder: sync clients are told. For a node that goes to another space. */
export async function leaveFolder(write: SpaceWrite, row: NodeRow, change: number): Promise<void> {
  if (row.parentId === null) return;
  await write.write(TOMBSTONE, [row.parentId, row.name, row.isFolder, change, write.now]);
  touchLeft(write, row);
}

/** The folder that the node leaves holds less. */
export function touchLeft(write: SpaceWrite, row: NodeRow): void {
  if (row.parentId === null) return;
  write.touch(row.parentId, { size: -row.size, folders: row.isFolder ? -1 : 0, files: row.isFolder ? 0 : -1 });
}

/** With everything below it: only its own row is written, at any size. Locks on it end (RFC 4918 section 9.6). */
export async function moveToTrash(write: SpaceWrite, row: NodeRow, personId: number | null): Promise<void> {
  await assertNotHeld(write, row.id);
  await write.write(TRASH, [row.id, write.nextChange(), write.space.id, write.now, personId]);
  touchLeft(write, row);
  if (write.space.hasLocks) await write.write(DROP_LOCKS, [row.id, write.space.id]);
}
