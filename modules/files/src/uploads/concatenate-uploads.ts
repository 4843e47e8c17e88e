import { acting, type Visitor } from '../access.ts';
import type { UploadMetadata, UploadView } from '../files.ts';
import { insertNewUpload } from './create-upload.ts';
import type { UploadDeps } from './upload-deps.ts';
import { uploadIncomplete, uploadNotFound } from './upload-errors.ts';
import { copyParts, lockPartials } from './upload-writer.ts';

export interface Concatenation {
  readonly parts: readonly string[];
  readonly metadata: UploadMetadata;
}

/** The final upload's manifest names the parts' blobs; the partial uploads stay until they expire or are deleted. */
export async function concatenateUploads(
  deps: UploadDeps,
  actor: Visitor,
  { parts, metadata }: Concatenation,
): Promise<UploadView> {
  const who = acting(actor);
  return deps.db.transaction(async (tx) => {
    const partials = new Map((await lockPartials(tx, who.granteeId, parts)).map((row) => [row.id, row]));
    let length = 0;
    for (const id of parts) {
      const partial = partials.get(id);
      if (partial === undefined) throw uploadNotFound();
      if (partial.length === null || partial.received !== partial.length) throw uploadIncomplete();
      length += partial.length;
    }
    const { contentId, ...view } = await insertNewUpload(
      { db: tx, clock: deps.clock, alone: (work) => work(tx) },
      who,
      {
        kind: 'tus-final',
        length,
        metadata,
      },
    );
    await copyParts(tx, view.id, contentId, parts, length);
    return { ...view, received: length };
  });
}
