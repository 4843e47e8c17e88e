import { Readable } from 'node:stream';
import type { BlobStore } from '@landescloud/platform/blobs';

export interface StoredPart {
  readonly blob: string;
  readonly length: number;
}

/** The bytes from `start` to `end` (both included) of blobs that follow one another. */
export function readParts(blobs: BlobStore, parts: readonly StoredPart[], start: number, end: number): Readable {
  const pieces = within(parts, start, end);
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return blobs.read(only.blob, only.start, only.end);
  return Readable.from(readInTurn(blobs, pieces), { objectMode: false, highWaterMark: 1024 * 1024 });
}

interface Piece {
  readonly blob: string;
  readonly start: number;
  readonly end: number;
}

function within(parts: readonly StoredPart[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { blob, length } of parts) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length - 1);
    if (from <= to) pieces.push({ blob, start: from, end: to });
    offset += length;
  }
  return pieces;
}

async function* readInTurn(blobs: BlobStore, pieces: readonly Piece[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    for await (const bytes of blobs.read(piece.blob, piece.start, piece.end)) yield bytes as Buffer;
  }
}
