import { extname } from 'node:path';
import { acting, requireRead, type Visitor } from '../access.ts';
import type { ContentDeps } from '../contents/content-deps.ts';
import { findContent, findVersion } from '../contents/content-reader.ts';
import { nodeNotFound, versionNotFound } from '../errors.ts';
import type { Contents } from '../files.ts';
import { holds, requireReleased } from '../release/release-state.ts';
import { defineMakePreview, enqueuePreview } from './make-preview-job.ts';
import { previewMaker, type PreviewMaker } from './preview-kinds.ts';
import { findPreview } from './preview-store.ts';
import { findPreviewTools } from './preview-tools.ts';

export function createPreviews(deps: ContentDeps): Pick<Contents, 'preview' | 'hasPreview'> {
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
    hasPreview({ mime, size, kind, release }) {
      void lookForTools();
      return kind === 'file' && !holds(release) && makerFor(mime, size) !== null;
    },

    async preview(actor, id, size, versionId) {
      await lookForTools();
      const { contentId, name, mime, bytes } = await findSource(deps, actor, id, versionId);
      const maker = makerFor(mime, bytes);
      if (maker === null || contentId === null) return null;
      const found = await findPreview(deps.db, contentId, size);
      if (found !== null) return found.body === null ? null : { mime: found.mime, body: found.body };
      await enqueuePreview(deps, { contentId, maker, extension: extname(name).slice(1).replace(/\W/g, '') });
      return 'pending';
    },
  };
}

interface Source {
  readonly contentId: number | null;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

async function findSource(deps: ContentDeps, actor: Visitor, id: number, versionId?: number): Promise<Source> {
  const found = await findContent(deps.db, acting(actor).granteeId, { id });
  if (found === null) throw nodeNotFound();
  requireRead(found.node.space);
  const { row } = found.node;
  if (versionId === undefined) {
    requireReleased(row.release);
    return { contentId: row.contentId, name: row.name, mime: row.mime, bytes: row.size };
  }
  const version = await findVersion(deps.db, id, versionId);
  if (version === null) throw versionNotFound();
  requireReleased(version.release);
  return { contentId: version.contentId, name: row.name, mime: version.mime, bytes: version.size };
}
