import { Readable } from 'node:stream';
import type { Actor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import { ZipFile } from 'yazl';
import { requirePerson } from '../access.ts';
import { nodeNotFound } from '../errors.ts';
import { resolveId } from '../tree/node-reader.ts';
import type { ContentDeps } from './content-deps.ts';
import { findStored } from './content-reader.ts';
import { readParts } from './read-parts.ts';
import { distinctZipNames, zipName } from './zip-names.ts';

type ZipDeps = Pick<ContentDeps, 'db' | 'blobs'>;

interface Entry {
  readonly id: number;
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly mtime: number;
  readonly contentId: number | null;
}

const pageSize = 500;

const CHILDREN_AFTER = statement(
  'files.zip_children',
  `select id, name, is_folder as "isFolder", size, mtime, content_id as "contentId"
   from files.node where parent_id = $1 and name > $2 order by name limit ${pageSize}`,
);

/**
 * Nothing is compressed: it would cost the server a core a download, and what is large is compressed already. One
 * file is open at a time; a failure on the way breaks the stream off, so that nobody takes a part for the whole.
 */
export async function zipNodes(
  deps: ZipDeps,
  actor: Actor,
  ids: readonly number[],
): Promise<{ filename: string; stream: Readable }> {
  const entries = await visible(deps, requirePerson(actor).personId, ids);
  const names = distinctZipNames(entries.map((entry) => entry.name));
  const zip = new ZipFile();
  // A PassThrough; its type says less than it is.
  const stream = zip.outputStream as unknown as Readable;
  const add = async (): Promise<void> => {
    for (const [index, entry] of entries.entries()) await addEntry(deps, zip, stream, entry, names[index] as string);
    zip.end();
  };
  zip.on('error', (error: Error) => stream.destroy(error));
  add().catch((error: unknown) => stream.destroy(error as Error));
  const only = entries.length === 1 ? entries[0] : undefined;
  return { filename: `${only?.name ?? 'Landescloud'}.zip`, stream };
}

async function visible(deps: ZipDeps, personId: number, ids: readonly number[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const id of ids) {
    const found = await resolveId(deps.db, personId, id);
    if (found === null) throw nodeNotFound();
    const { row, space } = found;
    // A space's root has no name of its own: it is called as in the person's root.
    const name = row.id === space.rootId ? space.mountName || 'Landescloud' : row.name;
    entries.push({ ...row, name });
  }
  return entries;
}

async function addEntry(deps: ZipDeps, zip: ZipFile, stream: Readable, entry: Entry, path: string): Promise<void> {
  if (!entry.isFolder) {
    await addFile(deps, zip, stream, entry, path);
    return;
  }
  zip.addEmptyDirectory(path, { mtime: new Date(entry.mtime) });
  let after = '';
  for (;;) {
    const children = await deps.db.query<Entry>(CHILDREN_AFTER, [entry.id, after]);
    for (const child of children) await addEntry(deps, zip, stream, child, `${path}/${zipName(child.name)}`);
    const last = children.at(-1);
    if (last === undefined || children.length < pageSize) return;
    after = last.name;
  }
}

async function addFile(deps: ZipDeps, zip: ZipFile, stream: Readable, entry: Entry, path: string): Promise<void> {
  const stored = entry.contentId === null ? null : await findStored(deps.db, entry.contentId);
  if (stored === null) return; // purged meanwhile
  const content =
    stored.inline === null ? readParts(deps.blobs, stored.parts, 0, entry.size - 1) : Readable.from([stored.inline]);
  await new Promise<void>((resolve, reject) => {
    if (stream.destroyed) {
      content.destroy();
      reject(new Error('the client went away'));
      return;
    }
    const gone = (): void => void content.destroy(new Error('the client went away'));
    stream.once('close', gone);
    content.once('error', reject);
    content.once('close', () => {
      stream.off('close', gone);
      resolve();
    });
    const options = { mtime: new Date(entry.mtime), compress: false, size: entry.size };
    zip.addReadStreamLazy(path, options, (give) => give(null, content));
  });
}
