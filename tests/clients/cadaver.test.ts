import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clientWorld, type ClientWorld } from './client-world.ts';

let world: ClientWorld;
before(async () => {
  world = await clientWorld();
});
after(() => world[Symbol.asyncDispose]());

test('cadaver: folders, files, copies, moves, locks and properties', async () => {
  const { dav, login, password } = await world.addPerson('cadaver');
  await writeFile(join(world.folder, 'home', '.netrc'), `machine 127.0.0.1 login ${login} password ${password}\n`, {
    mode: 0o600,
  });
  const local = join(world.folder, 'Größe.txt');
  await writeFile(local, 'Inhalt\n');
  const script = [
    'mkcol Projekte',
    'cd Projekte',
    `put ${local} bericht.txt`,
    'copy bericht.txt kopie.txt',
    'move kopie.txt umbenannt.txt',
    'lock bericht.txt',
    `put ${local} bericht.txt`,
    'discover bericht.txt',
    'unlock bericht.txt',
    'set namespace http://example.com/ns',
    'propset bericht.txt thema Haushalt',
    'propget bericht.txt thema',
    `get bericht.txt ${join(world.folder, 'zurück.txt')}`,
    'ls',
    'delete umbenannt.txt',
    'cd ..',
    'rmcol Projekte',
    'ls',
    'quit',
  ];
  const { code, output } = await world.run('cadaver', [dav], { input: `${script.join('\n')}\n`, cwd: world.folder });
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /failed|error/i, output);
  assert.match(output, /Value of thema is: Haushalt/, output);
  assert.equal(await readFile(join(world.folder, 'zurück.txt'), 'utf8'), 'Inhalt\n');
});
