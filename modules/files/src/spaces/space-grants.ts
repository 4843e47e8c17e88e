import type { Queryable } from '@landescloud/platform/database';
import type { SpaceWrite } from '../tree/space-write.ts';

/** People who manage the space as members. */
export async function managersOf(q: Queryable, rootId: number): Promise<number[]> {
  const rows = await q.query<{ id: number }>(
    'select grantee_id as id from files.node_grant where node_id = $1 and member & 16 = 16 and grantee_id > 0 order by 1',
    [rootId],
  );
  return rows.map(({ id }) => id);
}

/** Everyone who has anything in the space, links too. */
export async function granteesIn(q: Queryable, spaceId: number): Promise<number[]> {
  const rows = await q.query<{ id: number }>(
    'select distinct g.grantee_id as id from files.node n join files.node_grant g on g.node_id = n.id where n.space_id = $1',
    [spaceId],
  );
  return rows.map(({ id }) => id);
}

/** Takes from everyone but its managers what they have in the space, and keeps it for the case that it is prolonged. */
export async function suspendGrants(write: SpaceWrite): Promise<void> {
  await write.write(
    `with gone as (
       delete from files.node_grant g using files.node n
       where n.id = g.node_id and n.space_id = $1 and not exists (
         select 1 from files.node_grant m where m.node_id = $2 and m.grantee_id = g.grantee_id and m.member & 16 = 16)
       returning g.*
     )
     insert into files.suspended_grant (grantee_id, node_id, space_id, member, shared, mount_name)
     select grantee_id, node_id, $1, member, shared, mount_name from gone
     on conflict (grantee_id, node_id) do update set member = excluded.member, shared = excluded.shared`,
    [write.space.id, write.space.rootId],
  );
}

/** What they had is theirs again, under another name where the name in their root is taken now. */
export async function restoreGrants(write: SpaceWrite): Promise<void> {
  await write.write(
    `with back as (
       delete from files.suspended_grant where space_id = $1 returning *
     )
     insert into files.node_grant (grantee_id, node_id, space_id, member, shared, mount_name)
     select b.grantee_id, b.node_id, b.space_id, b.member, b.shared,
       case when b.mount_name <> '' and (
         exists (select 1 from files.node_grant g where g.grantee_id = b.grantee_id and g.mount_name = b.mount_name)
         or exists (select 1 from files.node_grant p join files.node c on c.parent_id = p.node_id
           where p.grantee_id = b.grantee_id and p.mount_name = '' and c.name = b.mount_name)
         or exists (select 1 from back o
           where o.grantee_id = b.grantee_id and o.mount_name = b.mount_name and o.node_id < b.node_id))
       then b.mount_name || ' (' || b.node_id || ')' else b.mount_name end
     from back b
     on conflict (grantee_id, node_id) do update
       set member = files.node_grant.member | excluded.member, shared = files.node_grant.shared | excluded.shared`,
    [write.space.id],
  );
}

/** What is shared out of an exchange space that has ended waits until it is prolonged. */
export async function suspendShared(
  tx: Queryable,
  { nodeId, spaceId }: { readonly nodeId: number; readonly spaceId: number },
  granteeIds: readonly number[],
): Promise<void> {
  // whoever ends it at the same time waits until this is written, and finds it
  const [space] = await tx.query<{ root: number; closed: number | null }>(
    'select root_id as root, closed_at as closed from files.space where id = $1 for key share',
    [spaceId],
  );
  if (space === undefined || space.closed === null) return;
  await tx.query('update files.suspended_grant set shared = 0 where node_id = $1 and grantee_id = any ($2)', [
    nodeId,
    granteeIds,
  ]);
  await tx.query(
    `with gone as (
       delete from files.node_grant g where g.node_id = $1 and g.grantee_id = any ($3) and not exists (
         select 1 from files.node_grant m where m.node_id = $4 and m.grantee_id = g.grantee_id and m.member & 16 = 16)
       returning g.*
     )
     insert into files.suspended_grant (grantee_id, node_id, space_id, member, shared, mount_name)
     select grantee_id, node_id, $2, member, shared, mount_name from gone
     on conflict (grantee_id, node_id) do update set shared = excluded.shared`,
    [nodeId, spaceId, granteeIds, space.root],
  );
  await tx.query('delete from files.suspended_grant where node_id = $1 and member = 0 and shared = 0', [nodeId]);
}
