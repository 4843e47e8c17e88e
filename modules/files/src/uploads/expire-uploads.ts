import { statement } from '@landescloud/platform/database';
import { removeUpload } from './abort-upload.ts';
import type { UploadDeps } from './upload-deps.ts';

const EXPIRED = statement(
  'files.expired_uploads',
  `select id from files.upload where expires_at < $1 order by expires_at limit 500`,
);

export const expireUploadsJob = 'files.expire-uploads';

/** Removes uploads that nobody continued, and the rows of finished ones whose answer everyone has. */
export async function expireUploads(deps: Pick<UploadDeps, 'db' | 'blobs' | 'clock' | 'appends'>): Promise<number> {
  const expired = await deps.db.query<{ id: string }>(EXPIRED, [deps.clock.now()]);
  for (const { id } of expired) {
    await deps.appends.end(id);
    await removeUpload(deps, id);
  }
  return expired.length;
}

export function defineExpireUploads(deps: UploadDeps): void {
  deps.jobs.define(expireUploadsJob, async (_payload: object, { signal }) => {
    while (!signal.aborted && (await expireUploads(deps)) > 0);
  });
  deps.jobs.cron('17 * * * *', expireUploadsJob);
}
