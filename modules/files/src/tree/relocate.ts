import { statement } from '@landescloud/platform/database';
import { nameKey } from '../names.ts';
import { assertNotHeld, assertStaysHeld } from '../holds/held.ts';
import type { OrganisationRoom } from '../spaces/organisation-room.ts';
import { checkQuota, checkRoom } from './quota.ts';
import { NODE_COLUMNS, NODE_WIDTH, type NodeRow, nodeRow } from './node-row.ts';
import type { SpaceWrite } from './space-write.ts';
import { leaveFolder, touchLeft } from './trash-writer.ts';

/** With a tombstone where it was ($8: not for what comes from another space), and the name of the folder it left. */
const MOVE = statement(
  'files.move',
  `with place as (
     select n.parent_id, n.name, n.is_folder from files.node n where n.id = $1
   ), ended as (
     insert into files.tombstone (parent_id, name, is_folder, change, created_at)
     select parent_id, name, is_folder, $5, $7 from place where parent_id is not null and $8
   )
   update files.node n set parent_id = $2, name = $3, name_key = $4, change = $5, mime = $6 where n.id = $1
   returning ${NODE_COLUMNS}, (select p.name from place join files.node p on p.id = place.parent_id)`,
);

const CHANGE_SPACE = statement(
  'files.change_space',
  `with recursive sub (id) as (
     select id from files.node where id = $1
     union all
     select c.id from sub join files.node c on c.parent_id = sub.id
   ), names as (
     update files.node_name set space_id = $2 where node_id in (select id from sub)
   ), grants as (
     update files.node_grant set space_id = $2 where node_id in (select id from sub)
   ), locks as (
     delete from files.lock where node_id in (select id from sub)
   ), versions as (
     select coalesce(sum(v.size), 0) as size from files.version v where v.node_id in (select id from sub)
   ), moved as (
     update files.node n set space_id = $2, change = $3, etag_no = $3 where n.id in (select id from sub) returning n.is_folder, n.size
   )
   select coalesce(sum(size) filter (where not is_folder), 0)::bigint as current, (select size from versions)::bigint as versions from moved`,
);

const COPY_TREE = statement(
  'files.copy_tree',
  `with recursive sub as (
     select n.*, 0 as depth from files.node n where n.id = $1
     union all
     select c.*, s.depth + 1 from sub s join files.node c on c.parent_id = s.id where $9 and c.id <> $1
   ), map as materialized (
     select id, nextval(pg_get_serial_sequence('files.node', 'id')) as new_id from sub
   ), copied as (
     insert into files.node (id, space_id, parent_id, name, name_key, is_folder, size, folder_count, file_count, content_id, mime,
       checksums, mtime, created_at, uploaded_at, modified_by, etag_no, change, release)
     overriding system value
     select m.new_id, $2, coalesce(p.new_id, $3), case when s.depth = 0 then $4 else s.name end, case when s.depth = 0 then $5 else s.name_key end,
       s.is_folder, case when $9 or not s.is_folder then s.size else 0 end, case when $9 then s.folder_count else 0 end,
       case when $9 then s.file_count else 0 end, s.content_id, s.mime, s.checksums, s.mtime, s.created_at, $7, $8, $6, $6, s.release
     from sub s join map m on m.id = s.id left join map p on p.id = s.parent_id and s.depth > 0
   ), names as (
     insert into files.node_name (node_id, space_id, folded)
     select m.new_id, $2, case when s.depth = 0 then $10 else nn.folded end
     from sub s join map m on m.id = s.id left join files.node_name nn on nn.node_id = s.id
   ), properties as (
     insert into files.property (node_id, namespace, name, value)
     select m.new_id, p.namespace, p.name, p.value from files.property p join map m on m.id = p.node_id
   )
   select new_id as id from map where id = $1`,
);

const READ_NODE = statement('files.read_node', `select ${NODE_COLUMNS} from files.node n where n.id = $1`);

export interface Spot {
  readonly parentId: number;
  readonly name: string;
  readonly mime: string;
}

export interface Moved {
  readonly row: NodeRow;
  /** The name of the folder that it was in; '' for a space's root and for what was in the trash. */
  readonly from: string;
}

/** Within its space: one row, whatever hangs below it. */
export async function moveWithin(write: SpaceWrite, row: NodeRow, to: Spot): Promise<Moved> {
  if (row.parentId !== null && row.parentId !== to.parentId) await assertStaysHeld(write, row.parentId, to.parentId);
  const moved = await place(write, row, to, true);
  touchLeft(write, row);
  if (row.name !== to.name) write.nameNode(row.id, to.name);
  return moved;
}

/** To another space: everything below changes its space, so this grows with the tree. */
export async function moveAcross(
  room: OrganisationRoom,
  from: SpaceWrite,
  into: SpaceWrite,
  row: NodeRow,
  to: Spot,
): Promise<Moved> {
  await assertNotHeld(from, row.id);
  await leaveFolder(from, row, from.nextChange());
  const [sums] = await into.write<{ current: number; versions: number }>(CHANGE_SPACE, [
    row.id,
    into.space.id,
    into.nextChange(),
  ]);
  const bytes = (sums?.current ?? 0) + (sums?.versions ?? 0);
  if (from.space.organisationId === into.space.organisationId) checkQuota(into.space, bytes);
  else await checkRoom(room, into, bytes);
  from.use(-bytes);
  into.use(bytes);
  into.nameNode(row.id, to.name);
  return place(into, row, to, false);
}

async function place(write: SpaceWrite, row: NodeRow, to: Spot, tombstone: boolean): Promise<Moved> {
  const [values = []] = await write.writeArrays(MOVE, [
    row.id,
    to.parentId,
    to.name,
    nameKey(to.name),
    write.nextChange(),
    row.isFolder ? '' : to.mime,
    write.now,
    tombstone,
  ]);
  write.touch(to.parentId, { size: row.size, folders: row.isFolder ? 1 : 0, files: row.isFolder ? 0 : 1 });
  return { row: nodeRow(values), from: (values[NODE_WIDTH] as string | null) ?? '' };
}

/** Copies share contents, so no byte is read. Versions, favourites and locks stay with the original. */
export async function copyTree(
  write: SpaceWrite,
  row: NodeRow,
  to: Spot & { personId: number | null; folded: string; deep: boolean },
): Promise<NodeRow> {
  const { parentId, name, personId, folded, deep } = to;
  const change = write.nextChange();
  const [made] = await write.write<{ id: number }>(COPY_TREE, [
    row.id,
    write.space.id,
    parentId,
    name,
    nameKey(name),
    change,
    write.now,
    personId,
    deep,
    folded,
  ]);
  const [values] = await write.reader.arrays(READ_NODE, [(made as { id: number }).id]);
  const copy = nodeRow(values as unknown[]);
  write.use(copy.size);
  write.touch(parentId, { size: copy.size, folders: copy.isFolder ? 1 : 0, files: copy.isFolder ? 0 : 1 });
  return copy;
}
