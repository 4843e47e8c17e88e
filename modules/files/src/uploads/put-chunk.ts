import { DomainError } from '@landescloud/kernel';
import { acting, type Visitor } from '../access.ts';
import { algorithmsOf } from '../contents/checksums.ts';
import { discardOnRefusal } from '../contents/discard-on-refusal.ts';
import { withinRoom } from '../contents/within-room.ts';
import type { ClientChecksum, UploadRef } from '../files.ts';
import { verified } from './append-upload.ts';
import { refuseBeyondRoom } from './refuse-beyond-room.ts';
import type { UploadDeps } from './upload-deps.ts';
import { tooManyChunks, uploadSealed } from './upload-errors.ts';
import { chunkLimit, unfinishedLife } from './upload-limits.ts';
import { requireUpload, takesChunk } from './upload-reader.ts';
import { putChunkRow } from './upload-writer.ts';

export interface Chunk {
  /** Any order; content follows ascending positions. */
  readonly position: number;
  readonly source: AsyncIterable<Uint8Array>;
  readonly length: number | null;
  readonly checksum?: ClientChecksum;
}

export async function putChunk(deps: UploadDeps, actor: Visitor, ref: UploadRef, chunk: Chunk): Promise<void> {
  const who = acting(actor);
  const { position, checksum } = chunk;
  if (!Number.isSafeInteger(position) || position < 0) {
    throw new DomainError('Invalid', 'files.chunk_position_invalid', 'A chunk is named by its number.');
  }
  const upload = await requireUpload(deps.db, who.granteeId, ref);
  if (upload.kind !== 'nextcloud' || upload.length !== null) throw uploadSealed();

  // lower numbers are too few to be too many
  if (position > chunkLimit && !(await takesChunk(deps.db, upload.contentId, position, chunkLimit)))
    throw tooManyChunks(chunkLimit);
  const room = await refuseBeyondRoom(deps, who, upload.received + (chunk.length ?? 0));

  const algorithms = algorithmsOf(checksum === undefined ? [] : [checksum]);
  const stored = await deps.blobs.put(withinRoom(chunk.source, room === null ? null : room - upload.received), {
    hashes: algorithms,
  });
  if (checksum !== undefined) await verified(deps.blobs, stored, checksum);
  if (chunk.length !== null && stored.length !== chunk.length) {
    await deps.blobs.remove(stored.id);
    throw new DomainError('Invalid', 'files.body_incomplete', 'Not as many bytes came as were announced.');
  }
  if (stored.length === 0) {
    await deps.blobs.remove(stored.id);
    return;
  }
  const expiresAt = deps.clock.now() + unfinishedLife;
  const { replaced } = await discardOnRefusal(deps.blobs, [stored.id], async () => {
    const row = await putChunkRow(deps.db, upload.id, position, stored, expiresAt);
    if (row === null) throw uploadSealed();
    return row;
  });
  // Who announces checksums of chunks will announce one of the whole; the desktop client does without.
  const expected = algorithms.length === 0 && who.client === 'desktop' ? (['sha1'] as const) : algorithms;
  deps.chaser.partStored(upload.contentId, { position, blob: stored.id, length: stored.length }, expected);
  if (replaced !== null) await deps.blobs.remove(replaced);
}
