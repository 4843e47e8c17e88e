import { DomainError } from '@landescloud/kernel';
import { Digests, type BlobStore } from '@landescloud/platform/blobs';
import type { ClientChecksum } from '../files.ts';
import type { NewContent } from '../tree/node-writer.ts';
import { algorithmsOf, checkDigests, formatChecksums } from './checksums.ts';

/** Up to here a content lives in its row: half of all files, and a durable write costs one flush. */
export const inlineLimit = 32 * 1024;

export interface Body {
  readonly source: AsyncIterable<Uint8Array>;
  /** As announced; null where the client did not say. */
  readonly length: number | null;
  readonly checksums: readonly ClientChecksum[];
}

/** Reads the body to its end; what is answered is verified and, unless inline, durable. Otherwise nothing remains. */
export async function storeBody(blobs: BlobStore, body: Body): Promise<NewContent> {
  const rest = body.source[Symbol.asyncIterator]();
  const head = await readHead(rest);
  if (head.ended) return inlineContent(head.pieces, head.bytes, body);

  const stored = await blobs.put(joined(head.pieces, rest), { hashes: algorithmsOf(body.checksums) });
  try {
    checkLength(stored.length, body.length);
    checkDigests(body.checksums, stored.digests);
  } catch (error) {
    await blobs.remove(stored.id);
    throw error;
  }
  return {
    size: stored.length,
    sha256: stored.sha256,
    checksums: formatChecksums(body.checksums),
    inline: null,
    parts: [{ blob: stored.id, length: stored.length, sha256: stored.sha256 }],
  };
}

async function readHead(
  source: AsyncIterator<Uint8Array>,
): Promise<{ pieces: Uint8Array[]; bytes: number; ended: boolean }> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= inlineLimit) {
    const next = await source.next();
    if (next.done === true) return { pieces, bytes, ended: true };
    pieces.push(next.value);
    bytes += next.value.length;
  }
  return { pieces, bytes, ended: false };
}

function inlineContent(pieces: readonly Uint8Array[], bytes: number, body: Body): NewContent {
  checkLength(bytes, body.length);
  const inline = pieces.length === 1 ? Buffer.from(pieces[0] as Uint8Array) : Buffer.concat(pieces, bytes);
  const digests = new Digests(algorithmsOf(body.checksums));
  digests.update(inline);
  const { sha256, digests: computed } = digests.finish();
  checkDigests(body.checksums, computed);
  return { size: bytes, sha256, checksums: formatChecksums(body.checksums), inline, parts: [] };
}

async function* joined(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ended = false;
  try {
    yield* head;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // The put gave up (a full disk): the source must learn it, or its request would wait for ever.
    if (!ended) await rest.return?.();
  }
}

function checkLength(came: number, announced: number | null): void {
  if (announced === null || came === announced) return;
  throw new DomainError('Invalid', 'files.body_incomplete', 'Not as many bytes came as were announced.', {
    announced,
    came,
  });
}
