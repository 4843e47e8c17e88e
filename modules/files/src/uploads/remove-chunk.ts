import { acting, type Visitor } from '../access.ts';
import type { UploadRef } from '../files.ts';
import type { UploadDeps } from './upload-deps.ts';
import { chunkNotFound, uploadSealed } from './upload-errors.ts';
import { requireUpload } from './upload-reader.ts';
import { removeChunkRow } from './upload-writer.ts';

/** Clients that resume with other chunk sizes first take away what does not fit. */
export async function removeChunk(deps: UploadDeps, actor: Visitor, ref: UploadRef, position: number): Promise<void> {
  const who = acting(actor);
  const upload = await requireUpload(deps.db, who.granteeId, ref);
  if (upload.kind !== 'nextcloud' || upload.length !== null) throw uploadSealed();
  const blob = await removeChunkRow(deps.db, upload.id, position);
  if (blob === null) throw chunkNotFound();
  deps.chaser.forget(upload.contentId);
  await deps.blobs.remove(blob);
}
