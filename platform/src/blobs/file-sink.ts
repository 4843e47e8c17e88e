import { open, type FileHandle } from 'node:fs/promises';

const writeSize = 1024 * 1024;
/** Thousands of half-open uploads must not gather a mebibyte each: beyond this sum each piece is written as it comes. */
const gatherLimit = 32 * 1024 * 1024;
let gatheredEverywhere = 0;

/** The kernel is asked to write back this often, so that the last flush of a large file is short. */
const syncSize = 32 * 1024 * 1024;
const unsyncedLimit = 4 * syncSize;

/** A new file, written in large pieces while the next piece gathers; at most two pieces are in memory. */
export class FileSink {
  readonly #file: FileHandle;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> | null = null;
  #written = 0;
  #synced = 0;

  static async create(path: string): Promise<FileSink> {
    return new FileSink(await open(path, 'wx', 0o600));
  }

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The bytes must not be changed by the caller afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    gatheredEverywhere += bytes.length;
    if (this.#gatheredBytes >= writeSize || gatheredEverywhere > gatherLimit) await this.#flush();
  }

  async makeDurable(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    await this.#file.datasync();
  }

  /** After a failure too: no write is under way when it returns. */
  async close(): Promise<void> {
    this.#takeGathered();
    await Promise.allSettled([this.#writing, this.#syncing]);
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#written - this.#synced > unsyncedLimit) await this.#syncing;
    if (this.#syncing === null && this.#written - this.#synced >= syncSize) this.#writeBack();
    const pieces = this.#takeGathered();
    this.#writing = this.#writeAll(pieces);
    // A failure is met by the next flush; unheard of until then it would end the process.
    this.#writing.catch(() => {});
  }

  #takeGathered(): readonly Uint8Array[] {
    const pieces = this.#gathered;
    gatheredEverywhere -= this.#gatheredBytes;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    return pieces;
  }

  #writeBack(): void {
    const upTo = this.#written;
    this.#syncing = this.#file.datasync().then(() => {
      this.#synced = upTo;
      this.#syncing = null;
    });
    this.#syncing.catch(() => {});
  }

  async #writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    let rest = pieces;
    while (rest.length > 0) {
      const { bytesWritten } = await this.#file.writev(rest as Uint8Array[], this.#written);
      this.#written += bytesWritten;
      rest = without(rest, bytesWritten);
    }
  }
}

/** A short write is legal (a signal, a disk that has just become full): what remains is written next. */
function without(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let skip = bytes;
  for (const [index, piece] of pieces.entries()) {
    if (skip < piece.length) return [piece.subarray(skip), ...pieces.slice(index + 1)];
    skip -= piece.length;
  }
  return [];
}
