import { createHash } from 'node:crypto';
import type { BlobStore } from '@landescloud/platform/blobs';
import type { Database } from '@landescloud/platform/database';

export interface CheckReport {
  readonly nodes: number;
  readonly contents: number;
  readonly blobs: number;
  /** Blobs that no manifest names: leftovers of interrupted work, swept after an hour. No fault. */
  readonly leftovers: number;
  /** What is wrong, in plain words; empty when every reference is whole. */
  readonly faults: readonly string[];
}

const MAX_FAULTS = 1_000;

/** Rules that hold at every moment, as queries for what breaks them. */
const RULES: readonly { readonly says: string; readonly query: string }[] = [
  { says: 'file without content', query: `select id from files.node where not is_folder and content_id is null` },
  {
    says: "file whose size is not its content's",
    query: `select n.id from files.node n join files.content c on c.id = n.content_id where n.size <> c.size`,
  },
  {
    says: "version whose size is not its content's",
    query: `select v.id from files.version v join files.content c on c.id = v.content_id where v.size <> c.size`,
  },
  {
    says: 'node that hangs nowhere',
    query: `select n.id from files.node n where n.parent_id is null
      and not exists (select 1 from files.space s where s.root_id = n.id) and not exists (select 1 from files.trash_item t where t.node_id = n.id)`,
  },
  {
    says: 'node whose folder is a file or in another space',
    query: `select n.id from files.node n join files.node p on p.id = n.parent_id where not p.is_folder or p.space_id <> n.space_id`,
  },
  {
    says: 'folder whose size or counts are wrong',
    query: `select f.id from files.node f left join (
        select parent_id, sum(size) as size, count(*) filter (where is_folder) as folders, count(*) filter (where not is_folder) as files
        from files.node where parent_id is not null group by parent_id
      ) c on c.parent_id = f.id
      where f.is_folder and (f.size, f.folder_count, f.file_count) is distinct from (coalesce(c.size, 0), coalesce(c.folders, 0), coalesce(c.files, 0))
        and not exists (select 1 from files.trash_item t where t.node_id = f.id and t.purged)`,
  },
  {
    says: 'grant of nothing, or in another space than its node',
    query: `select g.node_id as id from files.node_grant g join files.node n on n.id = g.node_id where g.rights = 0 or g.space_id <> n.space_id`,
  },
  {
    says: 'folder that contains itself',
    query: `with recursive reached (id) as (
        select id from files.node where parent_id is null union select n.id from reached r join files.node n on n.parent_id = r.id
      ) select id from files.node where id not in (select id from reached)`,
  },
  {
    says: 'space whose used bytes are wrong',
    query: `select s.id from files.space s
      left join (select space_id, sum(size) as size from files.node where not is_folder group by space_id) n on n.space_id = s.id
      left join (select n.space_id, sum(v.size) as size from files.version v join files.node n on n.id = v.node_id group by n.space_id) v on v.space_id = s.id
      where s.used_bytes <> coalesce(n.size, 0) + coalesce(v.size, 0)`,
  },
  {
    says: "node or tombstone newer than its space's counter",
    query: `select n.id from files.node n join files.space s on s.id = n.space_id where n.change > s.change or n.etag_no > s.change`,
  },
  {
    says: 'node without a searchable name',
    query: `select n.id from files.node n left join files.node_name x on x.node_id = n.id
      where x.node_id is null and not exists (select 1 from files.space s where s.root_id = n.id)`,
  },
  {
    says: 'content whose parts do not make its size',
    query: `select c.id from files.content c left join (select content_id, sum(length) as length from files.part group by content_id) p on p.content_id = c.id
      where (exists (select 1 from files.node n where n.content_id = c.id) or exists (select 1 from files.version v where v.content_id = c.id))
        and c.size <> coalesce(octet_length(c.inline), p.length, 0)`,
  },
];

/** Verifies every reference and, unless `quick`, every byte: each blob and inline content against its SHA-256. */
export async function checkFiles(db: Database, blobs: BlobStore, { quick }: { quick: boolean }): Promise<CheckReport> {
  const faults: string[] = [];
  const fault = (text: string): void => {
    if (faults.length < MAX_FAULTS) faults.push(text);
  };
  for (const { says, query } of RULES) {
    for (const { id } of await db.query<{ id: number }>(`${query} limit 100`)) fault(`${says}: ${id}`);
  }
  const present = new Map<string, number>();
  for await (const blob of blobs.list()) present.set(blob.id, blob.length);
  const checked = await checkBlobs(db, blobs, present, quick, fault);
  if (!quick) await checkInline(db, fault);
  const [counts] = await db.query<{ nodes: number; contents: number }>(
    `select (select count(*) from files.node) as nodes, (select count(*) from files.content) as contents`,
  );
  return {
    nodes: counts?.nodes ?? 0,
    contents: counts?.contents ?? 0,
    blobs: checked,
    leftovers: present.size,
    faults,
  };
}

/** Takes the blobs that are named out of `present`: the rest are leftovers. */
async function checkBlobs(
  db: Database,
  blobs: BlobStore,
  present: Map<string, number>,
  quick: boolean,
  fault: (text: string) => void,
): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000';
  let checked = 0;
  for (;;) {
    const parts = await db.query<{ blob: string; length: number; sha256: Buffer }>(
      `select distinct on (blob) blob, length, sha256 from files.part where blob > $1 order by blob limit 1000`,
      [last],
    );
    if (parts.length === 0) return checked;
    for (const part of parts) {
      const length = present.get(part.blob);
      if (length === undefined) fault(`blob is missing: ${part.blob}`);
      else if (length !== part.length) fault(`blob has another length: ${part.blob}`);
      else if (!quick && (await blobs.verify(part.blob, part.sha256)) !== 'whole')
        fault(`blob has other bytes: ${part.blob}`);
      present.delete(part.blob);
      last = part.blob;
      checked++;
    }
  }
}

async function checkInline(db: Database, fault: (text: string) => void): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = await db.query<{ id: number; inline: Buffer; sha256: Buffer | null }>(
      `select id, inline, sha256 from files.content where id > $1 and inline is not null order by id limit 500`,
      [last],
    );
    if (rows.length === 0) return;
    for (const row of rows) {
      if (row.sha256 !== null && !createHash('sha256').update(row.inline).digest().equals(row.sha256))
        fault(`content has other bytes: ${row.id}`);
      last = row.id;
    }
  }
}
