import { acting, type Visitor } from '../access.ts';
import type { UploadRef } from '../files.ts';
import type { UploadDeps } from './upload-deps.ts';
import { requireUpload } from './upload-reader.ts';
import { deleteUpload } from './upload-writer.ts';

export async function abortUpload(deps: UploadDeps, actor: Visitor, ref: UploadRef): Promise<void> {
  const upload = await requireUpload(deps.db, acting(actor).granteeId, ref);
  await deps.appends.end(upload.id);
  deps.chaser.forget(upload.contentId);
  await removeUpload(deps, upload.id);
}

/** First the rows, then the blobs: a crash between leaves blobs that the sweep finds. */
export async function removeUpload(deps: Pick<UploadDeps, 'db' | 'blobs'>, id: string): Promise<void> {
  const blobs = await deleteUpload(deps.db, id);
  for (const blob of blobs) await deps.blobs.remove(blob);
}
