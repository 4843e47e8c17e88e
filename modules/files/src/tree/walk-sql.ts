/**
 * The start of a query that follows a path from a person's root: `$1` the person, `$2` the names, `$3` the first name
 * or ''. A project space's folder when the first name is one, else the personal space. Gives `walk (id, depth)`.
 */
export const WALK_PATH = `with recursive start as (
     select m.space_id, s.root_id, (m.mount_name <> '')::int as used
     from files.space_member m join files.space s on s.id = m.space_id
     where m.person_id = $1 and m.mount_name in ('', $3)
     order by m.mount_name desc limit 1
   ), walk (id, depth) as (
     select root_id, used from start
     union all
     select c.id, w.depth + 1
     from walk w join files.node c on c.parent_id = w.id and c.name = ($2::text[])[w.depth + 1]
     where w.depth < cardinality($2::text[])
   )`;

/** The start of a query about a node (`node`, a parameter) and all above it. Gives `up (id, parent_id, name, depth)`, the node itself at depth 0. */
export function walkUp(node: string): string {
  return `with recursive up (id, parent_id, name, depth) as (
     select n.id, n.parent_id, n.name, 0 from files.node n where n.id = ${node}
     union all
     select p.id, p.parent_id, p.name, u.depth + 1 from up u join files.node p on p.id = u.parent_id
   )`;
}
