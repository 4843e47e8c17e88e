import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `count` small files in nested folders, with names and contents of their own. */
export async function makeTree(folder: string, count: number, perFolder = 50): Promise<void> {
  for (let first = 0; first < count; first += perFolder) {
    const sub = join(folder, `Bereich ${Math.floor(first / (perFolder * 10))}`, `Ämter & Städte ${first}`);
    await mkdir(sub, { recursive: true });
    const numbers = Array.from({ length: Math.min(perFolder, count - first) }, (_, n) => first + n);
    await Promise.all(numbers.map((n) => writeFile(join(sub, `Datei ${n}.txt`), `Inhalt ${n}\n`.repeat(1 + (n % 50)))));
  }
}

/** A large file that no compression or repetition shortens; 64 MiB are made at once. */
export async function makeLargeFile(path: string, bytes: number): Promise<void> {
  const block = Buffer.alloc(64 * 1024 * 1024);
  for (let i = 0; i < block.length; i += 32) createHash('sha256').update(String(i)).digest().copy(block, i);
  const file = await open(path, 'w');
  try {
    for (let done = 0; done < bytes; done += block.length) {
      block.writeBigUInt64LE(BigInt(done), 0);
      await file.write(block, 0, Math.min(block.length, bytes - done));
    }
  } finally {
    await file.close();
  }
}

/** Every folder and file below, with the SHA-256 of its content; what the sync client keeps for itself is left out. */
export async function fingerprint(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const visit = async (path: string): Promise<void> => {
    for (const name of await readdir(join(folder, path))) {
      if (path === '' && /^\.(sync_|_sync_|owncloudsync|nextcloudsync)/.test(name)) continue;
      const below = path === '' ? name : `${path}/${name}`;
      if ((await lstat(join(folder, below))).isDirectory()) {
        found.set(`${below}/`, '');
        await visit(below);
      } else found.set(below, await sha256(join(folder, below)));
    }
  };
  await visit('');
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
