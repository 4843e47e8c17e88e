import { buffer } from 'node:stream/consumers';
import type { ContentDeps } from '../contents/content-deps.ts';
import { findStored } from '../contents/content-reader.ts';
import { readParts } from '../contents/read-parts.ts';
import type { PreviewTask } from '../previews/make-preview-job.ts';
import { withDocument, type OpenDocument } from './open-document.ts';
import { pageStore } from './page-store.ts';

export interface PagesTask extends PreviewTask {
  /** The first of the pages that are made together. */
  readonly from: number;
}

const makePagesJob = 'files.make-pages';
const forgetPagesJob = 'files.forget-pages';
/** So many at once: what is read next is there already, and others get their turn in between. */
export const pagesAtOnce = 6;
/** More of a document are not shown. */
const pagesAtMost = 1_000;
const textAtMost = 4 * 1024 * 1024;
/** Of a converted document; a larger one is converted anew for each piece. */
const pdfAtMost = 64 * 1024 * 1024;
const keptMs = 7 * 24 * 3_600_000;

/** Before `jobs.start`. */
export function defineMakePages(deps: ContentDeps): void {
  const { db, clock, jobs } = deps;

  async function begin(contentId: number, document: OpenDocument, wasCut: boolean): Promise<void> {
    const { pictures } = document;
    const count = Math.min(document.count, pagesAtMost);
    const whole = !wasCut && count === document.count;
    const pdf = document.pdf !== null && document.pdf.length <= pdfAtMost ? document.pdf : null;
    await pageStore.savePaged(db, contentId, { count, pictures, whole, pdf, failed: null, seenAt: clock.now() });
  }

  async function make(task: PagesTask, { signal }: { signal: AbortSignal }): Promise<void> {
    const { contentId, maker, extension, from } = task;
    const to = from + pagesAtOnce - 1;
    const known = await pageStore.paged(db, contentId);
    const last = Math.min(to, known?.count ?? to);
    const made = await pageStore.made(db, contentId, from, last);
    if (known !== null && made.size > last - from) return;
    const source = await readSource(deps, task);
    if (source === null) return; // purged meanwhile
    const pdf = await pageStore.pdf(db, contentId);
    try {
      await withDocument({ maker, source, extension, pdf }, signal, async (document) => {
        if (document.count === 0) throw new Error('no pages');
        if (known === null) await begin(contentId, document, maker === 'text' && source.length === textAtMost);
        for (let page = from; page <= Math.min(to, document.count, pagesAtMost); page += 1)
          if (!made.has(page)) await makePage(contentId, document, page, signal);
      });
    } catch (error) {
      signal.throwIfAborted();
      if (known !== null) throw error;
      const failed = String(error).slice(0, 200);
      await pageStore.savePaged(db, contentId, {
        count: 0,
        pictures: false,
        whole: false,
        pdf: null,
        failed,
        seenAt: clock.now(),
      });
    }
  }

  /** One that cannot be shown does not keep the others from being shown. */
  async function makePage(contentId: number, document: OpenDocument, page: number, signal: AbortSignal): Promise<void> {
    try {
      const { picture, words } = await document.page(page);
      // PostgreSQL takes no NUL
      await pageStore.savePage(db, contentId, page, { picture, words: words?.replaceAll('\0', '') ?? null });
    } catch (error) {
      signal.throwIfAborted();
      const failed = String(error).slice(0, 200);
      await pageStore.savePage(db, contentId, page, { picture: null, words: null, failed });
    }
  }

  jobs.define<PagesTask>(makePagesJob, make, { maxAttempts: 3 });
  jobs.define(forgetPagesJob, () => pageStore.forget(db, clock.now() - keptMs));
  jobs.cron('11 3 * * *', forgetPagesJob);
}

export async function enqueuePages(deps: Pick<ContentDeps, 'db' | 'jobs'>, task: PagesTask): Promise<void> {
  const key = `${makePagesJob}:${task.contentId}:${task.from}`;
  await deps.jobs.enqueue(deps.db, makePagesJob, task, { key, maxAttempts: 3 });
}

async function readSource(deps: ContentDeps, { contentId, maker }: PagesTask): Promise<Buffer | null> {
  const stored = await findStored(deps.db, contentId);
  if (stored === null) return null;
  if (stored.inline !== null) return stored.inline;
  const end = maker === 'text' ? textAtMost - 1 : Number.MAX_SAFE_INTEGER;
  return buffer(readParts(deps.blobs, stored.parts, 0, end));
}
