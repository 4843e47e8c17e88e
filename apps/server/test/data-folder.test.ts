import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { lockDataFolder, prepareDataFolder } from '@landescloud/server';

describe('the data folder', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'landescloud-folder-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is made for its owner alone', async () => {
    const folder = join(home, 'a', 'b');
    await prepareDataFolder(folder);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('that cannot be made is explained in one line', async () => {
    await writeFile(join(home, 'file'), '');
    await assert.rejects(
      prepareDataFolder(join(home, 'file', 'data')),
      /^DataFolderError: the data folder .* cannot be used/,
    );
  });

  it('has one server at a time, however long its path', async () => {
    const folder = join(home, 'x'.repeat(120));
    await prepareDataFolder(folder);
    const unlock = await lockDataFolder(folder);
    await assert.rejects(lockDataFolder(folder), /another server already works on the data folder/);
    await unlock();
    await (
      await lockDataFolder(folder)
    )();
    assert.deepEqual(await readdir(folder), []);
  });

  it('is free again after a server that was killed', async () => {
    await writeFile(join(home, 'server.lock'), 'left by something else');
    const unlock = await lockDataFolder(home);
    await unlock();

    // A socket that nobody listens at any more, as after kill -9.
    const path = join(home, 'live');
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(path, () => resolve());
    await promise;
    const { link } = await import('node:fs/promises');
    await link(path, join(home, 'server.lock'));
    await assert.rejects(lockDataFolder(home), /another server/);
    server.close();
    await (
      await lockDataFolder(home)
    )();
  });

  it('goes to one of many that start at once over a leftover', async () => {
    for (let round = 0; round < 20; round++) {
      await writeFile(join(home, 'server.lock'), '');
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(home)));
      const won = tries.filter((attempt) => attempt.status === 'fulfilled');
      assert.equal(won.length, 1, `round ${round}`);
      await won[0]?.value();
    }
    assert.deepEqual(await readdir(home), []);
  });
});
