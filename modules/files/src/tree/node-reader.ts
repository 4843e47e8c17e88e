import { type Queryable, statement } from '@landescloud/platform/database';
import { has, READ } from '../access.ts';
import {
  childLine,
  childNodes,
  CONTEXT_COLUMNS,
  NODE_COLUMNS,
  SEEN_WIDTH,
  type SeenNode,
  seenNode,
} from './node-row.ts';
import { accessTo, VISIBLE, WALK_PATH, walkUp } from './walk-sql.ts';

/**
 * Follows a path from a person's root: from a mount when the first name is that of one, else in the personal
 * space. One query that finds the deepest existing node, its right and how far the path went.
 */
const RESOLVE_PATH = statement(
  'files.resolve_path',
  `${WALK_PATH}, access as (select * from walk order by depth desc limit 1)
   select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, access.depth
   from access
   join files.node n on n.id = access.id
   join files.space s on s.id = n.space_id`,
);

/** By id, with the right; what lies in the trash (or below something there) does not reach its space's root. */
const RESOLVE_ID = statement(
  'files.resolve_id',
  `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}
   from ${accessTo('$2')}
   join files.node n on n.id = $2
   join files.space s on s.id = n.space_id
   where ${VISIBLE}`,
);

/** Whether a mount is still in its space, not in the trash, and the rights on it or above. */
const MOUNT = statement(
  'files.mount',
  `select access.rights & s.open_rights as rights from ${accessTo('$2')} join files.space s on s.root_id = access.top`,
);

const CHILDREN = statement(
  'files.children',
  `select ${childLine('$2', '$3')} from files.node n where n.parent_id = $1 order by n.name`,
);

const MOUNTS = statement(
  'files.mounts',
  `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}
   from files.node_grant m
   join files.node n on n.id = m.node_id
   join files.space s on s.id = n.space_id
   cross join lateral (
     select m.rights, 0 as above, m.node_id as mount_id, m.mount_name where n.id = s.root_id
     union all
     select above.rights, 0, m.node_id, m.mount_name
     from (select access.* from ${accessTo('m.node_id')}) above where n.id <> s.root_id and above.top = s.root_id
   ) access
   where m.grantee_id = $1 and m.mount_name is not null order by m.mount_name`,
);

const ANCESTORS = statement(
  'files.ancestors',
  `${walkUp('$1')}
   select id, name from up order by depth desc`,
);

export interface ResolvedPath {
  /** The deepest node of the path that exists. */
  readonly node: SeenNode;
  /** How many names of the path it took; the whole length when the node is the one meant. */
  readonly depth: number;
}

/** Null when the person has no space at all yet. */
export async function resolvePath(
  db: Queryable,
  granteeId: number,
  path: readonly string[],
): Promise<ResolvedPath | null> {
  // Nothing below a name that PostgreSQL cannot hold can exist.
  const unsayable = path.findIndex((name) => name.includes('\0') || !name.isWellFormed());
  const names = unsayable < 0 ? path : path.slice(0, unsayable);
  const [values] = await db.arrays(RESOLVE_PATH, [granteeId, names, names[0] ?? '']);
  const node = values === undefined ? null : await throughMount(db, granteeId, seenNode(values));
  return node === null ? null : { node, depth: values?.[SEEN_WIDTH] as number };
}

/**
 * A path is followed from its mount on. What lies above a mount that is no space's root is looked at apart, so that all
 * other paths do not pay for it: it may have gone into the trash, or be granted more strongly.
 */
export async function throughMount(db: Queryable, granteeId: number, node: SeenNode): Promise<SeenNode | null> {
  const { row, space } = node;
  if (space.mountId === space.rootId) return isShown(node) ? node : null;
  const [mount] = await db.query<{ rights: number }>(MOUNT, [granteeId, space.mountId]);
  if (mount === undefined) return null;
  const above = row.id === space.mountId ? 0 : space.above | mount.rights;
  const through = { ...node, space: { ...space, rights: space.rights | mount.rights, above } };
  return isShown(through) ? through : null;
}

/** Who may only put things somewhere sees the place, and nothing in it. */
function isShown({ row, space }: SeenNode): boolean {
  return has(space.rights, READ) || row.id === space.mountId;
}

export async function resolveId(db: Queryable, granteeId: number, id: number): Promise<SeenNode | null> {
  const [values] = await db.arrays(RESOLVE_ID, [granteeId, id]);
  return values === undefined ? null : seenNode(values);
}

/** What stands in the person's root: the personal space itself first ('' sorts first). */
export async function readMounts(db: Queryable, granteeId: number): Promise<SeenNode[]> {
  const rows = await db.arrays(MOUNTS, [granteeId]);
  return rows.map(seenNode);
}

export async function readChildren(db: Queryable, folder: SeenNode, granteeId: number): Promise<SeenNode[]> {
  if (!has(folder.space.rights, READ)) return [];
  const rows = await db.arrays(CHILDREN, [folder.row.id, granteeId, folder.row.spaceId]);
  return childNodes(rows, folder);
}

/** From the space's root (name '') down to the node itself. */
export async function readChain(db: Queryable, id: number): Promise<{ id: number; name: string }[]> {
  return db.query<{ id: number; name: string }>(ANCESTORS, [id]);
}
