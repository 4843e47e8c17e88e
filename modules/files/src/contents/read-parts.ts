import { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
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
  return new PartsReadable(blobs, pieces);
}

/** Of what a store or `readParts` answers. */
export function bytesTaken(stream: Readable): number {
  return 'bytesTaken' in stream && typeof stream.bytesTaken === 'number' ? stream.bytesTaken : 0;
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

/** Into an HTTP answer each blob is piped by itself, since a store's own stream may know a cheaper way there. */
class PartsReadable extends Readable {
  readonly #blobs: BlobStore;
  readonly #pieces: readonly Piece[];
  readonly #bytes: AsyncGenerator<Buffer>;
  #current: Readable | null = null;
  #before = 0;

  constructor(blobs: BlobStore, pieces: readonly Piece[]) {
    super({ highWaterMark: 1024 * 1024 });
    this.#blobs = blobs;
    this.#pieces = pieces;
    this.#bytes = this.#inTurn();
  }

  /** How much has gone out, but for what is still on its way. */
  get bytesTaken(): number {
    return this.#before + (this.#current === null ? 0 : bytesTaken(this.#current));
  }

  override _read(): void {
    this.#bytes.next().then(
      (next) => this.push(next.done === true ? null : next.value),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#current?.destroy();
    done(error);
  }

  override pipe<T extends NodeJS.WritableStream>(target: T, options?: { end?: boolean }): T {
    if (!(target instanceof ServerResponse)) return super.pipe(target, options);
    this.#send(target, options?.end !== false).catch((error: Error) => this.destroy(error));
    return target;
  }

  async #send(target: ServerResponse, ends: boolean): Promise<void> {
    for (const piece of this.#pieces) {
      if (this.destroyed) return;
      const part = this.#open(piece);
      part.pipe(target, { end: false });
      await finished(part, { writable: false });
    }
    if (ends) target.end();
    this.push(null);
    this.resume();
  }

  async *#inTurn(): AsyncGenerator<Buffer> {
    for (const piece of this.#pieces) {
      if (this.destroyed) return;
      for await (const bytes of this.#open(piece)) yield bytes as Buffer;
    }
  }

  #open({ blob, start, end }: Piece): Readable {
    this.#before = this.bytesTaken;
    this.#current = this.#blobs.read(blob, start, end);
    return this.#current;
  }
}
