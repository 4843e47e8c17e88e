import { statement } from '@landescloud/platform/database';
import { readChain } from './node-reader.ts';
import type { NodeRow } from './node-row.ts';
import type { SpaceWrite } from './space-write.ts';

const DETACH = statement('files.detach', `update files.node set parent_id = null, change = $2 where id = $1`);

const TRASH = statement(
  'files.trash',
  `insert into files.trash_item (node_id, space_id, parent_id, path, name, trashed_at, trashed_by) values ($1, $2, $3, $4, $5, $6, $7)`,
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

export const TOMBSTONE = statement(
  'files.tombstone',
  `insert into files.tombstone (parent_id, name, is_folder, change, created_at) values ($1, $2, $3, $4, $5)`,
);

/** The name ends in its folder: sync clients are told. */
export async function leaveFolder(write: SpaceWrite, row: NodeRow, change: number): Promise<void> {
  if (row.parentId === null) return;
  await write.write(TOMBSTONE, [row.parentId, row.name, row.isFolder, change, write.now]);
  write.touch(row.parentId, { size: -row.size, folders: row.isFolder ? -1 : 0, files: row.isFolder ? 0 : -1 });
}

/** With everything below it: only its own row is written, at any size. Locks on it end (RFC 4918 section 9.6). */
export async function moveToTrash(write: SpaceWrite, row: NodeRow, personId: number): Promise<void> {
  const chain = await readChain(write.reader, row.id);
  const path = chain
    .slice(1, -1)
    .map((step) => step.name)
    .join('/');
  const change = write.nextChange();
  await write.write(DETACH, [row.id, change]);
  await write.write(TRASH, [row.id, write.space.id, row.parentId, path, row.name, write.now, personId]);
  await leaveFolder(write, row, change);
  if (write.space.hasLocks) await write.write(DROP_LOCKS, [row.id, write.space.id]);
}
