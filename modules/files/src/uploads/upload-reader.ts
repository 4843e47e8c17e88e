import { type Queryable, statement } from '@landescloud/platform/database';
import type { UploadMetadata, UploadRef, UploadView } from '../files.ts';
import { uploadNotFound } from './upload-errors.ts';

const COLUMNS = `u.id, u.kind, u.name, u.length, u.metadata, u.content_id as "contentId", u.created_at as "createdAt",
  u.expires_at as "expiresAt", u.node_id as "nodeId",
  case when u.kind = 'nextcloud'
    then (select coalesce(sum(p.length), 0)::bigint from files.part p where p.content_id = u.content_id)
    else u.received end as received`;

const BY_ID = statement(
  'files.upload_by_id',
  `select ${COLUMNS} from files.upload u where u.grantee_id = $1 and u.id = $2`,
);

const BY_NAME = statement(
  'files.upload_by_name',
  `select ${COLUMNS} from files.upload u where u.grantee_id = $1 and u.kind = 'nextcloud' and u.name = $2`,
);

const LIST = statement(
  'files.uploads_of',
  `select ${COLUMNS} from files.upload u
   where u.grantee_id = $1 and u.kind = any($2) and u.node_id is null order by u.created_at, u.id`,
);

const CHUNKS = statement(
  'files.upload_chunks',
  `select position, length from files.part where content_id = $1 order by position`,
);

const PARTS = statement(
  'files.upload_parts',
  `select position, blob, length from files.part where content_id = $1 order by position`,
);

const SUMMARY = statement(
  'files.upload_summary',
  `select count(*) as count, coalesce(sum(length), 0)::bigint as bytes, min(position) as first, max(position) as last,
     (select sha256 from files.part where content_id = $1 and position = min(p.position)) as "firstSha256",
     (select id from files.node where content_id = $1 limit 1) as "nodeId"
   from files.part p where content_id = $1`,
);

const HAS_ROOM = statement(
  'files.upload_takes_chunk',
  `select exists (select 1 from files.part where content_id = $1 and position = $2)
     or (select count(*) from (select 1 from files.part where content_id = $1 limit $3) known) < $3 as takes`,
);

/** Whether a chunk in this place is no more than `limit`: one that is sent again is not counted twice. */
export async function takesChunk(db: Queryable, contentId: number, position: number, limit: number): Promise<boolean> {
  return (await db.query<{ takes: boolean }>(HAS_ROOM, [contentId, position, limit]))[0]?.takes === true;
}

export interface UploadRow {
  readonly id: string;
  readonly kind: UploadView['kind'];
  readonly name: string;
  /** Nextcloud: null while chunks may come; any number once it is being finished. */
  readonly length: number | null;
  readonly received: number;
  readonly metadata: UploadMetadata;
  readonly contentId: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly nodeId: number | null;
}

export interface PartRow {
  readonly position: number;
  readonly blob: string;
  readonly length: number;
}

export interface PartSummary {
  readonly count: number;
  readonly bytes: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly firstSha256: Buffer | null;
  /** Set when the content is a node's already: only the answer was lost. */
  readonly nodeId: number | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Their own upload; anyone else's is NotFound `files.upload_not_found`. */
export async function requireUpload(db: Queryable, granteeId: number, ref: UploadRef): Promise<UploadRow> {
  if ('id' in ref && !uuid.test(ref.id)) throw uploadNotFound();
  const [row] =
    'id' in ref
      ? await db.query<UploadRow>(BY_ID, [granteeId, ref.id])
      : await db.query<UploadRow>(BY_NAME, [granteeId, ref.nextcloudId]);
  if (row === undefined) throw uploadNotFound();
  return row;
}

export function listUploads(db: Queryable, granteeId: number, kinds: readonly string[]): Promise<UploadRow[]> {
  return db.query<UploadRow>(LIST, [granteeId, kinds]);
}

export function readChunks(db: Queryable, contentId: number): Promise<{ position: number; length: number }[]> {
  return db.query(CHUNKS, [contentId]);
}

export function readPartRows(db: Queryable, contentId: number): Promise<PartRow[]> {
  return db.query<PartRow>(PARTS, [contentId]);
}

export async function summarizeParts(db: Queryable, contentId: number): Promise<PartSummary> {
  const [row] = await db.query<PartSummary>(SUMMARY, [contentId]);
  return row as PartSummary;
}

export function uploadView({ contentId: _, ...view }: UploadRow): UploadView {
  return view;
}

const FOLLOW = statement(
  'files.follow_folders',
  `with recursive walk (id, depth) as (
     select $1::bigint, 0
     union all
     select c.id, w.depth + 1
     from walk w join files.node c on c.parent_id = w.id and c.name = ($2::text[])[w.depth + 1] and c.is_folder
     where w.depth < cardinality($2::text[])
   )
   select id as "folderId", depth as found from walk order by depth desc limit 1`,
);

/** How many of the folders exist below each other, and the last of them. Whoever asks has the right to the first. */
export async function followFolders(
  db: Queryable,
  parentId: number,
  names: readonly string[],
): Promise<{ folderId: number; found: number }> {
  const [row] = await db.query<{ folderId: number; found: number }>(FOLLOW, [parentId, names]);
  return row as { folderId: number; found: number };
}
