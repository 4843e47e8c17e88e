import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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
  await writeFile(
    configuration,
    `secrets ${secrets}\ncache_dir ${join(world.folder, 'cache')}\ndelay_upload 0\ngui_optimize 0\nuse_locks 1\n`,
  );
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
  if (!(await readdir(point)).includes('lost+found')) return;
  try {
    const project = join(point, 'Projekt Ä');
    await mkdir(join(project, 'unten'), { recursive: true });
    for (let i = 0; i < 20; i++) await writeFile(join(project, `Datei ${i}.txt`), `Zeile ${i}\n`);
    await appendFile(join(project, 'Datei 0.txt'), 'angehängt\n');
    await writeFile(join(project, 'groß.bin'), Buffer.alloc(5_000_000, 7));
    await rename(join(project, 'Datei 1.txt'), join(project, 'unten', 'umbenannt.txt'));
    await cp(join(project, 'Datei 2.txt'), join(project, 'unten', 'Kopie.txt'));
    await rm(join(project, 'Datei 3.txt'));
    await writeFile(join(project, 'Datei 4.txt'), 'kürzer');
  } finally {
    await unmount();
  }
  await mount();
  try {
    const project = join(point, 'Projekt Ä');
    assert.equal(await readFile(join(project, 'Datei 0.txt'), 'utf8'), 'Zeile 0\nangehängt\n');
    assert.equal(await readFile(join(project, 'Datei 4.txt'), 'utf8'), 'kürzer');
    assert.equal((await stat(join(project, 'groß.bin'))).size, 5_000_000);
    assert.deepEqual(await readdir(join(project, 'unten')).then((names) => names.toSorted()), [
      'Kopie.txt',
      'umbenannt.txt',
    ]);
    assert.ok(!(await readdir(project)).includes('Datei 3.txt'));
    await rm(project, { recursive: true });
  } finally {
    await unmount();
  }
  const { children } = await world.server.files.nodes.list(person.actor, { path: [] });
  assert.deepEqual(
    children.map((child) => child.name),
    [],
  );
});
