import { close, open, read } from 'node:fs';
import { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { DomainError } from '@landescloud/kernel';
import { giveBuffer, takeBuffer, transferSize } from './buffer-pool.ts';

const readFile = promisify(read);

function missingOr(error: NodeJS.ErrnoException | null): Error | null {
  if (error?.code !== 'ENOENT') return error;
  return new DomainError('Unavailable', 'blobs.missing', 'A stored content cannot be found', {}, error);
}

/**
 * Bytes of a file, both ends included. Piped into an HTTP answer it fills two buffers in turn, each again as soon as
 * the socket is done with it: half the CPU time of a stream that needs new memory for every piece.
 */
export class FileReadable extends Readable {
  readonly #path: string;
  readonly #start: number;
  readonly #end: number;
  #position: number;
  #file = -1;
  #opened: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => (this.#opened = resolve));
  #reading: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => {};

  constructor(path: string, start: number, end: number) {
    super({ highWaterMark: transferSize });
    this.#path = path;
    this.#start = start;
    this.#position = start;
    this.#end = end;
  }

  /** How much has gone out, but for what is still on its way. */
  get bytesTaken(): number {
    return this.#position - this.#start;
  }

  override _construct(done: (error?: Error | null) => void): void {
    open(this.#path, 'r', (error, file) => {
      if (error === null) this.#file = file;
      this.#opened();
      done(missingOr(error));
    });
  }

  override _read(): void {
    const wanted = Math.min(transferSize, this.#end - this.#position + 1);
    if (wanted <= 0) {
      this.push(null);
      return;
    }
    const buffer = Buffer.allocUnsafeSlow(wanted);
    this.#readInto(buffer, wanted).then(
      (bytes) => this.push(bytes === 0 ? null : buffer.subarray(0, bytes)),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#wake();
    if (this.#file < 0) {
      done(error);
      return;
    }
    // A file closed under a running read could be another one by then.
    void this.#reading.then(() => close(this.#file, (closing) => done(error ?? closing)));
  }

  override pipe<T extends NodeJS.WritableStream>(target: T, options?: { end?: boolean }): T {
    if (!(target instanceof ServerResponse)) return super.pipe(target, options);
    this.#send(target, options?.end !== false).catch((error: Error) => this.destroy(error));
    return target;
  }

  async #send(target: ServerResponse, ends: boolean): Promise<void> {
    await this.#ready;
    if (this.#file < 0) return;
    const free = [takeBuffer(), takeBuffer()];
    let over = false;
    while (this.#position <= this.#end && !this.destroyed) {
      const buffer = free.pop();
      if (buffer === undefined) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      const bytes = await this.#readInto(buffer, Math.min(transferSize, this.#end - this.#position + 1));
      if (bytes === 0 || this.destroyed) break;
      target.write(bytes === transferSize ? buffer : buffer.subarray(0, bytes), (error) => {
        if (error) return; // Whoever broke off may still hold it.
        if (over) giveBuffer(buffer);
        else free.push(buffer);
        this.#wake();
      });
    }
    over = true;
    for (const buffer of free) giveBuffer(buffer);
    if (this.destroyed) return;
    if (ends) target.end();
    this.push(null);
    this.resume();
  }

  /** Fewer bytes than wanted only at the end of the file. */
  async #readInto(buffer: Buffer, wanted: number): Promise<number> {
    const reading = readFile(this.#file, buffer, 0, wanted, this.#position);
    this.#reading = reading.catch(() => {});
    const { bytesRead } = await reading;
    this.#position += bytesRead;
    return bytesRead;
  }
}
