import { statement, type Queryable } from '@landescloud/platform/database';

const NODES = statement(
  'collaboration.known_nodes',
  `select node_id as id from (
     select node_id from collaboration.comment union select node_id from collaboration.node_tag
     union select node_id from collaboration.subscription union select node_id from collaboration.comment_read
   ) known where node_id > $1 order by node_id limit $2`,
);

const FORGET = statement(
  'collaboration.forget_nodes',
  `with comments as (delete from collaboration.comment where node_id = any ($1::bigint[])),
     marks as (delete from collaboration.comment_read where node_id = any ($1::bigint[])),
     followers as (delete from collaboration.subscription where node_id = any ($1::bigint[]))
   delete from collaboration.node_tag where node_id = any ($1::bigint[])`,
);
const DROP_TAGS = statement(
  'collaboration.drop_unused_tags',
  'delete from collaboration.tag t where not exists (select 1 from collaboration.node_tag where tag_id = t.id)',
);

/** Nodes that anything here is about, by their ids. */
export async function knownNodes(q: Queryable, after: number, limit: number): Promise<number[]> {
  return (await q.query<{ id: number }>(NODES, [after, limit])).map(({ id }) => id);
}

export async function forgetNodes(q: Queryable, ids: readonly number[]): Promise<void> {
  await q.query(FORGET, [ids]);
}

export async function dropUnusedTags(q: Queryable): Promise<void> {
  await q.query(DROP_TAGS);
}
