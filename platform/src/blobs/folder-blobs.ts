import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '@landescloud/kernel';
import type { BlobInfo, BlobStore, PutOptions, StoredBlob } from './blob-store.ts';
import { Digests } from './digests.ts';
import { FileReadable } from './file-readable.ts';
import { FileSink } from './file-sink.ts';

const blobName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const temporaryFolder = 'temporary';

/**
 * Blobs as files of a local folder, in 256 folders by the first byte of the id. A blob is written to
 * `temporary/`, flushed, renamed, and its folder flushed: under its name it is always whole.
 */
export async function createFolderBlobs(folder: string): Promise<BlobStore> {
  await makeFolders(folder);
  const pathOf = (id: string): string => {
    if (!blobName.test(id)) throw new DomainError('Unavailable', 'blobs.missing', 'This blob id is not valid');
    return join(folder, id.slice(0, 2), id);
  };

  const store: BlobStore = {
    async put(source, options = {}) {
      const id = randomUUID();
      const temporary = join(folder, temporaryFolder, id);
      try {
        const stored = await writeAll(temporary, id, source, options);
        await rename(temporary, pathOf(id));
        await flushFolder(join(folder, id.slice(0, 2)));
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        throw fullOr(error);
      }
    },

    read(id, start, end) {
      if (end < start) return Readable.from([]);
      return new FileReadable(pathOf(id), start, end);
    },

    async remove(id) {
      await rm(pathOf(id), { force: true });
    },

    list: () => listAll(folder),

    async verify(id, sha256) {
      const digests = new Digests();
      try {
        for await (const piece of store.read(id, 0, Number.MAX_SAFE_INTEGER)) digests.update(piece as Buffer);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'blobs.missing') return 'missing';
        throw error;
      }
      return digests.finish().sha256.equals(sha256) ? 'whole' : 'damaged';
    },

    sweepTemporary: (olderThan) => sweep(join(folder, temporaryFolder), olderThan),
  };
  return store;
}

async function makeFolders(folder: string): Promise<void> {
  await mkdir(join(folder, temporaryFolder), { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(folder));
  for (let byte = 0; byte < 256; byte++) {
    const name = byte.toString(16).padStart(2, '0');
    if (!present.has(name)) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  }
  await flushFolder(folder);
}

async function writeAll(
  path: string,
  id: string,
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<StoredBlob> {
  const sink = await FileSink.create(path);
  try {
    const digests = new Digests(options.hashes);
    let length = 0;
    for await (const bytes of source) {
      length += bytes.length;
      if (options.limit !== undefined && length > options.limit) {
        throw new DomainError('LimitExceeded', 'blobs.too_large', 'More bytes came than are allowed here');
      }
      digests.update(bytes);
      await sink.write(bytes);
    }
    await sink.makeDurable();
    return { id, length, ...digests.finish() };
  } finally {
    await sink.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const handle: FileHandle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* listAll(folder: string): AsyncIterable<BlobInfo> {
  for (let byte = 0; byte < 256; byte++) {
    const within = join(folder, byte.toString(16).padStart(2, '0'));
    for await (const entry of await opendir(within)) {
      if (!blobName.test(entry.name)) continue;
      const info = await stat(join(within, entry.name)).catch(() => null); // removed meanwhile
      if (info !== null) yield { id: entry.name, length: info.size, modifiedAt: info.mtimeMs };
    }
  }
}

async function sweep(folder: string, olderThan: number): Promise<number> {
  let removed = 0;
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    const info = await stat(path).catch(() => null);
    if (info === null || info.mtimeMs >= olderThan) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const busyCodes = new Set(['EMFILE', 'ENFILE']);

function fullOr(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (busyCodes.has(String(error.code)))
    return new DomainError('Unavailable', 'blobs.busy', 'Too many files are open at once; try again', {}, error);
  if (!fullCodes.has(String(error.code))) return error;
  return new DomainError('InsufficientStorage', 'blobs.full', 'The storage is full; nothing was stored', {}, error);
}
