import { type Queryable, statement } from '@landescloud/platform/database';
import type { StoredFile, StoredSum } from '../files.ts';
import { enqueueHashing } from './hash-content-job.ts';
import type { ContentDeps } from './content-deps.ts';

// as far as the limit and no further: who asks only wants to know whether it is too much
const BELOW = statement(
  'files.stored_below',
  `with recursive below as (
     select id, name as path, is_folder, content_id, size, uploaded_at from files.node where id = $1
     union all
     select n.id, case when below.id = $1 then n.name else below.path || '/' || n.name end, n.is_folder, n.content_id,
       n.size, n.uploaded_at
     from below join files.node n on n.parent_id = below.id where below.is_folder
   )
   select b.id as "nodeId", b.path, b.content_id as "contentId", b.size, b.uploaded_at as "uploadedAt", c.sha256
   from (select * from below where not is_folder limit $2) b join files.content c on c.id = b.content_id
   order by b.path`,
);

/** The file itself, or all files below the folder, with paths below it. No right is checked. */
export function storedFiles(db: Queryable, nodeId: number, limit: number): Promise<StoredFile[]> {
  return db.query<StoredFile>(BELOW, [nodeId, limit]);
}

const SUMS = statement('files.content_sums', 'select id, sha256 from files.content where id = any ($1)');

/** What is missing is being made from now on, whatever became of an earlier job. */
export async function contentSums(
  jobs: ContentDeps['jobs'],
  contentIds: readonly number[],
  q: Queryable,
): Promise<StoredSum[]> {
  const rows = await q.query<{ id: number; sha256: Buffer | null }>(SUMS, [contentIds]);
  for (const { id, sha256 } of rows) if (sha256 === null) await enqueueHashing({ db: q, jobs }, id);
  return rows.map(({ id: contentId, sha256 }) => ({ contentId, sha256 }));
}
