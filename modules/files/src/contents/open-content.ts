import type { Readable } from 'node:stream';
import type { BlobStore } from '@landescloud/platform/blobs';
import { acting, requirePerson, requireRead, type Visitor } from '../access.ts';
import { isFolder, nodeNotFound, trashNotFound, versionNotFound } from '../errors.ts';
import { versionEtag } from '../etag.ts';
import type { OpenContent } from '../files.ts';
import { requireReleased } from '../release/release-state.ts';
import { NO_EXTRAS, nodeView } from '../tree/node-view.ts';
import type { NodeTarget } from '../views.ts';
import type { ContentDeps } from './content-deps.ts';
import { findContent, findTrashedContent, findVersion, type FoundContent, type Stored } from './content-reader.ts';
import { notingReads } from './note-read.ts';
import { readParts } from './read-parts.ts';

export interface OpenOptions {
  readonly versionId?: number;
  readonly trashId?: number;
}

type OpenDeps = Pick<ContentDeps, 'db' | 'blobs' | 'running' | 'noteRead'>;

/** The node's view comes without owner and lock: nobody who sends a content needs them. */
export async function openContent(
  deps: OpenDeps,
  actor: Visitor,
  target: NodeTarget,
  { versionId, trashId }: OpenOptions = {},
): Promise<OpenContent> {
  const { node, stored } = await find(deps, actor, target, trashId);
  requireRead(node.space);
  if (node.row.isFolder) throw isFolder();
  const view = nodeView(node, NO_EXTRAS);
  const { granteeId } = acting(actor);
  // What lies in the trash is reached otherwise than by the tree: nothing to look at again.
  const followed: FollowBytes =
    trashId === undefined ? (stream) => deps.running.read(granteeId, [node.row.id], stream) : (stream) => stream;
  if (versionId === undefined) {
    requireReleased(node.row.release);
    const { size, mime, mtime, etag } = view;
    const noted = notingReads(deps.noteRead, actor, { nodeId: node.row.id, contentId: node.row.contentId ?? 0, size });
    return { node: view, size, mime, mtime, etag, read: reader(deps.blobs, stored, followed, noted) };
  }
  const version = await findVersion(deps.db, node.row.id, versionId);
  if (version === null) throw versionNotFound();
  requireReleased(version.release);
  const { size, mime, mtime, contentId } = version;
  const noted = notingReads(deps.noteRead, actor, { nodeId: node.row.id, contentId, size });
  return {
    node: view,
    size,
    mime,
    mtime,
    etag: versionEtag(versionId),
    read: reader(deps.blobs, version.stored, followed, noted),
  };
}

async function find(deps: OpenDeps, actor: Visitor, target: NodeTarget, trashId?: number): Promise<FoundContent> {
  if (trashId !== undefined) {
    const trashed = await findTrashedContent(deps.db, requirePerson(actor).personId, trashId);
    if (trashed === null) throw trashNotFound();
    return trashed;
  }
  const found = await findContent(deps.db, acting(actor).granteeId, target);
  if (found === null) throw nodeNotFound();
  return found;
}

type FollowBytes = (stream: Readable) => Readable;

function reader(
  blobs: BlobStore,
  { inline, parts }: Stored,
  followed: FollowBytes,
  noted: ReturnType<typeof notingReads>,
): (start: number, end: number) => Buffer | Readable {
  if (inline === null) {
    return (start, end) => followed(noted.stream(start, end - start + 1, readParts(blobs, parts, start, end)));
  }
  return (start, end) => {
    noted.all(start, end - start + 1);
    return inline.subarray(start, end + 1);
  };
}
