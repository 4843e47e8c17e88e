import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Reference } from '../apache.ts';
import type { Subject } from '../landescloud.ts';
import type { Row } from '../result.ts';

const run = promisify(execFile);
const GIB = 2 ** 30;

/** One GiB up and down by curl, whose own work is small; the disk's own speed stands beside it. */
export async function measureLarge(subject: Subject, apache: Reference): Promise<Row[]> {
  const file = join(subject.dataDir, 'ein-gib.bin');
  const disk = await writeRandom(file);
  try {
    const ours = `${subject.origin}/remote.php/dav/files/admin/ein-gib.bin`;
    const theirs = `${apache.origin}/ein-gib.bin`;
    const credentials = ['-H', `authorization: ${subject.authorization}`];
    const put = await curl(['-T', file, ...credentials, ours], 'speed_upload');
    const apachePut = await curl(['-T', file, theirs], 'speed_upload');
    // Apache flushes nothing: the kernel would write its gigabyte back while ours is read.
    await run('sync', []);
    const get = await medianOfThree(() => curl([...credentials, ours], 'speed_download'));
    const apacheGet = await medianOfThree(() => curl([theirs], 'speed_download'));
    return [
      {
        work: 'PUT 1 GiB, hashed and on disk',
        measured: `${mb(put)} (the disk alone: ${mb(disk)})`,
        goal: '500 MB/s',
        apache: `${mb(apachePut)}, not flushed`,
        // A disk slower than the goal cannot be beaten; most of what it gives must arrive.
        reached: put >= 500e6 || put >= 0.8 * disk,
        figures: { bytesPerSecond: put, diskBytesPerSecond: disk, apacheBytesPerSecond: apachePut },
      },
      {
        work: 'GET 1 GiB',
        measured: mb(get),
        goal: '1,500 MB/s',
        apache: mb(apacheGet),
        reached: get >= 1_500e6,
        figures: { bytesPerSecond: get, apacheBytesPerSecond: apacheGet },
      },
    ];
  } finally {
    await rm(file, { force: true });
  }
}

/** Just after a gigabyte was written the kernel may still be busy with it. */
async function medianOfThree(measure: () => Promise<number>): Promise<number> {
  const measured = [await measure(), await measure(), await measure()];
  return measured.toSorted((a, b) => a - b)[1] ?? 0;
}

async function writeRandom(path: string): Promise<number> {
  const block = Buffer.alloc(2 ** 20, 'Landescloud');
  const handle = await open(path, 'w');
  const begin = performance.now();
  for (let written = 0; written < GIB; written += block.length) {
    block.writeBigUInt64LE(BigInt(written));
    await handle.write(block);
  }
  await handle.datasync();
  const seconds = (performance.now() - begin) / 1000;
  await handle.close();
  return GIB / seconds;
}

async function curl(args: readonly string[], figure: 'speed_upload' | 'speed_download'): Promise<number> {
  const { stdout } = await run('curl', ['-sS', '--fail', '-o', '/dev/null', '-w', `%{${figure}}`, ...args]);
  return Number(stdout);
}

function mb(bytesPerSecond: number): string {
  return `${Math.round(bytesPerSecond / 1e6)} MB/s`;
}
