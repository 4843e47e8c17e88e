import { statement, type Queryable } from '@landescloud/platform/database';

const ADD = statement(
  'collaboration.follow',
  `insert into collaboration.subscription (person_id, node_id, at) values ($1, $2, $3) on conflict do nothing`,
);
const REMOVE = statement(
  'collaboration.unfollow',
  'delete from collaboration.subscription where person_id = $1 and node_id = $2',
);
const HAS = statement(
  'collaboration.follows',
  'select 1 from collaboration.subscription where person_id = $1 and node_id = $2',
);
const FOLLOWERS = statement(
  'collaboration.followers',
  `select node_id as "nodeId", person_id as "personId" from collaboration.subscription where node_id = any ($1::bigint[])`,
);
const ANY = statement('collaboration.any_follower', 'select exists (select 1 from collaboration.subscription) as any');

export async function follow(q: Queryable, personId: number, nodeId: number, at: number): Promise<void> {
  await q.query(ADD, [personId, nodeId, at]);
}

export async function unfollow(q: Queryable, personId: number, nodeId: number): Promise<void> {
  await q.query(REMOVE, [personId, nodeId]);
}

export async function follows(q: Queryable, personId: number, nodeId: number): Promise<boolean> {
  return (await q.query(HAS, [personId, nodeId])).length > 0;
}

export function followersOf(q: Queryable, nodeIds: readonly number[]): Promise<{ nodeId: number; personId: number }[]> {
  return q.query(FOLLOWERS, [nodeIds]);
}

export async function hasFollowers(q: Queryable): Promise<boolean> {
  return (await q.query<{ any: boolean }>(ANY, []))[0]?.any ?? false;
}
