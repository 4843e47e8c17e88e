import { DomainError } from '@landescloud/kernel';
import type { Visitor } from '../access.ts';
import type { ClientChecksum, Files, UploadMetadata, UploadView, WriteInput } from '../files.ts';
import type { NodeView } from '../views.ts';

/** The names of an upload from its folder down; the last is the file's. */
export function namesOf({ relativePath, filename }: UploadMetadata): string[] {
  const names = relativePath?.split('/') ?? (filename === undefined ? [] : [filename]);
  if (names.length > 0) return names;
  throw new DomainError('Invalid', 'files.upload_metadata_invalid', 'The upload’s metadata names no file.');
}

/** Where the file shall be; folders missing on the way are made. */
async function placeOf(files: Files, actor: Visitor, metadata: UploadMetadata): Promise<WriteInput> {
  const { parentId: given, mtime, mime, onConflict = 'rename' } = metadata;
  const folders = namesOf(metadata);
  const name = folders.pop() as string;
  const top = given ?? (await files.nodes.get(actor, { path: [] })).id;
  const parentId = folders.length === 0 ? top : (await files.nodes.ensureFolders(actor, top, folders)).id;
  return {
    place: { parentId, name },
    onConflict,
    ...(mtime === undefined ? {} : { mtime }),
    ...(mime === undefined ? {} : { mime }),
  };
}

/** What became of an upload, as its sender is told. */
export interface Finished {
  readonly nodeId: number;
  /** It waits until a scanner has looked at it. */
  readonly waits: boolean;
}

function finished({ id, release }: NodeView): Finished {
  return { nodeId: id, waits: release === 'waiting' };
}

/** Once all bytes are there, the upload becomes a file. Answers the node, or null while it is not complete. */
export async function finishTus(files: Files, actor: Visitor, upload: UploadView): Promise<Finished | null> {
  if (upload.nodeId !== null) return { nodeId: upload.nodeId, waits: false };
  if (upload.kind === 'tus-partial' || upload.length === null || upload.received < upload.length) return null;
  const input = await placeOf(files, actor, upload.metadata);
  const { node } = await files.uploads.finish(actor, { id: upload.id }, { ...input, checksums: [] });
  return finished(node);
}

/** A small file whose bytes come with its creation needs no upload that could be resumed. */
export async function writeAtOnce(
  files: Files,
  actor: Visitor,
  metadata: UploadMetadata,
  body: { source: AsyncIterable<Uint8Array>; length: number; checksums: readonly ClientChecksum[] },
): Promise<Finished> {
  const { sha256 } = metadata;
  const checksums =
    sha256 === undefined ? body.checksums : [...body.checksums, { algorithm: 'sha256', hex: sha256 } as const];
  const { node } = await files.contents.write(actor, {
    ...(await placeOf(files, actor, metadata)),
    ...body,
    checksums,
  });
  return finished(node);
}
