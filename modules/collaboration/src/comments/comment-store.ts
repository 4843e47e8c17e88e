import { statement, type Queryable } from '@landescloud/platform/database';

export interface CommentRow {
  readonly id: number;
  readonly nodeId: number;
  /** Null: deleted from the directory for good. */
  readonly personId: number | null;
  readonly text: string;
  readonly mentions: readonly number[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly editedAt: number | null;
}

const columns = `id, node_id as "nodeId", person_id as "personId", text, mentions, created_at as "createdAt", edited_at as "editedAt"`;

const PAGE = statement(
  'collaboration.comments',
  `select ${columns} from collaboration.comment where node_id = $1 and id < $2 order by id desc limit $3`,
);
const ONE = statement('collaboration.comment', `select ${columns} from collaboration.comment where id = $1`);
const ADD = statement(
  'collaboration.add_comment',
  `insert into collaboration.comment (node_id, person_id, text, mentions, created_at) values ($1, $2, $3, $4::bigint[], $5)
   returning ${columns}`,
);
const EDIT = statement(
  'collaboration.edit_comment',
  `update collaboration.comment set text = $2, mentions = $3::bigint[], edited_at = $4 where id = $1 returning ${columns}`,
);
const REMOVE = statement(
  'collaboration.remove_comment',
  'delete from collaboration.comment where id = $1 returning id',
);
const READ = statement(
  'collaboration.read_comments',
  `insert into collaboration.comment_read (person_id, node_id, up_to)
   select $1, $2, max(id) from collaboration.comment where node_id = $2 having max(id) is not null
   on conflict (node_id, person_id) do update set up_to = greatest(comment_read.up_to, excluded.up_to)`,
);
const COUNTS = statement(
  'collaboration.comment_counts',
  `select c.node_id as "nodeId", count(*) as total,
     count(*) filter (where c.id > coalesce(r.up_to, 0) and c.person_id is distinct from $1) as unread
   from collaboration.comment c
   left join collaboration.comment_read r on r.node_id = c.node_id and r.person_id = $1
   where c.node_id = any ($2::bigint[]) group by c.node_id`,
);
const WRITERS = statement(
  'collaboration.comment_writers',
  `select distinct person_id as "personId" from collaboration.comment where node_id = $1 and person_id is not null
   order by person_id limit 1000`,
);

export function pageOfComments(q: Queryable, nodeId: number, before: number, limit: number): Promise<CommentRow[]> {
  return q.query(PAGE, [nodeId, before, limit]);
}

export async function findComment(q: Queryable, id: number): Promise<CommentRow | undefined> {
  return (await q.query<CommentRow>(ONE, [id]))[0];
}

export async function addComment(
  q: Queryable,
  { nodeId, personId, text, mentions, createdAt }: Omit<CommentRow, 'id' | 'editedAt'>,
): Promise<CommentRow> {
  const [row] = await q.query<CommentRow>(ADD, [nodeId, personId, text, mentions, createdAt]);
  return row as CommentRow;
}

export async function editComment(
  q: Queryable,
  { id, text, mentions, at }: { id: number; text: string; mentions: readonly number[]; at: number },
): Promise<CommentRow | undefined> {
  return (await q.query<CommentRow>(EDIT, [id, text, mentions, at]))[0];
}

export async function removeComment(q: Queryable, id: number): Promise<boolean> {
  return (await q.query(REMOVE, [id])).length > 0;
}

export async function markCommentsRead(q: Queryable, personId: number, nodeId: number): Promise<void> {
  await q.query(READ, [personId, nodeId]);
}

export interface CommentCount {
  readonly nodeId: number;
  readonly total: number;
  readonly unread: number;
}

export function countComments(q: Queryable, personId: number, nodeIds: readonly number[]): Promise<CommentCount[]> {
  return q.query(COUNTS, [personId, nodeIds]);
}

export async function writersOn(q: Queryable, nodeId: number): Promise<number[]> {
  return (await q.query<{ personId: number }>(WRITERS, [nodeId])).map(({ personId }) => personId);
}
