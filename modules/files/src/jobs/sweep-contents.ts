import type { BlobStore } from '@landescloud/platform/blobs';
import type { FilesContext } from '../context.ts';

const HOUR = 3600_000;
const PIECE = 1_000;

export interface Swept {
  readonly contents: number;
  readonly blobs: number;
}

/**
 * Contents that nothing refers to, then blobs that no manifest names. What is younger than an hour may be about to be
 * referred to by a request that still runs.
 */
export async function sweepContents(
  { db, clock }: FilesContext,
  blobs: BlobStore,
  signal: AbortSignal,
): Promise<Swept> {
  const before = clock.now() - HOUR;
  let contents = 0;
  for (let swept = PIECE; swept === PIECE && !signal.aborted; contents += swept) {
    const rows = await db.query<{ id: number }>(
      `delete from files.content where id in (
         select c.id from files.content c
         where c.created_at < $1
           and not exists (select 1 from files.node n where n.content_id = c.id)
           and not exists (select 1 from files.version v where v.content_id = c.id)
           and not exists (select 1 from files.upload u where u.content_id = c.id)
         limit $2
       ) returning id`,
      [before, PIECE],
    );
    swept = rows.length;
  }
  return { contents, blobs: await sweepBlobs({ db, clock }, blobs, before, signal) };
}

async function sweepBlobs(
  { db }: Pick<FilesContext, 'db' | 'clock'>,
  blobs: BlobStore,
  before: number,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  let piece: string[] = [];
  const flush = async (): Promise<void> => {
    const rows = await db.query<{ blob: string }>('select distinct blob from files.part where blob = any ($1)', [
      piece,
    ]);
    const named = new Set(rows.map((row) => row.blob));
    for (const id of piece.filter((blob) => !named.has(blob))) {
      await blobs.remove(id);
      removed++;
    }
    piece = [];
  };
  for await (const blob of blobs.list()) {
    if (signal.aborted) break;
    if (blob.modifiedAt >= before) continue;
    piece.push(blob.id);
    if (piece.length === PIECE) await flush();
  }
  await flush();
  return removed;
}
