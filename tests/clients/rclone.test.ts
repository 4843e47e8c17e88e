import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clientWorld, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

const many = Number(process.env['LANDESCLOUD_TEST_RCLONE_FILES'] ?? 10_000);

async function makeTree(folder: string, count: number): Promise<void> {
  for (let i = 0; i < count; i += 100) {
    const sub = join(folder, `Ordner ${String((i / 1000) | 0)}`, `Ü ${i}`);
    await mkdir(sub, { recursive: true });
    await Promise.all(
      Array.from({ length: Math.min(100, count - i) }, (_, n) =>
        writeFile(join(sub, `Datei ${i + n}.txt`), `Inhalt ${i + n}\n`.repeat(1 + (n % 50))),
      ),
    );
  }
}

for (const vendor of ['other', 'nextcloud']) {
  test(`rclone, vendor ${vendor}: ${many} files there and back`, async () => {
    const { dav, login, password } = await world.addPerson(`rclone-${vendor}`);
    const obscured = (await world.run('rclone', ['obscure', password])).output.trim();
    const remote = `:webdav,vendor=${vendor},url="${dav}",user=${login},pass=${obscured}:`;
    const rclone = async (...args: string[]): Promise<string> => {
      const { code, output } = await world.run('rclone', [
        ...args,
        '--config',
        '/dev/null',
        '--transfers',
        '8',
        '--checkers',
        '8',
        '--retries',
        '1',
        '--stats',
        '0',
      ]);
      assert.equal(code, 0, output.slice(-4000));
      return output;
    };
    const there = join(world.folder, `there-${vendor}`);
    const back = join(world.folder, `back-${vendor}`);
    await makeTree(there, many);
    await rclone('sync', there, `${remote}ziel`);
    await rclone('check', there, `${remote}ziel`);
    const again = await rclone('sync', there, `${remote}ziel`, '-v');
    assert.doesNotMatch(again, /Copied/, 'a second run has nothing to do');
    await rclone('sync', `${remote}ziel`, back);
    await rclone('check', back, there);

    await rm(join(there, 'Ordner 0', 'Ü 0'), { recursive: true });
    await writeFile(join(there, 'neu.txt'), 'neu');
    const changes = await rclone('sync', there, `${remote}ziel`, '-v');
    assert.match(changes, /neu\.txt: Copied/);
    await rclone('check', there, `${remote}ziel`);
    await rclone('moveto', `${remote}ziel`, `${remote}verschoben`);
    await rclone('check', there, `${remote}verschoben`);
    await rclone('purge', `${remote}verschoben`);
  });
}
