import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { appendFile, copyFile, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import type { PersonActor } from '@landescloud/kernel';
import { clientWorld, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

function whyNot(): string | false {
  if (process.getuid?.() !== 0) return 'mounting needs root';
  try {
    accessSync('/dev/fuse', constants.R_OK | constants.W_OK);
    return false;
  } catch {
    return '/dev/fuse is missing';
  }
}

test('davfs2: real file work on a mount', { skip: whyNot(), timeout: 180_000 }, async (t) => {
  const person = await world.addPerson('davfs');
  const point = join(world.folder, 'mount');
  await mkdir(point);
  const secrets = join(world.folder, 'secrets');
  await writeFile(secrets, `${person.dav} ${person.login} ${person.password}\n`, { mode: 0o600 });
  const configuration = join(world.folder, 'davfs2.conf');
  await writeFile(configuration, `secrets ${secrets}\ndelay_upload 0\ngui_optimize 0\nuse_locks 1\n`);
  const mount = async (): Promise<void> => {
    const { code, output } = await world.run('mount', [
      '-t',
      'davfs',
      '-o',
      `conf=${configuration},uid=0`,
      person.dav,
      point,
    ]);
    if (/(Operation not permitted|can't open fuse|No such device|kernel does not)/i.test(output))
      return t.skip(`no mount here: ${output}`);
    assert.equal(code, 0, output);
  };
  const unmount = async (): Promise<void> => {
    const { code, output } = await world.run('umount', [point]);
    assert.equal(code, 0, output);
  };
  await mount();
  if (t.signal.aborted || !(await isMounted(point))) return;
  const project = join(point, 'Projekt Ä');
  try {
    await mkdir(join(project, 'unten'), { recursive: true });
    for (let i = 0; i < 20; i++) await writeFile(join(project, `Datei ${i}.txt`), `Zeile ${i}\n`);
    await appendFile(join(project, 'Datei 0.txt'), 'angehängt\n');
    await writeFile(join(project, 'groß.bin'), Buffer.alloc(5_000_000, 7));
    await rename(join(project, 'Datei 1.txt'), join(project, 'unten', 'umbenannt.txt'));
    await copyFile(join(project, 'Datei 2.txt'), join(project, 'unten', 'Kopie.txt'));
    await rm(join(project, 'Datei 3.txt'));
    await writeFile(join(project, 'Datei 4.txt'), 'kürzer');
  } finally {
    await unmount();
  }
  const expected = ['groß.bin', 'unten', ...Array.from({ length: 20 }, (_, i) => `Datei ${i}.txt`)];
  assert.deepEqual(
    await names(person.actor, ['Projekt Ä']),
    expected.filter((name) => name !== 'Datei 1.txt' && name !== 'Datei 3.txt').toSorted(),
  );
  assert.deepEqual(await names(person.actor, ['Projekt Ä', 'unten']), ['Kopie.txt', 'umbenannt.txt']);

  await mount();
  try {
    assert.equal(await readFile(join(project, 'Datei 0.txt'), 'utf8'), 'Zeile 0\nangehängt\n');
    assert.equal(await readFile(join(project, 'Datei 4.txt'), 'utf8'), 'kürzer');
    assert.equal((await stat(join(project, 'groß.bin'))).size, 5_000_000);
    await assert.rejects(stat(join(project, 'Datei 3.txt')), { code: 'ENOENT' });
    await assertListed(t, join(project, 'unten'), ['Kopie.txt', 'umbenannt.txt']);
    await rename(join(project, 'unten'), join(point, 'oben'));
    await rm(join(point, 'oben', 'Kopie.txt'));
    await rm(join(point, 'oben', 'umbenannt.txt'));
    await rmdir(join(point, 'oben'));
  } finally {
    await unmount();
  }
  assert.deepEqual(await names(person.actor, []), ['Projekt Ä']);
});

async function names(actor: PersonActor, path: string[]): Promise<string[]> {
  const { children } = await world.server.files.nodes.list(actor, { path });
  return children.map((child) => child.name).toSorted();
}

async function isMounted(point: string): Promise<boolean> {
  return (await readFile('/proc/mounts', 'utf8')).includes(point);
}

/** davfs2 1.6 cannot list folders on the newest kernels (EINVAL), whatever the server. */
async function assertListed(t: TestContext, folder: string, expected: string[]): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EINVAL') throw error;
    t.diagnostic('folders cannot be listed by this davfs2 on this kernel');
    return null;
  });
  if (found !== null) assert.deepEqual(found.toSorted(), expected);
}
