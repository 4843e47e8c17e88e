import { statement } from '@landescloud/platform/database';
import { nameKey } from '../names.ts';
import { NODE_COLUMNS, type NodeRow, nodeRow } from './node-row.ts';
import type { SpaceWrite } from './space-write.ts';

/** A content that is durable already: in `inline`, in blobs, or as the row of a finished upload. */
export interface NewContent {
  readonly size: number;
  readonly sha256: Buffer | null;
  /** Verified ones: 'SHA1:… MD5:…' */
  readonly checksums: string;
  readonly inline: Buffer | null;
  readonly parts: readonly { readonly blob: string; readonly length: number; readonly sha256: Buffer }[];
  /** An upload's content row; then the rest only describes it. */
  readonly existingId?: number;
}

/** Whether the content has to wait before anybody may read it. */
export type Release = 0 | 1;

const INSERT_CONTENT = statement(
  'files.insert_content',
  `with c as (
     insert into files.content (size, sha256, checksums, inline, created_at) values ($1, $2, $3, $4, $5) returning id
   ), p as (
     insert into files.part (content_id, position, blob, length, sha256)
     select c.id, t.position, t.blob, t.length, t.sha256
     from c, unnest($6::uuid[], $7::bigint[], $8::bytea[]) with ordinality as t (blob, length, sha256, position)
   )
   select id from c`,
);

const SETTLE_CONTENT = statement(
  'files.settle_content',
  `update files.content set size = $2, sha256 = coalesce($3, sha256), checksums = $4 where id = $1`,
);

const INSERT_FILE = statement(
  'files.insert_file',
  `with c as (
     insert into files.content (size, sha256, checksums, inline, created_at) values ($5, $12, $7, $13, $14) returning id
   )
   insert into files.node as n (space_id, parent_id, name, name_key, is_folder, content_id, size, mime, checksums, mtime, created_at,
     uploaded_at, modified_by, etag_no, change, release)
   select $1, $2, $3, $4, false, c.id, $5, $6, $7, $8, $9, $14, $10, $11, $11, $15 from c
   returning ${NODE_COLUMNS}`,
);

const INSERT_FILE_OF = statement(
  'files.insert_file_of',
  `insert into files.node as n (space_id, parent_id, name, name_key, is_folder, content_id, size, mime, checksums, mtime, created_at,
     uploaded_at, modified_by, etag_no, change, release)
   values ($1, $2, $3, $4, false, $5, $6, $7, $8, $9, $10, $13, $11, $12, $12, $14)
   returning ${NODE_COLUMNS}`,
);

const INSERT_FOLDER = statement(
  'files.insert_folder',
  `insert into files.node as n (space_id, parent_id, name, name_key, is_folder, mtime, created_at, uploaded_at, modified_by, etag_no, change)
   values ($1, $2, $3, $4, true, $5, $5, $6, $7, $8, $8)
   returning ${NODE_COLUMNS}`,
);

/** The old content becomes a version unless it was empty: programs that save in two steps write an empty file first. */
const REPLACE_CONTENT = statement(
  'files.replace_content',
  `with v as (
     insert into files.version (node_id, content_id, size, mime, mtime, created_at, created_by)
     select id, content_id, size, mime, mtime, uploaded_at, modified_by from files.node where id = $1 and size > 0
   )
   update files.node n set content_id = $2, size = $3, mime = $4, checksums = $5, mtime = $6, created_at = coalesce($7, n.created_at),
     uploaded_at = $8, modified_by = $9, etag_no = $10, change = $10, release = $11
   where n.id = $1
   returning ${NODE_COLUMNS}`,
);

export interface FileFields {
  readonly mime: string;
  readonly mtime: number;
  readonly createdAt: number | null;
  /** Null: who came by a link. */
  readonly personId: number | null;
  readonly release: Release;
}

export async function insertContent(write: SpaceWrite, content: NewContent): Promise<number> {
  const { size, sha256, checksums, inline, parts, existingId } = content;
  if (existingId !== undefined) {
    await write.write(SETTLE_CONTENT, [existingId, size, sha256, checksums]);
    return existingId;
  }
  const [row] = await write.write<{ id: number }>(INSERT_CONTENT, [
    size,
    sha256,
    checksums,
    inline,
    write.now,
    parts.map((part) => part.blob),
    parts.map((part) => part.length),
    parts.map((part) => part.sha256),
  ]);
  return (row as { id: number }).id;
}

export async function insertFile(
  write: SpaceWrite,
  at: { parentId: number; name: string },
  content: NewContent,
  fields: FileFields,
): Promise<NodeRow> {
  const change = write.nextChange();
  const head = [write.space.id, at.parentId, at.name, nameKey(at.name)];
  const tail = [
    content.size,
    fields.mime,
    content.checksums,
    fields.mtime,
    fields.createdAt ?? write.now,
    fields.personId,
    change,
  ];
  // The usual small file: content and node in one statement.
  const [values] =
    content.parts.length === 0 && content.existingId === undefined
      ? await write.writeArrays(INSERT_FILE, [
          ...head,
          ...tail,
          content.sha256,
          content.inline,
          write.now,
          fields.release,
        ])
      : await write.writeArrays(INSERT_FILE_OF, [
          ...head,
          await insertContent(write, content),
          ...tail,
          write.now,
          fields.release,
        ]);
  const row = nodeRow(values as unknown[]);
  write.nameNode(row.id, row.name);
  write.use(row.size);
  write.touch(at.parentId, { size: row.size, files: 1 });
  return row;
}

export async function replaceContent(
  write: SpaceWrite,
  old: NodeRow,
  content: NewContent,
  fields: FileFields,
): Promise<NodeRow> {
  const contentId = await insertContent(write, content);
  const [values] = await write.writeArrays(REPLACE_CONTENT, [
    old.id,
    contentId,
    content.size,
    fields.mime,
    content.checksums,
    fields.mtime,
    fields.createdAt,
    write.now,
    fields.personId,
    write.nextChange(),
    fields.release,
  ]);
  write.use(content.size);
  if (old.parentId !== null) write.touch(old.parentId, { size: content.size - old.size });
  return nodeRow(values as unknown[]);
}

export async function insertFolder(
  write: SpaceWrite,
  at: { parentId: number; name: string },
  personId: number | null,
  mtime: number,
): Promise<NodeRow> {
  const change = write.nextChange();
  const [values] = await write.writeArrays(INSERT_FOLDER, [
    write.space.id,
    at.parentId,
    at.name,
    nameKey(at.name),
    mtime,
    write.now,
    personId,
    change,
  ]);
  const row = nodeRow(values as unknown[]);
  write.nameNode(row.id, row.name);
  write.touch(at.parentId, { folders: 1 });
  return row;
}
