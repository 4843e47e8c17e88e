import type { BlobStore, StoredBlob } from '@landescloud/platform/blobs';
import { acting, type Visitor } from '../access.ts';
import { algorithmsOf, checkDigests } from '../contents/checksums.ts';
import { discardOnRefusal } from '../contents/discard-on-refusal.ts';
import { rightEnded } from '../errors.ts';
import type { ClientChecksum, UploadRef, UploadView } from '../files.ts';
import { segments } from './segments.ts';
import type { UploadDeps } from './upload-deps.ts';
import { offsetWrong, uploadSealed, uploadTooLong } from './upload-errors.ts';
import { segmentSize, unfinishedLife } from './upload-limits.ts';
import { requireUpload, uploadView, type UploadRow } from './upload-reader.ts';
import { addSegment } from './upload-writer.ts';

export interface Append {
  readonly offset: number;
  readonly source: AsyncIterable<Uint8Array>;
  readonly length: number | null;
  readonly checksum?: ClientChecksum;
}

/** What was received when the source breaks is kept, and the break thrown on; with a checksum nothing is kept. */
export async function appendUpload(
  deps: UploadDeps,
  actor: Visitor,
  ref: UploadRef,
  input: Append,
): Promise<UploadView> {
  const who = acting(actor);
  const { id } = await requireUpload(deps.db, who.granteeId, ref);
  return deps.appends.run(id, input.source, async (source) => {
    const upload = await requireUpload(deps.db, who.granteeId, { id });
    checkStart(upload, input);
    const may = () => deps.running.mayAdd(who.granteeId, upload.metadata.parentId);
    if (!(await may())) throw rightEnded();
    const stop = deps.running.put(who.granteeId, source, may);
    try {
      await (input.checksum === undefined
        ? keepSegments(deps, upload, source)
        : storeWhole(deps, upload, source, input.checksum));
    } finally {
      stop();
    }
    return uploadView(await requireUpload(deps.db, who.granteeId, { id }));
  });
}

function checkStart(upload: UploadRow, { offset, length }: Append): void {
  if (upload.kind === 'nextcloud' || upload.kind === 'tus-final') throw uploadSealed();
  if (offset !== upload.received) throw offsetWrong(upload.received);
  if (upload.length !== null && offset + (length ?? 0) > upload.length) throw uploadTooLong(upload.length);
}

async function keepSegments(deps: UploadDeps, upload: UploadRow, source: AsyncIterable<Uint8Array>): Promise<void> {
  let offset = upload.received;
  for await (const segment of segments(source, segmentSize)) {
    const stored = await deps.blobs.put(notBeyond(segment, upload, offset));
    offset = await commit(deps, upload, offset, stored);
  }
}

async function storeWhole(
  deps: UploadDeps,
  upload: UploadRow,
  source: AsyncIterable<Uint8Array>,
  checksum: ClientChecksum,
): Promise<void> {
  const body = notBeyond(source, upload, upload.received);
  const stored = await deps.blobs.put(body, { hashes: algorithmsOf([checksum]) });
  await verified(deps.blobs, stored, checksum);
  if (stored.length === 0) await deps.blobs.remove(stored.id);
  else await commit(deps, upload, upload.received, stored);
}

/** Removes the blob where the checksum does not fit. */
export async function verified(blobs: BlobStore, stored: StoredBlob, checksum: ClientChecksum): Promise<void> {
  try {
    checkDigests([checksum], stored.digests);
  } catch (error) {
    await blobs.remove(stored.id);
    throw error;
  }
}

async function* notBeyond(
  source: AsyncIterable<Uint8Array>,
  { length }: UploadRow,
  offset: number,
): AsyncGenerator<Uint8Array> {
  let at = offset;
  for await (const bytes of source) {
    at += bytes.length;
    if (length !== null && at > length) throw uploadTooLong(length);
    yield bytes;
  }
}

async function commit(deps: UploadDeps, upload: UploadRow, offset: number, stored: StoredBlob): Promise<number> {
  const expiresAt = deps.clock.now() + unfinishedLife;
  const added = await discardOnRefusal(deps.blobs, [stored.id], async () => {
    const row = await addSegment(deps.db, upload.id, offset, stored, expiresAt);
    if (row === null) throw offsetWrong(offset);
    return row;
  });
  if (upload.metadata.sha256 !== undefined) {
    const part = { position: added.position, blob: stored.id, length: stored.length };
    deps.chaser.partStored(upload.contentId, part, ['sha256']);
    const remaining = upload.length === null ? Number.MAX_SAFE_INTEGER : upload.length - offset - stored.length;
    await deps.chaser.keepPace(upload.contentId, { arrived: stored.length, remaining });
  }
  return offset + stored.length;
}
