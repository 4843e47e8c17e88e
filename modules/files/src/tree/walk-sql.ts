import { READ } from '../access.ts';

/**
 * The grant of `$1` on the node `id`; looked up by key, however many they have. Its value is kept from the planner, or it
 * would see who has many grants and plan the query anew each time, at six times its cost.
 */
function grantOn(id: string): string {
  return `left join lateral (
       select g.rights, g.mount_name from files.node_grant g where g.grantee_id = (select $1::bigint) and g.node_id = ${id} limit 1
     ) g on true`;
}

/**
 * The start of a query that follows a path from a person's root: `$1` the grantee, `$2` the names, `$3` the first name
 * or ''. Where the first name is that of a mount, from there, else in the personal space. Gives `walk (id, depth, rights,
 * above, mount_id, mount_name)`: the rights from the mount on, and `above` those that the folder has. Where nothing may be
 * read it goes no further.
 */
export const WALK_PATH = `with recursive start as (
     select g.node_id as mount_id, g.mount_name, g.rights, (g.mount_name <> '')::int as used
     from files.node_grant g where g.grantee_id = $1 and g.mount_name in ('', $3)
     order by g.mount_name desc limit 1
   ), walk (id, depth, rights, above, mount_id, mount_name) as (
     select mount_id, used, rights, 0, mount_id, mount_name from start
     union all
     select c.id, w.depth + 1,
       w.rights | coalesce((select g.rights from files.node_grant g where g.grantee_id = $1 and g.node_id = c.id), 0), w.rights,
       w.mount_id, w.mount_name
     from walk w join files.node c on c.parent_id = w.id and c.name = ($2::text[])[w.depth + 1]
     where w.depth < cardinality($2::text[]) and w.rights & ${READ} = ${READ}
   )`;

/** The start of a query about a node (`node`, a parameter) and all above it. Gives `up (id, parent_id, name, depth)`, the node itself at depth 0. */
export function walkUp(node: string): string {
  return `with recursive up (id, parent_id, name, depth) as (
     select n.id, n.parent_id, n.name, 0 from files.node n where n.id = ${node}
     union all
     select p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
   )`;
}

/**
 * What the grants of `$1` say of the node `id`: `access (top, rights, above, mount_id, mount_name)`, one row. All rights on
 * the way up, and those without the node's own; the nearest mount, null where nothing leads there; the uppermost node,
 * which is the space's root unless the node lies in the trash.
 */
export function accessTo(id: string): string {
  return `(
     with recursive up (id, parent_id, depth, rights, above, mount_id, mount_name) as (
       select first.id, first.parent_id, 0, coalesce(g.rights, 0), 0, case when g.mount_name is not null then first.id end, g.mount_name
       from files.node first ${grantOn('first.id')} where first.id = ${id}
       union all
       select p.id, p.parent_id, u.depth + 1, u.rights | coalesce(g.rights, 0), u.above | coalesce(g.rights, 0),
         coalesce(u.mount_id, case when g.mount_name is not null then p.id end), coalesce(u.mount_name, g.mount_name)
       from up u join files.node p on p.id = u.parent_id ${grantOn('p.id')}
     )
     select id as top, rights, above, mount_id, mount_name from up order by depth desc limit 1
   ) access`;
}

/** Of a node `n` in its space `s` with `access`: not in the trash, and granted so that it can be seen. */
export const VISIBLE = `access.top = s.root_id and access.mount_id is not null
   and (access.rights & s.open_rights & ${READ} = ${READ} or access.mount_id = n.id)`;

/**
 * The start of a query about the spaces of what was mounted in the root of `$1`. Gives `spaces (id)`, the last one null: each
 * is looked up once, however much of it stands there.
 */
export const MOUNTED_SPACES = `with recursive spaces (id) as (
     (select g.space_id from files.node_grant g where g.grantee_id = (select $1::bigint) and g.mount_name <> '' order by g.space_id limit 1)
     union all
     select (select g.space_id from files.node_grant g
       where g.grantee_id = (select $1::bigint) and g.mount_name <> '' and g.space_id > before.id order by g.space_id limit 1)
     from spaces before where before.id is not null
   )`;

/** To be joined: `access` to the spaces `s` that `$1` reads as a whole, for their nodes in the trash too. */
export const MEMBERSHIP = `(
     select g.grantee_id, g.node_id as mount_id, g.rights, g.rights as above, g.mount_name from files.node_grant g
   ) access on access.grantee_id = $1 and access.mount_id = s.root_id and access.rights & ${READ} = ${READ}`;
