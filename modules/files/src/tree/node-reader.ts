import { type Queryable, statement } from '@landescloud/platform/database';
import {
  childLine,
  childNode,
  CONTEXT_COLUMNS,
  NODE_COLUMNS,
  SEEN_WIDTH,
  type SeenNode,
  seenNode,
} from './node-row.ts';
import { ACCESS, ACCESS_BY_PATH, upFrom, WALK_PATH, walkUp } from './walk-sql.ts';

/**
 * Follows a path from a person's root: from a mount when the first name is that of one, else in the personal
 * space. One query that finds the deepest existing node, its right and how far the path went.
 */
const RESOLVE_PATH = statement(
  'files.resolve_path',
  `${WALK_PATH}, deepest as (select id, depth from walk order by depth desc limit 1), ${upFrom('(select id from deepest)')}
   select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, d.depth
   from deepest d
   join files.node n on n.id = d.id
   join files.space s on s.id = n.space_id
   join ${ACCESS_BY_PATH} on access.top = s.root_id`,
);

/** By id, with the right; what lies in the trash (or below something there) does not reach its space's root. */
const RESOLVE_ID = statement(
  'files.resolve_id',
  `${walkUp('$2')}
   select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}
   from files.node n
   join files.space s on s.id = n.space_id
   join ${ACCESS} on access.top = s.root_id and access.mount_id is not null
   where n.id = $2`,
);

const CHILDREN = statement(
  'files.children',
  `select ${childLine('$2', '$3')} from files.node n where n.parent_id = $1 order by n.name`,
);

const MOUNTS = statement(
  'files.mounts',
  `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}
   from (select node_id as mount_id, role, mount_name from files.node_grant where person_id = $1 and mount_name is not null) access
   join files.node n on n.id = access.mount_id
   join files.space s on s.id = n.space_id
   order by access.mount_name`,
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
  personId: number,
  path: readonly string[],
): Promise<ResolvedPath | null> {
  // Nothing below a name that PostgreSQL cannot hold can exist.
  const unsayable = path.findIndex((name) => name.includes('\0') || !name.isWellFormed());
  const names = unsayable < 0 ? path : path.slice(0, unsayable);
  const [values] = await db.arrays(RESOLVE_PATH, [personId, names, names[0] ?? '']);
  return values === undefined ? null : { node: seenNode(values), depth: values[SEEN_WIDTH] as number };
}

export async function resolveId(db: Queryable, personId: number, id: number): Promise<SeenNode | null> {
  const [values] = await db.arrays(RESOLVE_ID, [personId, id]);
  return values === undefined ? null : seenNode(values);
}

/** What stands in the person's root: the personal space itself first ('' sorts first). */
export async function readMounts(db: Queryable, personId: number): Promise<SeenNode[]> {
  const rows = await db.arrays(MOUNTS, [personId]);
  return rows.map(seenNode);
}

export async function readChildren(db: Queryable, folder: SeenNode, personId: number): Promise<SeenNode[]> {
  const rows = await db.arrays(CHILDREN, [folder.row.id, personId, folder.row.spaceId]);
  return rows.map((values) => childNode(values, folder));
}

/** From the space's root (name '') down to the node itself. */
export async function readChain(db: Queryable, id: number): Promise<{ id: number; name: string }[]> {
  return db.query<{ id: number; name: string }>(ANCESTORS, [id]);
}
