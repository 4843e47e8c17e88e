import type { Queryable } from '@landescloud/platform/database';
import { rightsOf } from '../access.ts';
import type { SpaceRole } from '../views.ts';

export interface Membership {
  readonly nodeId: number;
  readonly spaceId: number;
  readonly personId: number;
  readonly role: SpaceRole;
  readonly mountName: string;
}

/** Who has the space already keeps the name it has in their root, and what sharing gives them. */
export async function putMembership(tx: Queryable, membership: Membership): Promise<void> {
  const { nodeId, spaceId, personId, role, mountName } = membership;
  await tx.query(
    `insert into files.node_grant (node_id, space_id, grantee_id, member, mount_name) values ($1, $2, $3, $4, $5)
     on conflict (grantee_id, node_id) do update
       set member = excluded.member, mount_name = coalesce(files.node_grant.mount_name, excluded.mount_name)`,
    [nodeId, spaceId, personId, rightsOf(role), mountName],
  );
}

/** What sharing gives stays. Answers whether they were a member. */
export async function endMembership(tx: Queryable, nodeId: number, personId: number): Promise<boolean> {
  const ended = await tx.query(
    `with kept as (
       update files.node_grant set member = 0 where node_id = $1 and grantee_id = $2 and member <> 0 and shared <> 0 returning 1
     ), gone as (
       delete from files.node_grant where node_id = $1 and grantee_id = $2 and member <> 0 and shared = 0 returning 1
     )
     select 1 from kept union all select 1 from gone`,
    [nodeId, personId],
  );
  return ended.length > 0;
}
