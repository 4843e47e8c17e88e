import type { IncomingMessage } from 'node:http';

/** So much may wait in memory for a reader that is slower than its client. */
const waterMark = 256 * 1024;

/**
 * A request's body, piece by piece as it came in: iterating the stream itself would copy pieces together. And a reader
 * that gives up early does not destroy the connection, as there: the client shall still hear why (507, 400). What it
 * goes on sending is thrown away.
 */
export function requestBody(raw: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => new BodyReader(raw) };
}

class BodyReader implements AsyncIterator<Uint8Array> {
  readonly #raw: IncomingMessage;
  readonly #pieces: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #failure: Error | null = null;
  #wake: () => void = () => {};

  constructor(raw: IncomingMessage) {
    this.#raw = raw;
    if (raw.readableEnded) this.#ended = true;
    else if (raw.destroyed) this.#fail(raw.errored);
    else {
      raw.on('end', () => this.#end());
      raw.on('error', (error) => this.#fail(error));
      raw.on('close', () => this.#fail(null));
      raw.on('data', this.#take);
    }
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined) {
        this.#bytes -= piece.length;
        if (this.#bytes < waterMark && this.#raw.isPaused()) this.#raw.resume();
        return { done: false, value: piece };
      }
      if (this.#failure !== null) throw this.#failure;
      if (this.#ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.#raw.off('data', this.#take);
    this.#raw.resume();
    return { done: true, value: undefined };
  }

  readonly #take = (piece: Uint8Array): void => {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= waterMark) this.#raw.pause();
    this.#wake();
  };

  #end(): void {
    this.#ended = true;
    this.#wake();
  }

  #fail(error: Error | null): void {
    if (this.#ended) return;
    this.#failure ??= error ?? Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    this.#wake();
  }
}

/** Null where the client sends in chunks and does not say. */
export function announcedLength(raw: IncomingMessage): number | null {
  const header = raw.headers['content-length'];
  return header === undefined ? null : Number(header);
}
