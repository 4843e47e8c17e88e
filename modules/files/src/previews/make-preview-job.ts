import { buffer } from 'node:stream/consumers';
import type { ContentDeps } from '../contents/content-deps.ts';
import { findStored } from '../contents/content-reader.ts';
import { readParts } from '../contents/read-parts.ts';
import type { PreviewMaker } from './preview-kinds.ts';
import { saveFailure, savePreviews } from './preview-store.ts';
import { renderOffice, renderPdf } from './render-document.ts';
import { renderImage, type Previews } from './render-image.ts';
import { renderText, textBytes } from './render-text.ts';

export interface PreviewTask {
  readonly contentId: number;
  readonly maker: PreviewMaker;
  /** Of the file's name: LibreOffice goes by it. */
  readonly extension: string;
}

const makePreviewJob = 'files.make-preview';

export function defineMakePreview(deps: ContentDeps): void {
  const make = async (task: PreviewTask, { signal }: { signal: AbortSignal }): Promise<void> => {
    const source = await readSource(deps, task);
    if (source === null) return; // purged meanwhile
    try {
      await savePreviews(deps.db, task.contentId, await render(task, source, signal), deps.clock.now());
    } catch (error) {
      signal.throwIfAborted();
      await saveFailure(deps.db, task.contentId, String(error).slice(0, 200), deps.clock.now());
    }
  };
  deps.jobs.define<PreviewTask>(makePreviewJob, make, { maxAttempts: 3 });
}

export async function enqueuePreview(deps: Pick<ContentDeps, 'db' | 'jobs'>, task: PreviewTask): Promise<void> {
  await deps.jobs.enqueue(deps.db, makePreviewJob, task, {
    key: `${makePreviewJob}:${task.contentId}`,
    maxAttempts: 3,
  });
}

async function readSource(deps: ContentDeps, { contentId, maker }: PreviewTask): Promise<Buffer | null> {
  const stored = await findStored(deps.db, contentId);
  if (stored === null) return null;
  if (stored.inline !== null) return stored.inline;
  const end = maker === 'text' ? textBytes - 1 : Number.MAX_SAFE_INTEGER;
  return buffer(readParts(deps.blobs, stored.parts, 0, end));
}

function render({ maker, extension }: PreviewTask, source: Buffer, signal: AbortSignal): Promise<Previews> {
  switch (maker) {
    case 'image':
      return renderImage(source);
    case 'text':
      return renderText(source);
    case 'pdf':
      return renderPdf(source, signal);
    case 'office':
      return renderOffice(source, extension, signal);
  }
}
