import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';

const piece = 1024 * 1024;

/** A file of any size that nobody has to keep: every mebibyte is another, and the same each time. */
export class LargeFile {
  readonly size: number;
  readonly #noise = randomBytes(piece);

  constructor(size: number) {
    this.size = size;
  }

  /** From `start` to before `end`. */
  *bytes(start = 0, end = this.size): Generator<Buffer> {
    for (let at = start; at < end;) {
      const index = Math.floor(at / piece);
      const whole = Buffer.from(this.#noise);
      whole.writeDoubleLE(index, 0);
      const from = at - index * piece;
      const upTo = Math.min(piece, from + end - at);
      yield whole.subarray(from, upTo);
      at += upTo - from;
    }
  }

  sha256(): string {
    const hash = createHash('sha256');
    for (const bytes of this.bytes()) hash.update(bytes);
    return hash.digest('hex');
  }
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends the bytes; `cut` is called as they go, and the connection is broken when it says so. Answers the status, or null
 * where there was none.
 */
export function send(
  url: string,
  { method, path, headers }: Sent,
  bytes: Iterable<Buffer>,
  cut: (sent: number) => boolean = () => false,
): Promise<number | null> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const sending = request({ hostname, port, method, path, headers }, (answer) => {
      answer.resume();
      answer.on('close', () => resolve(answer.statusCode ?? null));
    });
    sending.on('error', () => resolve(null));
    let sent = 0;
    const counted = function* (): Generator<Buffer> {
      for (const each of bytes) {
        if (cut(sent)) {
          sending.destroy();
          return;
        }
        yield each;
        sent += each.length;
      }
    };
    const source = Readable.from(counted(), { objectMode: false });
    sending.on('close', () => source.destroy());
    source.pipe(sending);
  });
}

/** Reads a content to its end or until `until` bytes have come, into the hash; answers how many came. */
export function fetchInto(
  url: string,
  { method, path, headers }: Sent,
  hash: ReturnType<typeof createHash>,
  until = Number.POSITIVE_INFINITY,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let came = 0;
    const reading = request({ hostname, port, method, path, headers }, (answer) => {
      if (answer.statusCode !== 200 && answer.statusCode !== 206) reject(new Error(`answered ${answer.statusCode}`));
      answer.on('data', (bytes: Buffer) => {
        const wanted = bytes.subarray(0, Math.max(0, until - came));
        hash.update(wanted);
        came += wanted.length;
        if (came >= until) reading.destroy();
      });
      answer.on('close', () => resolve(came));
    });
    reading.on('error', () => resolve(came));
    reading.end();
  });
}
