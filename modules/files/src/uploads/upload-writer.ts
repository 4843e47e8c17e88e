import type { Database, Queryable } from '@landescloud/platform/database';
import { statement } from '@landescloud/platform/database';
import type { StoredBlob } from '@landescloud/platform/blobs';
import type { UploadMetadata, UploadView } from '../files.ts';

const INSERT = statement(
  'files.insert_upload',
  `with c as (
     insert into files.content (size, created_at)
     select 0, $7
     where (select count(*) from files.upload where grantee_id = $2 and node_id is null) < $9
       and not exists (select 1 from files.upload where grantee_id = $2 and kind = $3 and name = $4)
     returning id
   )
   insert into files.upload (id, grantee_id, kind, name, length, content_id, metadata, created_at, expires_at, person_id)
   select $1, $2, $3, $4, $5, c.id, $6, $7, $8, $10 from c returning content_id as "contentId"`,
);

/** More than there are connections to the database. */
const farFromLimit = 100;

const LOCK_UPLOADS = statement(
  'files.lock_uploads',
  `select pg_advisory_xact_lock(hashtextextended('files.upload ' || $1::bigint, 0))`,
);

const HAS_NAME = statement(
  'files.upload_has_name',
  `select 1 from files.upload where grantee_id = $1 and kind = $2 and name = $3`,
);

/** Optimistic: nothing happens unless the upload still stands where the bytes begin. */
const ADD_SEGMENT = statement(
  'files.add_segment',
  `with u as (
     update files.upload set received = received + $4, expires_at = $6
     where id = $1 and received = $2 and node_id is null and kind <> 'nextcloud' and (length is null or received + $4 <= length)
     returning content_id
   )
   insert into files.part (content_id, position, blob, length, sha256)
   select u.content_id, (select coalesce(max(p.position) + 1, 0) from files.part p where p.content_id = u.content_id), $3, $4, $5
   from u returning position, content_id as "contentId"`,
);

/** The update waits for whoever seals the upload, so no chunk slips into a content that a node holds already. */
const PUT_CHUNK = statement(
  'files.put_chunk',
  `with u as (
     update files.upload set expires_at = $6 where id = $1 and length is null and node_id is null returning content_id
   ), old as (
     select p.blob from files.part p join u using (content_id) where p.position = $2
   ), stored as (
     insert into files.part (content_id, position, blob, length, sha256)
     select content_id, $2, $3, $4, $5 from u
     on conflict (content_id, position) do update set blob = excluded.blob, length = excluded.length, sha256 = excluded.sha256
   )
   select (select blob from old) as replaced from u`,
);

const REMOVE_CHUNK = statement(
  'files.remove_chunk',
  `with u as (
     update files.upload set expires_at = expires_at where id = $1 and length is null and node_id is null returning content_id
   )
   delete from files.part p using u where p.content_id = u.content_id and p.position = $2 returning p.blob`,
);

/**
 * For what a crash may forget: the tree's transaction in between is the one flush to disk that finishing costs. (It also
 * carries what was committed before it, and afterwards the upload only waits to be swept.)
 */
const UNHURRIED = `set_config('synchronous_commit', 'off', true) is not null`;

const SEAL = statement(
  'files.seal_upload',
  `update files.upload set length = 0 where id = $1 and kind = 'nextcloud' and node_id is null and ${UNHURRIED} returning id`,
);
const UNSEAL = statement(
  'files.unseal_upload',
  `update files.upload set length = null where id = $1 and kind = 'nextcloud' and node_id is null and ${UNHURRIED}`,
);

const MARK_FINISHED = statement(
  'files.mark_upload_finished',
  `update files.upload set node_id = $2, expires_at = $3 where id = $1 and ${UNHURRIED}`,
);

const FORGET = statement('files.forget_upload', `delete from files.upload where id = $1 and ${UNHURRIED}`);

const LOCK = statement(
  'files.lock_upload',
  `select content_id as "contentId" from files.upload where id = $1 for update`,
);

/** Its content goes too unless a node holds it; its blobs unless another upload's manifest (tus concatenation) does. */
const DELETE = statement(
  'files.delete_upload',
  `with kept as (
     select 1 from files.node where content_id = $2 union all select 1 from files.version where content_id = $2
   ), u as (
     delete from files.upload where id = $1
   ), c as (
     delete from files.content where id = $2 and not exists (select 1 from kept)
   )
   select p.blob from files.part p
   where p.content_id = $2 and not exists (select 1 from kept)
     and not exists (select 1 from files.part o where o.blob = p.blob and o.content_id <> $2)`,
);

const LOCK_PARTS = statement(
  'files.lock_partial_uploads',
  `select id, received, length from files.upload
   where grantee_id = $1 and kind = 'tus-partial' and id = any($2::uuid[]) order by id for update`,
);

const COPY_PARTS = statement(
  'files.copy_parts',
  `insert into files.part (content_id, position, blob, length, sha256)
   select $1, row_number() over (order by t.nth, p.position) - 1, p.blob, p.length, p.sha256
   from unnest($2::uuid[]) with ordinality as t (id, nth)
   join files.upload u on u.id = t.id join files.part p on p.content_id = u.content_id`,
);

const SET_RECEIVED = statement('files.set_received', `update files.upload set received = $2 where id = $1`);

export interface NewUpload {
  readonly id: string;
  readonly granteeId: number;
  /** Null: who came by a link. */
  readonly personId: number | null;
  readonly kind: UploadView['kind'];
  readonly name: string;
  readonly length: number | null;
  readonly metadata: UploadMetadata;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** The id of its content, or why there is no room for it. */
/**
 * Those that begin at once count without each other. So near the limit one person's come one after another, `alone` in a
 * transaction; far from it nobody waits.
 */
export async function insertUpload(
  db: Queryable,
  upload: NewUpload,
  limit: number,
  alone: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>,
): Promise<{ contentId: number } | 'exists' | 'too-many'> {
  const { id, granteeId, personId, kind, name, length, metadata, createdAt, expiresAt } = upload;
  const insert = async (q: Queryable, atMost: number): Promise<{ contentId: number } | undefined> => {
    const facts = [kind, name, length, JSON.stringify(metadata), createdAt, expiresAt];
    const values = [id, granteeId, ...facts, atMost, personId];
    return (await q.query<{ contentId: number }>(INSERT, values))[0];
  };
  const made =
    (await insert(db, limit - farFromLimit)) ??
    (await alone(async (tx) => {
      await tx.query(LOCK_UPLOADS, [granteeId]);
      return insert(tx, limit);
    }));
  if (made !== undefined) return made;
  const [same] = await db.query(HAS_NAME, [granteeId, kind, name]);
  return same === undefined ? 'too-many' : 'exists';
}

/** Null when the upload stands elsewhere by now, is finished or would become too long. */
export async function addSegment(
  db: Queryable,
  id: string,
  offset: number,
  blob: StoredBlob,
  expiresAt: number,
): Promise<{ position: number; contentId: number } | null> {
  const values = [id, offset, blob.id, blob.length, blob.sha256, expiresAt];
  const [row] = await db.query<{ position: number; contentId: number }>(ADD_SEGMENT, values);
  return row ?? null;
}

/** Null when the upload takes no more chunks; else the blob that stood there before, if any. */
export async function putChunkRow(
  db: Queryable,
  id: string,
  position: number,
  blob: StoredBlob,
  expiresAt: number,
): Promise<{ replaced: string | null } | null> {
  const values = [id, position, blob.id, blob.length, blob.sha256, expiresAt];
  const [row] = await db.query<{ replaced: string | null }>(PUT_CHUNK, values);
  return row ?? null;
}

/** The blob that stood there, or null where none did. */
export async function removeChunkRow(db: Queryable, id: string, position: number): Promise<string | null> {
  const [row] = await db.query<{ blob: string }>(REMOVE_CHUNK, [id, position]);
  return row?.blob ?? null;
}

/** From now on no chunk comes in. */
export async function sealUpload(db: Queryable, id: string): Promise<boolean> {
  return (await db.query(SEAL, [id])).length === 1;
}

export async function unsealUpload(db: Queryable, id: string): Promise<void> {
  await db.query(UNSEAL, [id]);
}

export async function markFinished(db: Queryable, id: string, nodeId: number, expiresAt: number): Promise<void> {
  await db.query(MARK_FINISHED, [id, nodeId, expiresAt]);
}

/** Only the row: its content is a node's now. */
export async function forgetUpload(db: Queryable, id: string): Promise<void> {
  await db.query(FORGET, [id]);
}

/** Answers the blobs that nothing refers to any more; they may be removed after this. */
export async function deleteUpload(db: Database, id: string): Promise<string[]> {
  return db.transaction(async (tx) => {
    // Locked first, looked at in a later statement: a concatenation that copies these parts is seen then.
    const [row] = await tx.query<{ contentId: number }>(LOCK, [id]);
    if (row === undefined) return [];
    const blobs = await tx.query<{ blob: string }>(DELETE, [id, row.contentId]);
    return blobs.map(({ blob }) => blob);
  });
}

export function lockPartials(
  tx: Queryable,
  granteeId: number,
  ids: readonly string[],
): Promise<{ id: string; received: number; length: number | null }[]> {
  return tx.query(LOCK_PARTS, [granteeId, ids]);
}

export async function copyParts(
  tx: Queryable,
  uploadId: string,
  contentId: number,
  from: readonly string[],
  received: number,
): Promise<void> {
  await tx.query(COPY_PARTS, [contentId, from]);
  await tx.query(SET_RECEIVED, [uploadId, received]);
}
