import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { type ZipEntry, zipOf } from './zip-format.ts';

const mtime = Date.UTC(2026, 10, 23, 12, 34, 56);

function entry(path: string, body: string, size = Buffer.byteLength(body)): ZipEntry {
  return {
    path,
    mtime,
    size,
    async *bytes() {
      if (body !== '') yield Buffer.from(body);
    },
  };
}

async function collect(entries: readonly ZipEntry[]): Promise<Buffer> {
  async function* source(): AsyncGenerator<ZipEntry> {
    yield* entries;
  }
  return Buffer.concat(await Array.fromAsync(zipOf(source())));
}

describe('zip', () => {
  it('is what other programs read', { skip: !installed('python3') && 'python3 is not installed' }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-zip-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'a.zip');
    const many = Array.from({ length: 66_000 }, (_, index) => entry(`viele/${index}`, ''));
    await writeFile(file, await collect([entry('Grüße/', ''), entry('Grüße/ä 😀.txt', 'hallo'), ...many]));
    const script = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
i = z.getinfo('Grüße/ä 😀.txt')
print(len(z.namelist()), z.read(i).decode(), i.date_time, z.getinfo('Grüße/').is_dir())`;
    const answer = execFileSync('python3', ['-c', script, file], { encoding: 'utf8', env: { ...utf8 } });
    assert.equal(answer.trim(), '66002 hallo (2026, 11, 23, 12, 34, 56) True');
  });

  it('says the size and sum of each entry in its directory', async () => {
    const zip = await collect([entry('a', 'first'), entry('b', 'second')]);
    const directory = zip.lastIndexOf('PK\u0001\u0002');
    assert.equal(zip.readUInt32LE(directory + 16), crc32('second'));
    assert.equal(zip.readUInt32LE(directory + 24), 6);
    const offset = zip.readUInt32LE(directory + 42);
    assert.equal(zip.readUInt32LE(offset), 0x0403_4b50);
  });

  it('breaks off where a file has not the size it had', async () => {
    await assert.rejects(collect([entry('a', 'first', 6)]), /another length/);
  });
});

const utf8 = { PATH: '/usr/local/bin:/usr/bin:/bin', PYTHONIOENCODING: 'utf-8', LC_ALL: 'C.UTF-8' };

function installed(program: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
