import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import { blobContract } from './blob-contract.ts';
import { createFolderBlobs } from './folder-blobs.ts';

async function temporaryFolder(t: { after(fn: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-blobs-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

blobContract('local folder', async (t) => createFolderBlobs(await temporaryFolder(t)));

describe('local folder', () => {
  it('sweeps what a killed process left, but nothing young', async (t) => {
    const folder = await temporaryFolder(t);
    const store = await createFolderBlobs(folder);
    const old = join(folder, 'temporary', 'old');
    await writeFile(old, 'half a file');
    await utimes(old, new Date(0), new Date(0));
    await writeFile(join(folder, 'temporary', 'young'), 'being written');
    assert.equal(await store.sweepTemporary(Date.now() - 60_000), 1);
    assert.deepEqual(await readdir(join(folder, 'temporary')), ['young']);
  });

  it('refuses ids that are no ids', async (t) => {
    const store = await createFolderBlobs(await temporaryFolder(t));
    assert.throws(
      () => store.read('../../etc/passwd', 0, 1),
      (e) => isDomainError(e) && e.code === 'blobs.missing',
    );
  });

  it('on a full disk stores nothing and says so', { skip: mountRefused() }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-blobs-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]);
    t.after(async () => {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    });
    const store = await createFolderBlobs(folder);
    async function* tenMiB(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 160; i++) yield Buffer.alloc(65_536, i);
    }
    await assert.rejects(
      store.put(tenMiB()),
      (e) => isDomainError(e, 'InsufficientStorage') && e.code === 'blobs.full',
    );
    assert.deepEqual(await readdir(join(folder, 'temporary')), []);
    async function* oneMiB(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1024 * 1024);
    }
    const stored = await store.put(oneMiB());
    assert.equal(stored.length, 1024 * 1024);
  });
});

/** A file system of three mebibytes needs the right to mount. */
function mountRefused(): string | false {
  if (process.getuid?.() !== 0) return 'needs root to mount a small tmpfs';
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'mounting is not allowed here';
  }
}
