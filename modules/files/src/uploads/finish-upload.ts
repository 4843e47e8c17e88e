import { acting, type Visitor } from '../access.ts';
import { checkDigests, formatChecksums } from '../contents/checksums.ts';
import { enqueueHashing } from '../contents/hash-content-job.ts';
import { findContent } from '../contents/content-reader.ts';
import { nodeNotFound } from '../errors.ts';
import { NO_EXTRAS, nodeView } from '../tree/node-view.ts';
import type { ClientChecksum, UploadRef, WriteInput, Written } from '../files.ts';
import { abortUpload } from './abort-upload.ts';
import type { UploadDeps } from './upload-deps.ts';
import { totalWrong, uploadIncomplete } from './upload-errors.ts';
import { finishedLife } from './upload-limits.ts';
import { readPartRows, requireUpload, summarizeParts, type PartSummary, type UploadRow } from './upload-reader.ts';
import { forgetUpload, markFinished, sealUpload, unsealUpload } from './upload-writer.ts';

export type FinishInput = WriteInput & {
  readonly totalLength?: number;
  readonly checksums: readonly ClientChecksum[];
};

/** Makes the upload's manifest a node's content: the same few statements at any size. */
export async function finishUpload(
  deps: UploadDeps,
  actor: Visitor,
  ref: UploadRef,
  input: FinishInput,
): Promise<Written> {
  const who = acting(actor);
  const upload = await requireUpload(deps.db, who.granteeId, ref);
  if (upload.nodeId !== null) return answerAgain(deps, actor, upload.nodeId);
  if (upload.kind === 'nextcloud' && !(await sealUpload(deps.db, upload.id))) throw uploadIncomplete();
  try {
    const parts = await summarizeParts(deps.db, upload.contentId);
    if (parts.nodeId !== null) return await finishAgain(deps, actor, upload, parts.nodeId);
    checkWhole(upload, parts, input.totalLength);
    const { checksums, sha256 } = await verify(deps, actor, upload, input);
    const written = await deps.places.attachContent(actor, input, {
      size: parts.bytes,
      sha256: parts.count === 1 ? parts.firstSha256 : sha256,
      checksums: formatChecksums(checksums),
      inline: null,
      parts: [],
      existingId: upload.contentId,
    });
    await close(deps, upload, written.node.id);
    if (parts.count > 1 && sha256 === null) {
      // Nobody waits for it, and a crash that forgets it does no harm: each part has its own sum.
      enqueueHashing(deps, upload.contentId).catch(() => {});
    }
    return written;
  } catch (error) {
    if (upload.kind === 'nextcloud') await unsealUpload(deps.db, upload.id);
    throw error;
  }
}

/** That it arrived learns whoever sent it, whether they may read it or not. */
async function answerAgain(deps: UploadDeps, actor: Visitor, nodeId: number): Promise<Written> {
  const found = await findContent(deps.db, acting(actor).granteeId, { id: nodeId });
  if (found === null) throw nodeNotFound();
  return { node: nodeView(found.node, NO_EXTRAS), created: false };
}

/** The process ended between the tree's transaction and the upload's. */
async function finishAgain(deps: UploadDeps, actor: Visitor, upload: UploadRow, nodeId: number): Promise<Written> {
  const written = await answerAgain(deps, actor, nodeId);
  await close(deps, upload, nodeId);
  return written;
}

function checkWhole(upload: UploadRow, parts: PartSummary, totalLength: number | undefined): void {
  if (totalLength !== undefined && totalLength !== parts.bytes) throw totalWrong(totalLength, parts.bytes);
  if (upload.kind !== 'nextcloud') {
    if (upload.length !== parts.bytes) throw uploadIncomplete();
  } else if (totalLength === undefined && hasGap(parts)) throw uploadIncomplete();
}

/** Without a total length only the numbers can tell that a chunk is missing; large ones are byte offsets, not a count. */
function hasGap({ count, first, last }: PartSummary): boolean {
  return first !== null && last !== null && first <= 1 && last <= 100_000 && last - first + 1 !== count;
}

async function verify(
  deps: UploadDeps,
  actor: Visitor,
  upload: UploadRow,
  input: FinishInput,
): Promise<{ checksums: ClientChecksum[]; sha256: Buffer | null }> {
  const checksums = [...input.checksums];
  const { sha256: announced } = upload.metadata;
  if (announced !== undefined) checksums.push({ algorithm: 'sha256', hex: announced });
  if (checksums.length === 0) return { checksums, sha256: null };
  const parts = await readPartRows(deps.db, upload.contentId);
  try {
    const { digests, sha256 } = await deps.chaser.digest(upload.contentId, parts, checksums);
    checkDigests(checksums, digests);
    return { checksums, sha256 };
  } catch (error) {
    await abortUpload(deps, actor, { id: upload.id });
    throw error;
  }
}

async function close(deps: UploadDeps, upload: UploadRow, nodeId: number): Promise<void> {
  deps.chaser.forget(upload.contentId);
  if (upload.kind === 'nextcloud') await forgetUpload(deps.db, upload.id);
  else await markFinished(deps.db, upload.id, nodeId, deps.clock.now() + finishedLife);
}
