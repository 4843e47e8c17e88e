import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Passwords that others know already. */
export interface LeakedPasswords {
  has(password: string): Promise<boolean>;
}

const chunkLength = 1024 * 1024;
const hashLine = /^[0-9A-Fa-f]{40}(:\d+)?\r?$/;
/** Below this, reading all of it is as quick, and needs no order. */
const smallLength = 8 * 1024 * 1024;

/**
 * From a file with a password or its SHA-1 in hex on a line, also with a count as Have I Been Pwned gives them
 * (`HASH:count`). The file is read each time: it may be replaced at any time, and passwords are rarely made. Large files
 * of hashes must be sorted; in them a few reads suffice. No file, no known passwords.
 */
export function createLeakedPasswords(path: string | null): LeakedPasswords {
  return {
    async has(password) {
      if (path === null) return false;
      const file = await open(path).catch(ignoreMissing);
      if (file === undefined) return false;
      try {
        const { size } = await file.stat();
        const hash = createHash('sha1').update(password.normalize('NFC')).digest('hex').toUpperCase();
        if (size > smallLength && (await startsWithHashes(file))) return await isInSorted(file, size, hash);
        return await isOnALine(file, size, [password.normalize('NFC'), hash, hash.toLowerCase()]);
      } finally {
        await file.close();
      }
    },
  };
}

async function startsWithHashes(file: FileHandle): Promise<boolean> {
  const lines = (await read(file, 0, 256)).toString('latin1').split('\n', 3);
  return lines.length === 3 && lines.slice(0, 2).every((line) => hashLine.test(line));
}

async function isInSorted(file: FileHandle, size: number, wanted: string): Promise<boolean> {
  let low = 0;
  let high = size;
  // lines are short: between the two there is at last one, which begins at `low`
  while (high - low > 4096) {
    const middle = Math.floor((low + high) / 2);
    const piece = await read(file, middle, 256);
    const start = piece.indexOf(10) + 1;
    const hash = piece
      .subarray(start, start + 40)
      .toString('latin1')
      .toUpperCase();
    if (hash === wanted) return true;
    if (hash < wanted) low = middle + start;
    else high = middle + start;
  }
  const rest = (await read(file, low, high - low + 128)).toString('latin1').toUpperCase();
  return rest.split('\n').some((line) => line.startsWith(wanted));
}

async function isOnALine(file: FileHandle, size: number, texts: readonly string[]): Promise<boolean> {
  const wanted = texts.map((text) => Buffer.from(text));
  const overlap = Math.max(...wanted.map(({ length }) => length)) + 2;
  for (let at = 0; at < size; at += chunkLength) {
    // one byte before and some after, so that no line is cut through in every chunk
    const start = Math.max(0, at - 1);
    const chunk = await read(file, start, at - start + chunkLength + overlap);
    if (wanted.some((line) => hasLine(chunk, line, start === 0))) return true;
  }
  return false;
}

const ends = new Set([undefined, 10, 13, 58]);

function hasLine(chunk: Buffer, line: Buffer, fromStart: boolean): boolean {
  for (let at = chunk.indexOf(line); at !== -1; at = chunk.indexOf(line, at + 1)) {
    const begins = at === 0 ? fromStart : chunk[at - 1] === 10;
    if (begins && ends.has(chunk[at + line.length])) return true;
  }
  return false;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(length), position });
  return buffer.subarray(0, bytesRead);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
