import { Readable } from 'node:stream';
import { statement } from '@landescloud/platform/database';
import { acting, requireRead, type Visitor } from '../access.ts';
import { nodeNotFound } from '../errors.ts';
import { holds, releaseState } from '../release/release-state.ts';
import { resolveId } from '../tree/node-reader.ts';
import type { ContentDeps } from './content-deps.ts';
import { findStored } from './content-reader.ts';
import { notingReads } from './note-read.ts';
import { readParts } from './read-parts.ts';
import { type HeldEntry, heldNote, heldNoteName } from './held-note.ts';
import { type ZipEntry, zipOf } from './zip-format.ts';
import { distinctZipNames, zipName } from './zip-names.ts';

type ZipDeps = Pick<ContentDeps, 'db' | 'blobs' | 'clock' | 'running' | 'noteRead'>;
type Zipping = ZipDeps & { readonly reader: Visitor };

interface Entry {
  readonly id: number;
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly mtime: number;
  readonly contentId: number | null;
  readonly release: number;
}

const pageSize = 500;

const CHILDREN_AFTER = statement(
  'files.zip_children',
  `select id, name, is_folder as "isFolder", size, mtime, content_id as "contentId", release
   from files.node where parent_id = $1 and name > $2 order by name limit ${pageSize}`,
);

/**
 * Nothing is compressed: it would cost the server a core a download, and what is large is compressed already. One
 * file is open at a time; a failure on the way breaks the stream off, so that nobody takes a part for the whole.
 */
export async function zipNodes(
  deps: ZipDeps,
  actor: Visitor,
  ids: readonly number[],
): Promise<{ filename: string; stream: Readable }> {
  const { granteeId } = acting(actor);
  const entries = await visible(deps, granteeId, ids);
  const only = entries.length === 1 ? entries[0] : undefined;
  const stream = Readable.from(zipOf(zipEntries({ ...deps, reader: actor }, entries)), {
    objectMode: false,
    highWaterMark: 512 * 1024,
  });
  const filename = `${only?.name ?? 'Landescloud'}.zip`;
  const tops = entries.map(({ id }) => id);
  return { filename, stream: deps.running.read(granteeId, tops, stream) };
}

async function visible(deps: ZipDeps, granteeId: number, ids: readonly number[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const id of new Set(ids)) {
    const found = await resolveId(deps.db, granteeId, id);
    if (found === null) throw nodeNotFound();
    const { row, space } = found;
    requireRead(space);
    // A space's root has no name of its own: it is called as in the person's root.
    const name = (row.id === space.mountId ? space.mountName : '') || row.name || 'Landescloud';
    entries.push({ ...row, name });
  }
  return entries;
}

async function* zipEntries(deps: Zipping, entries: readonly Entry[]): AsyncGenerator<ZipEntry> {
  const names = distinctZipNames([...entries.map((entry) => entry.name), heldNoteName]);
  const held: HeldEntry[] = [];
  for (const [index, entry] of entries.entries()) yield* below(deps, entry, names[index] as string, held);
  if (held.length === 0) return;
  const note = heldNote(held);
  yield { path: names.at(-1) as string, mtime: deps.clock.now(), size: note.length, bytes: () => asyncOf(note) };
}

async function* asyncOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface OpenFolder {
  readonly id: number;
  readonly path: string;
  /** The next one last. */
  waiting: Entry[];
  after: string;
  ended: boolean;
}

/** Everything below, with a stack of its own: folders may lie deeper in each other than the program's stack goes. */
async function* below(deps: Zipping, top: Entry, topPath: string, held: HeldEntry[]): AsyncGenerator<ZipEntry> {
  const open: OpenFolder[] = [];
  let [next, path]: [Entry | undefined, string] = [top, topPath];
  for (;;) {
    if (next?.isFolder === true) {
      yield { path: `${path}/`, mtime: next.mtime, size: 0, bytes: noBytes };
      open.push({ id: next.id, path, waiting: [], after: '', ended: false });
    } else if (next !== undefined && next.contentId !== null) {
      const { id: nodeId, mtime, size, contentId } = next;
      const release = releaseState(next.release);
      if (holds(release)) held.push({ path, release });
      else yield { path, mtime, size, bytes: () => contentBytes(deps, { nodeId, contentId, size }) };
    }
    const folder = await unfinished(deps, open);
    if (folder === undefined) return;
    next = folder.waiting.pop();
    path = `${folder.path}/${zipName(next?.name ?? '')}`;
  }
}

/** The innermost open folder that has something left, with its next page where the last one is used up. */
async function unfinished(deps: ZipDeps, open: OpenFolder[]): Promise<OpenFolder | undefined> {
  for (;;) {
    const folder = open.at(-1);
    if (folder === undefined || folder.waiting.length > 0) return folder;
    if (folder.ended) {
      open.pop();
      continue;
    }
    const page = await deps.db.query<Entry>(CHILDREN_AFTER, [folder.id, folder.after]);
    folder.after = page.at(-1)?.name ?? '';
    folder.ended = page.length < pageSize;
    folder.waiting = page.toReversed();
  }
}

/** A content that was purged meanwhile yields nothing, and so ends the zip in the middle. */
async function* contentBytes(
  deps: Zipping,
  content: { readonly nodeId: number; readonly contentId: number; readonly size: number },
): AsyncGenerator<Uint8Array> {
  const stored = await findStored(deps.db, content.contentId);
  if (stored === null) return;
  if (stored.inline !== null) yield stored.inline;
  else yield* readParts(deps.blobs, stored.parts, 0, content.size - 1);
  notingReads(deps.noteRead, deps.reader, content).all(0, content.size);
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
