import { DomainError, type PersonActor } from '@landescloud/kernel';
import type { Files, UploadMetadata, UploadView } from '../files.ts';

/** The names of an upload from its folder down; the last is the file's. */
export function namesOf({ relativePath, filename }: UploadMetadata): string[] {
  const names = relativePath?.split('/') ?? (filename === undefined ? [] : [filename]);
  if (names.length > 0) return names;
  throw new DomainError('Invalid', 'files.upload_metadata_invalid', 'The upload’s metadata names no file.');
}

/** Once all bytes are there, the upload becomes a file. Answers the node, or null while it is not complete. */
export async function finishTus(files: Files, actor: PersonActor, upload: UploadView): Promise<number | null> {
  if (upload.nodeId !== null) return upload.nodeId;
  if (upload.kind === 'tus-partial' || upload.length === null || upload.received < upload.length) return null;
  const { parentId: given, mtime, mime, onConflict = 'rename' } = upload.metadata;
  const folders = namesOf(upload.metadata);
  const name = folders.pop() as string;
  const top = given ?? (await files.nodes.get(actor, { path: [] })).id;
  const parentId = folders.length === 0 ? top : (await files.nodes.ensureFolders(actor, top, folders)).id;
  const { node } = await files.uploads.finish(
    actor,
    { id: upload.id },
    {
      place: { parentId, name },
      onConflict,
      checksums: [],
      ...(mtime === undefined ? {} : { mtime }),
      ...(mime === undefined ? {} : { mime }),
    },
  );
  return node.id;
}
