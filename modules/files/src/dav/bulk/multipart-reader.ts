import { badRequest } from '@landescloud/platform/dav';

/** One part of a multipart body whose length its headers say: its content is read before the next part. */
export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly length: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const mostHeaderBytes = 16 * 1024;
const blankLine = Buffer.from('\r\n\r\n');

/** multipart/related (RFC 2387) as a stream: nothing is kept but the piece at hand. */
export async function* readParts(source: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Part> {
  const reader = new ByteReader(source);
  const delimiter = `--${boundary}`;
  for (;;) {
    const line = (await reader.line()).toString('latin1');
    if (line === `${delimiter}--`) return;
    if (line === '') continue;
    if (line !== delimiter) throw malformed('A boundary is missing.');
    const headers = parseHeaders(await reader.until(blankLine, mostHeaderBytes));
    const length = Number(headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(length) || length < 0) throw malformed('A part has no Content-Length.');
    const state = { left: length };
    yield { headers, length, content: reader.take(state) };
    for await (const _ of reader.take(state)) continue;
  }
}

function parseHeaders(bytes: Buffer): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of bytes.toString('utf8').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) throw malformed('A header of a part cannot be read.');
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#buffer = this.#buffer.length === 0 ? next.value : Buffer.concat([this.#buffer, next.value]);
    return true;
  }

  /** Up to the separator, which is taken too. */
  async until(separator: Buffer, limit: number): Promise<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(separator);
      if (at !== -1 && at <= limit) {
        const found = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + separator.length);
        return found;
      }
      if (this.#buffer.length > limit) throw malformed('The headers of a part are too large.');
      if (!(await this.#more())) throw malformed('The body ends early.');
    }
  }

  /** A line without its end; the last one of the body may have none. */
  async line(): Promise<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf('\r\n');
      if (at !== -1) {
        const found = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + 2);
        return found;
      }
      if (this.#buffer.length > mostHeaderBytes) throw malformed('A boundary is missing.');
      if (await this.#more()) continue;
      if (this.#buffer.length === 0) throw malformed('The body ends early.');
      const rest = this.#buffer;
      this.#buffer = Buffer.alloc(0);
      return rest;
    }
  }

  async *take(state: { left: number }): AsyncGenerator<Buffer> {
    while (state.left > 0) {
      if (this.#buffer.length === 0 && !(await this.#more())) throw malformed('The body ends early.');
      const piece = this.#buffer.subarray(0, state.left);
      this.#buffer = this.#buffer.subarray(piece.length);
      state.left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }
}

function malformed(message: string): Error {
  return badRequest('dav.multipart_invalid', message);
}
