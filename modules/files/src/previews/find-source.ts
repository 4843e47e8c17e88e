import { extname } from 'node:path';
import { acting, requireRead, type Visitor } from '../access.ts';
import type { ContentDeps } from '../contents/content-deps.ts';
import { findContent, findVersion } from '../contents/content-reader.ts';
import { nodeNotFound, versionNotFound } from '../errors.ts';
import { requireReleased } from '../release/release-state.ts';
import type { PreviewTask } from './make-preview-job.ts';
import type { PreviewMaker } from './preview-kinds.ts';

/** What a picture is made of, and how. */
export type PreviewSource = PreviewTask;

/** Checks the right, and that the content is released; null for what has no pictures here. */
export async function findSource(
  deps: ContentDeps,
  makerFor: (mime: string, size: number) => PreviewMaker | null,
  actor: Visitor,
  { id, versionId }: { readonly id: number; readonly versionId?: number | undefined },
): Promise<PreviewSource | null> {
  const found = await findContent(deps.db, acting(actor).granteeId, { id });
  if (found === null) throw nodeNotFound();
  requireRead(found.node.space);
  const { row } = found.node;
  const version = versionId === undefined ? row : await findVersion(deps.db, id, versionId);
  if (version === null) throw versionNotFound();
  requireReleased(version.release);
  const { contentId } = version;
  const maker = makerFor(version.mime, version.size);
  if (maker === null || contentId === null) return null;
  return { contentId, maker, extension: extname(row.name).slice(1).replace(/\W/g, '') };
}
