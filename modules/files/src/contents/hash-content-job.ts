import { type Queryable, statement } from '@landescloud/platform/database';
import { Digests } from '@landescloud/platform/blobs';
import type { ContentDeps } from './content-deps.ts';
import { readParts, type StoredPart } from './read-parts.ts';

const UNHASHED = statement(
  'files.unhashed_content',
  `select p.blob, p.length from files.part p join files.content c on c.id = p.content_id
   where c.id = $1 and c.sha256 is null order by p.position`,
);

/** Clients compare it: a browser that sent a large file asks for it afterwards. */
const SET_SHA256 = statement(
  'files.set_content_sha256',
  `with c as (
     update files.content set sha256 = $2, checksums = concat_ws(' ', $3::text, nullif(checksums, ''))
     where id = $1 and sha256 is null returning id, checksums
   )
   update files.node n set checksums = c.checksums from c where n.content_id = c.id`,
);

const hashContentJob = 'files.hash-content';

/** The whole's SHA-256 of a content of several parts is made later: finishing must not cost by size. */
export async function enqueueHashing(
  deps: Pick<ContentDeps, 'jobs'> & { readonly db: Queryable },
  contentId: number,
): Promise<void> {
  await deps.jobs.enqueue(deps.db, hashContentJob, { contentId }, { key: `${hashContentJob}:${contentId}` });
}

export function defineHashContent(deps: ContentDeps): void {
  deps.jobs.define<{ contentId: number }>(hashContentJob, async ({ contentId }, { signal }) => {
    const parts = await deps.db.query<StoredPart>(UNHASHED, [contentId]);
    if (parts.length === 0) return;
    const digests = new Digests();
    for await (const bytes of readParts(deps.blobs, parts, 0, Number.MAX_SAFE_INTEGER)) {
      signal.throwIfAborted();
      digests.update(bytes as Buffer);
    }
    const { sha256 } = digests.finish();
    await deps.db.query(SET_SHA256, [contentId, sha256, `SHA256:${sha256.toString('hex')}`]);
  });
}
