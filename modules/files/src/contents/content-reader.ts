import { type Queryable, statement } from '@landescloud/platform/database';
import type { NodeTarget } from '../views.ts';
import { throughMount } from '../tree/node-reader.ts';
import { CONTEXT_COLUMNS, NODE_COLUMNS, SEEN_WIDTH, type SeenNode, seenNode } from '../tree/node-row.ts';
import { accessTo, MEMBERSHIP, VISIBLE, WALK_PATH } from '../tree/walk-sql.ts';
import type { StoredPart } from './read-parts.ts';

/** Where a content's bytes are: in its row, or in blobs one after another. */
export interface Stored {
  readonly inline: Buffer | null;
  readonly parts: readonly StoredPart[];
}

const STORED_COLUMNS = `c.inline, case when c.inline is null then
  (select json_agg(json_build_array(p.blob, p.length) order by p.position) from files.part p where p.content_id = c.id) end`;

const OPEN_PATH = statement(
  'files.open_path',
  `${WALK_PATH}, access as (select * from walk where depth = cardinality($2::text[]))
   select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, ${STORED_COLUMNS}
   from access
   join files.node n on n.id = access.id
   join files.space s on s.id = n.space_id
   left join files.content c on c.id = n.content_id`,
);

const OPEN_ID = statement(
  'files.open_id',
  `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, ${STORED_COLUMNS}
   from ${accessTo('$2')}
   join files.node n on n.id = $2
   join files.space s on s.id = n.space_id
   left join files.content c on c.id = n.content_id
   where ${VISIBLE}`,
);

const OPEN_TRASHED = statement(
  'files.open_trashed',
  `select ${NODE_COLUMNS}, ${CONTEXT_COLUMNS}, ${STORED_COLUMNS}
   from files.trash_item t
   join files.node n on n.id = t.node_id
   join files.space s on s.id = n.space_id
   join ${MEMBERSHIP}
   left join files.content c on c.id = n.content_id
   where t.node_id = $2`,
);

const OPEN_VERSION = statement(
  'files.open_version',
  `select v.size, v.mime, v.mtime, v.content_id,
     coalesce((select r.state from files.release_check r where r.content_id = v.content_id), 0), ${STORED_COLUMNS}
   from files.version v join files.content c on c.id = v.content_id
   where v.id = $2 and v.node_id = $1`,
);

export interface FoundContent {
  readonly node: SeenNode;
  readonly stored: Stored;
}

export interface FoundVersion {
  readonly size: number;
  readonly mime: string;
  readonly mtime: number;
  readonly contentId: number;
  readonly release: number;
  readonly stored: Stored;
}

/** Null for what is not there or may not be seen. */
export async function findContent(db: Queryable, granteeId: number, target: NodeTarget): Promise<FoundContent | null> {
  const [values] =
    'id' in target
      ? await db.arrays(OPEN_ID, [granteeId, target.id])
      : await db.arrays(OPEN_PATH, [granteeId, target.path, target.path[0] ?? '']);
  const node = values === undefined ? null : await throughMount(db, granteeId, seenNode(values));
  return node === null || values === undefined ? null : { node, stored: storedAt(values, SEEN_WIDTH) };
}

export async function findTrashedContent(
  db: Queryable,
  personId: number,
  trashId: number,
): Promise<FoundContent | null> {
  const [values] = await db.arrays(OPEN_TRASHED, [personId, trashId]);
  return values === undefined ? null : { node: seenNode(values), stored: storedAt(values, SEEN_WIDTH) };
}

export async function findVersion(db: Queryable, nodeId: number, versionId: number): Promise<FoundVersion | null> {
  const [values] = await db.arrays(OPEN_VERSION, [nodeId, versionId]);
  if (values === undefined) return null;
  const [size, mime, mtime, contentId, release] = values as [number, string, number, number, number];
  return { size, mime, mtime, contentId, release, stored: storedAt(values, 5) };
}

function storedAt(values: readonly unknown[], at: number): Stored {
  const parts = (values[at + 1] ?? []) as [string, number][];
  return { inline: values[at] as Buffer | null, parts: parts.map(([blob, length]) => ({ blob, length })) };
}

const STORED = statement('files.stored_content', `select ${STORED_COLUMNS} from files.content c where c.id = $1`);

export async function findStored(db: Queryable, contentId: number): Promise<Stored | null> {
  const [values] = await db.arrays(STORED, [contentId]);
  return values === undefined ? null : storedAt(values, 0);
}
