/**
 * The start of a query that follows a path from a person's root: `$1` the person, `$2` the names, `$3` the first name
 * or ''. Where the first name is that of a mount, from there, else in the personal space. Gives `start (mount_id,
 * mount_name, used)` and `walk (id, depth)`.
 */
export const WALK_PATH = `with recursive start as (
     select g.node_id as mount_id, g.mount_name, (g.mount_name <> '')::int as used
     from files.node_grant g where g.person_id = $1 and g.mount_name in ('', $3)
     order by g.mount_name desc limit 1
   ), walk (id, depth) as (
     select mount_id, used from start
     union all
     select c.id, w.depth + 1
     from walk w join files.node c on c.parent_id = w.id and c.name = ($2::text[])[w.depth + 1]
     where w.depth < cardinality($2::text[])
   )`;

/** The start of a query about a node (`node`, a parameter) and all above it. Gives `up (id, parent_id, name, depth)`, the node itself at depth 0. */
export function walkUp(node: string): string {
  return `with recursive ${upFrom(node)}`;
}

/** `up` alone, where a query has begun already. */
export function upFrom(node: string): string {
  return `up (id, parent_id, name, depth) as (
     select n.id, n.parent_id, n.name, 0 from files.node n where n.id = ${node}
     union all
     select p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
   )`;
}

const GRANTED = `(
     select max(g.role) as role, (array_agg(g.node_id order by up.depth) filter (where g.mount_name is not null))[1] as mount_id,
       (array_agg(g.mount_name order by up.depth) filter (where g.mount_name is not null))[1] as mount_name,
       (array_agg(up.id order by up.depth desc))[1] as top
     from up left join lateral (
       select g.node_id, g.role, g.mount_name from files.node_grant g where g.person_id = $1 and g.node_id = up.id limit 1
     ) g on true
   )`;

/**
 * What the grants of the person `$1` say of a node, from its `up`: a relation `access (role, mount_id, mount_name, top)`
 * of one row. The strongest role on the way; the nearest mount; the uppermost node, which is the space's root unless the
 * node lies in the trash. Grants are looked up one by one: a person may have ten thousand, a path has a few.
 */
export const ACCESS = `${GRANTED} access`;

/** The same after WALK_PATH: the mount is the one that the path begins with. */
export const ACCESS_BY_PATH = `(
     select granted.role, start.mount_id, start.mount_name, granted.top from start cross join ${GRANTED} granted
   ) access`;

/** To be joined: spaces `s` that the person `$1` is a member of. The form of `access` fits their nodes, in the trash too. */
export const MEMBERSHIP = `(
     select g.person_id, g.node_id as mount_id, g.role, g.mount_name from files.node_grant g
   ) access on access.person_id = $1 and access.mount_id = s.root_id`;
