import type { ContentDeps } from '../contents/content-deps.ts';
import type { Contents } from '../files.ts';
import { createPages } from '../pages/create-pages.ts';
import { holds } from '../release/release-state.ts';
import { findSource } from './find-source.ts';
import { defineMakePreview, enqueuePreview } from './make-preview-job.ts';
import { previewMaker, type PreviewMaker } from './preview-kinds.ts';
import { findPreview } from './preview-store.ts';
import { findPreviewTools } from './preview-tools.ts';

export function createPreviews(deps: ContentDeps): Pick<Contents, 'preview' | 'hasPreview' | 'pages' | 'page'> {
  // Nearly every machine has these; the rest is known a moment after the first question.
  let tools: ReadonlySet<PreviewMaker> = new Set(['image', 'text']);
  let lookedFor: Promise<void> | null = null;
  const lookForTools = (): Promise<void> => {
    lookedFor ??= findPreviewTools().then((found) => void (tools = found));
    return lookedFor;
  };
  defineMakePreview(deps);

  const makerFor = (mime: string, size: number): PreviewMaker | null => {
    const maker = previewMaker(mime, size);
    return maker !== null && tools.has(maker) ? maker : null;
  };

  return {
    ...createPages(deps, async (actor, id) => {
      await lookForTools();
      return findSource(deps, makerFor, actor, { id });
    }),

    hasPreview({ mime, size, kind, release }) {
      void lookForTools();
      return kind === 'file' && !holds(release) && makerFor(mime, size) !== null;
    },

    async preview(actor, id, size, versionId) {
      await lookForTools();
      const source = await findSource(deps, makerFor, actor, { id, versionId });
      if (source === null) return null;
      const found = await findPreview(deps.db, source.contentId, size);
      if (found !== null) return found.body === null ? null : { mime: found.mime, body: found.body };
      await enqueuePreview(deps, source);
      return 'pending';
    },
  };
}
