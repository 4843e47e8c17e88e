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

test('cadaver by a public link with a password: within the folder all, and nothing by one that may only look', async () => {
  const { actor } = await world.addPerson('cadaver-link');
  const { files, links } = world.server;
  const { id } = await files.nodes.createFolder(actor, { path: ['Austausch'] });
  const password = 'Rathaus-Linde-7';
  const address = async (input: Parameters<typeof links.make>[2]) =>
    `${world.url}/public.php/dav/files/${(await links.make(actor, id, input)).address.split('/').at(-1)}/`;
  const local = join(world.folder, 'Anlage.txt');
  await writeFile(local, 'Anlage\n');
  const cadaver = async (dav: string, script: readonly string[]) => {
    const input = `${[...script, 'quit'].join('\n')}\n`;
    return world.run('cadaver', [dav], { input, cwd: world.folder });
  };
  await writeFile(join(world.folder, 'home', '.netrc'), `machine 127.0.0.1 login anonymous password ${password}\n`, {
    mode: 0o600,
  });
  const { code, output } = await cadaver(await address({ kind: 'editor', password }), [
    'mkcol Unterlagen',
    'cd Unterlagen',
    `put ${local} anlage.txt`,
    'copy anlage.txt zweite.txt',
    'move zweite.txt dritte.txt',
    `get dritte.txt ${join(world.folder, 'geholt.txt')}`,
    'delete dritte.txt',
    'ls',
  ]);
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /failed|error/i, output);
  assert.equal(await readFile(join(world.folder, 'geholt.txt'), 'utf8'), 'Anlage\n');
  const names = async () => (await files.nodes.list(actor, { path: ['Austausch', 'Unterlagen'] })).children;
  assert.deepEqual(
    (await names()).map(({ name }) => name),
    ['anlage.txt'],
  );

  const looking = await cadaver(await address({ kind: 'viewer' }), [
    'cd Unterlagen',
    `put ${local} fremd.txt`,
    'mkcol Fremd',
    'delete anlage.txt',
    'cd ../..',
    `get anlage.txt ${join(world.folder, 'gelesen.txt')}`,
  ]);
  assert.equal(looking.output.match(/403/g)?.length, 3, looking.output);
  assert.equal(await readFile(join(world.folder, 'gelesen.txt'), 'utf8'), 'Anlage\n');
  assert.equal((await names()).length, 1);
  const closed = await cadaver(await address({ kind: 'editor', password: 'Ein anderes Passwort 3' }), ['ls']);
  assert.match(closed.output, /401|authenticat/i, closed.output);
});
