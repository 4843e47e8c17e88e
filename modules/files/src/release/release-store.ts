import { type Queryable, statement } from '@landescloud/platform/database';
import type { SpaceWrite } from '../tree/space-write.ts';
import { NODE_COLUMNS, type NodeRow, nodeRow } from '../tree/node-row.ts';

/** A content that was asked about. */
export interface ReleaseCheck {
  readonly contentId: number;
  readonly state: number;
  readonly finding: string;
  readonly organisationId: number;
  readonly nodeId: number;
  readonly outside: boolean;
  readonly senderId: number | null;
  readonly senderName: string;
  /** Who made the link that it came by. */
  readonly makerId: number | null;
  readonly size: number;
  readonly askedAt: number;
  readonly attempts: number;
}

const COLUMNS = `r.content_id as "contentId", r.state, r.finding, r.organisation_id as "organisationId", r.node_id as "nodeId",
  r.outside, r.sender_id as "senderId", r.sender_name as "senderName", r.maker_id as "makerId", r.asked_at as "askedAt", r.attempts,
  (select c.size from files.content c where c.id = r.content_id) as size`;

const ASK = statement(
  'files.release_ask',
  `insert into files.release_check (content_id, state, organisation_id, node_id, outside, sender_id, sender_name, maker_id, asked_at)
   values ($1, 1, $2, $3, $4, $5, $6, $7, $8)`,
);

const NEXT = statement(
  'files.release_next',
  `select ${COLUMNS} from files.release_check r
   where r.state = 1 and r.content_id <> all ($1::bigint[]) order by r.attempts, r.asked_at limit 1`,
);

const DECIDE = statement(
  'files.release_decide',
  `update files.release_check r set state = $2::smallint, finding = $3, decided_at = $4, decided_by = $5,
     attempts = case when $2::smallint = 1 then 0 else r.attempts end
   where r.content_id = $1 and r.state = any ($6::smallint[]) returning ${COLUMNS}`,
);

const MARK = statement(
  'files.release_mark',
  `update files.node n set release = $3::smallint, change = $4, etag_no = case when $5 then $4 else n.etag_no end
   where n.content_id = $1 and n.space_id = $2 and (n.release <> 0 or $3 = 3) and n.release <> $3::smallint
   returning ${NODE_COLUMNS}`,
);

/** Spaces with nodes that do not carry their content's answer yet. */
const BEHIND = statement(
  'files.release_behind',
  `select distinct n.content_id as "contentId", n.space_id as "spaceId", r.state
   from files.node n join files.release_check r on r.content_id = n.content_id
   where n.release in (1, 3, 5) and n.release <> r.state and ($1::bigint is null or n.content_id = $1)
   union
   select n.content_id, n.space_id, r.state
   from files.release_check r join files.node n on n.content_id = r.content_id
   where r.state = 3 and n.release <> 3 and ($1::bigint is null or r.content_id = $1)`,
);

/** Where what is decided is written first: where it is a file, else where it is a version of one. */
const HOME = statement(
  'files.release_home',
  `select space_id as "spaceId" from (
     (select 0 as rank, n.space_id from files.node n where n.content_id = $1 order by n.id limit 1)
     union all
     (select 1, n.space_id from files.version v join files.node n on n.id = v.node_id where v.content_id = $1 limit 1)
   ) home order by rank limit 1`,
);

export async function insertCheck(
  write: SpaceWrite,
  check: {
    readonly contentId: number;
    readonly nodeId: number;
    readonly outside: boolean;
    readonly senderId: number | null;
    readonly senderName: string;
    readonly makerId: number | null;
  },
): Promise<void> {
  const { contentId, nodeId, outside, senderId, senderName, makerId } = check;
  await write.write(ASK, [
    contentId,
    write.space.organisationId,
    nodeId,
    outside,
    senderId,
    senderName.slice(0, 200),
    makerId,
    write.now,
  ]);
}

/** Of everything below a node, and the node itself, what nobody asked about: asked now, or as it was decided elsewhere. */
const ASK_BELOW = statement(
  'files.release_ask_below',
  `with recursive sub (id) as (
     select $1::bigint union all select c.id from sub join files.node c on c.parent_id = sub.id
   ), unasked as materialized (
     select n.id, n.content_id from sub join files.node n on n.id = sub.id
     where not n.is_folder and n.release = 0 and n.size > 0
   ), asked as (
     insert into files.release_check as r (content_id, state, organisation_id, node_id, outside, sender_id, sender_name, maker_id, asked_at)
     select distinct on (content_id) content_id, 1, $2, id, $3, $4, $5, $6, $7 from unasked order by content_id, id
     on conflict (content_id) do update set state = 1, organisation_id = excluded.organisation_id, node_id = excluded.node_id
       where r.state = 0
   )
   update files.node n set
     release = coalesce((select nullif(r.state, 0) from files.release_check r where r.content_id = n.content_id), 1)
   from unasked where n.id = unasked.id
   returning n.id, n.release`,
);

/** What of it waits now; answers the release of each file that was touched. */
export async function insertChecksBelow(
  write: SpaceWrite,
  nodeId: number,
  from: {
    readonly outside: boolean;
    readonly senderId: number | null;
    readonly senderName: string;
    readonly makerId: number | null;
  },
): Promise<ReadonlyMap<number, number>> {
  const { outside, senderId, senderName, makerId } = from;
  const organisationId = write.space.organisationId;
  const parameters = [nodeId, organisationId, outside, senderId, senderName.slice(0, 200), makerId, write.now];
  const rows = await write.write<{ id: number; release: number }>(ASK_BELOW, parameters);
  return new Map(rows.map(({ id, release }) => [id, release]));
}

/** The next that waits, besides these: what failed least often, then what waits longest. */
export async function nextWaiting(db: Queryable, besides: readonly number[]): Promise<ReleaseCheck | undefined> {
  return (await db.query<ReleaseCheck>(NEXT, [besides]))[0];
}

export async function noteAttempt(db: Queryable, contentId: number): Promise<void> {
  await db.query('update files.release_check set attempts = attempts + 1 where content_id = $1', [contentId]);
}

export interface Decision {
  readonly contentId: number;
  readonly state: number;
  readonly finding: string;
  readonly at: number;
  /** Null: the scanner decided. */
  readonly by: number | null;
  /** Only from these states; another decision was quicker else. */
  readonly from: readonly number[];
}

/** The decision, if nobody else took one meanwhile. */
export async function decide(tx: Queryable, decision: Decision): Promise<ReleaseCheck | undefined> {
  const { contentId, state, finding, at, by, from } = decision;
  return (await tx.query<ReleaseCheck>(DECIDE, [contentId, state, finding, at, by, from]))[0];
}

/** Nodes of the space carry the answer from now on. */
export async function markNodes(
  write: SpaceWrite,
  contentId: number,
  state: number,
  newEtag: boolean,
): Promise<NodeRow[]> {
  const rows = await write.writeArrays(MARK, [contentId, write.space.id, state, write.nextChange(), newEtag]);
  return rows.map(nodeRow);
}

const CHECK = statement('files.release_check', `select ${COLUMNS} from files.release_check r where r.content_id = $1`);

export async function findCheck(db: Queryable, contentId: number): Promise<ReleaseCheck | undefined> {
  return (await db.query<ReleaseCheck>(CHECK, [contentId]))[0];
}

const NODE = statement(
  'files.release_node',
  `select ${NODE_COLUMNS} from files.node n where n.id = $1 and n.space_id = $2`,
);

/** As what it was uploaded, where that is still in this space. */
export async function uploadedAs({ reader, space }: SpaceWrite, nodeId: number): Promise<NodeRow | undefined> {
  const [values] = await reader.arrays(NODE, [nodeId, space.id]);
  return values === undefined ? undefined : nodeRow(values);
}

export async function homeOf(db: Queryable, contentId: number): Promise<number | undefined> {
  return (await db.query<{ spaceId: number }>(HOME, [contentId]))[0]?.spaceId;
}

export async function placesBehind(
  db: Queryable,
  contentId: number | null,
): Promise<{ contentId: number; spaceId: number; state: number }[]> {
  return db.query(BEHIND, [contentId]);
}
