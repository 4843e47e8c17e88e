import { type Queryable, statement } from '@landescloud/platform/database';
import type { NodePlace } from './grants-door.ts';
import { walkUp } from '../tree/walk-sql.ts';

const GRANTS = statement(
  'files.grants_of',
  `${walkUp('$1')}
   select g.grantee_id as "granteeId", g.node_id as node, up.depth as distance, g.member, g.shared
   from up join files.node_grant g on g.node_id = up.id order by up.depth, g.grantee_id`,
);

const PLACE = statement(
  'files.place_of',
  `${walkUp('$1')}
   select n.id as "nodeId", n.space_id as "spaceId", case when n.id = s.root_id then s.name else n.name end as name,
     case when n.is_folder then 'folder' else 'file' end as kind, n.id = s.root_id as "isRoot", s.kind as "spaceKind",
     s.name as "spaceName", s.owner_id as "ownerId", s.organisation_id as "organisationId"
   from files.node n join files.space s on s.id = n.space_id
   where n.id = $1 and s.root_id = (select id from up order by depth desc limit 1)`,
);

export interface GrantRow {
  readonly granteeId: number;
  readonly node: number;
  readonly distance: number;
  readonly member: number;
  readonly shared: number;
}

/** On the node first, then on what is above it. */
export function readGrants(db: Queryable, nodeId: number): Promise<GrantRow[]> {
  return db.query<GrantRow>(GRANTS, [nodeId]);
}

/** Null for what lies in the trash, too. */
export async function readPlace(db: Queryable, nodeId: number): Promise<NodePlace | null> {
  const [row] = await db.query<NodePlace>(PLACE, [nodeId]);
  return row ?? null;
}
