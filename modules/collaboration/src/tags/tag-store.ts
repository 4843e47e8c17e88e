import { statement, type Queryable } from '@landescloud/platform/database';

export interface TagRow {
  readonly id: number;
  readonly name: string;
}

const OF_NODES = statement(
  'collaboration.tags_of',
  `select nt.node_id as "nodeId", t.id, t.name from collaboration.node_tag nt join collaboration.tag t on t.id = nt.tag_id
   where nt.node_id = any ($1::bigint[]) order by t.folded`,
);
const PUT = statement(
  'collaboration.put_tag',
  `with found as (
     insert into collaboration.tag (space_id, name, folded) values ($1, $2, $3)
     on conflict (space_id, folded) do update set name = tag.name returning id, name
   ), used as (
     insert into collaboration.node_tag (node_id, tag_id, person_id, at) select $4, id, $5, $6 from found
     on conflict do nothing
   ) select id, name from found`,
);
const TAKE = statement(
  'collaboration.take_tag',
  'delete from collaboration.node_tag where node_id = $1 and tag_id = $2 returning 1',
);
const DROP_UNUSED = statement(
  'collaboration.drop_tag',
  'delete from collaboration.tag t where t.id = $1 and not exists (select 1 from collaboration.node_tag where tag_id = t.id)',
);
const SUGGEST = statement(
  'collaboration.suggest_tags',
  `select t.id, t.name from collaboration.tag t where t.space_id = any ($1::bigint[]) and starts_with(t.folded, $2)
   order by (select count(*) from collaboration.node_tag where tag_id = t.id) desc, t.folded limit $3`,
);
const NODES_WITH = statement(
  'collaboration.nodes_with_tag',
  `select nt.node_id as "nodeId" from collaboration.tag t join collaboration.node_tag nt on nt.tag_id = t.id
   where t.folded = $1 and t.space_id = any ($2::bigint[]) order by nt.at desc limit $3`,
);

export async function tagsOf(q: Queryable, nodeIds: readonly number[]): Promise<(TagRow & { nodeId: number })[]> {
  return q.query(OF_NODES, [nodeIds]);
}

export interface NewTag {
  readonly spaceId: number;
  readonly nodeId: number;
  readonly personId: number;
  readonly name: string;
  readonly folded: string;
  readonly at: number;
}

export async function putTag(tx: Queryable, { spaceId, nodeId, personId, name, folded, at }: NewTag): Promise<TagRow> {
  const [row] = await tx.query<TagRow>(PUT, [spaceId, name, folded, nodeId, personId, at]);
  return row as TagRow;
}

/** The tag itself goes with its last use. */
export async function takeTag(tx: Queryable, nodeId: number, tagId: number): Promise<boolean> {
  const taken = await tx.query(TAKE, [nodeId, tagId]);
  await tx.query(DROP_UNUSED, [tagId]);
  return taken.length > 0;
}

export function suggestTags(
  q: Queryable,
  spaceIds: readonly number[],
  begins: string,
  limit: number,
): Promise<TagRow[]> {
  return q.query(SUGGEST, [spaceIds, begins, limit]);
}

export async function nodesWithTag(
  q: Queryable,
  folded: string,
  spaceIds: readonly number[],
  limit: number,
): Promise<number[]> {
  return (await q.query<{ nodeId: number }>(NODES_WITH, [folded, spaceIds, limit])).map(({ nodeId }) => nodeId);
}
