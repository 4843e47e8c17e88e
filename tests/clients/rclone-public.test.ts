import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientWorld } from './client-world.ts';
import { makeTree } from './trees.ts';

test('rclone by a public link, as to Nextcloud: there and back with a password, and only back where it may only look', async () => {
  await using world = await clientWorld();
  const { actor } = await world.addPerson('rclone');
  const { files, links } = world.server;
  const { id } = await files.nodes.createFolder(actor, { path: ['Austausch'] });
  const password = 'Rathaus-Linde-7';
  const tokenOf = async (input: Parameters<typeof links.make>[2]) =>
    (await links.make(actor, id, input)).address.split('/').at(-1) ?? '';
  const changing = await tokenOf({ kind: 'editor', password });
  const looking = await tokenOf({ kind: 'viewer' });
  const obscured = (await world.run('rclone', ['obscure', password])).output.trim();
  const dav = `${world.url}/public.php/dav/files/${changing}`;
  const remote = `:webdav,vendor=nextcloud,url="${dav}",user=anonymous,pass=${obscured}:`;
  const old = `:webdav,vendor=nextcloud,url="${world.url}/public.php/webdav",user=${looking}:`;
  const rclone = (...args: string[]) =>
    world.run('rclone', [...args, '--config', '/dev/null', '--retries', '1', '--stats', '0']);
  const done = async (...args: string[]): Promise<void> => {
    const { code, output } = await rclone(...args);
    assert.equal(code, 0, output.slice(-4000));
  };
  const [there, back] = [join(world.folder, 'there'), join(world.folder, 'back')];
  await makeTree(there, 80, 20);
  await done('sync', there, remote);
  await done('check', there, remote);
  await done('moveto', `${remote}Bereich 0`, `${remote}Verschoben`);
  await done('moveto', `${remote}Verschoben`, `${remote}Bereich 0`);
  await done('sync', old, back);
  await done('check', there, back);
  await writeFile(join(there, 'neu.txt'), 'neu');
  const { code } = await rclone('copy', there, old);
  assert.notEqual(code, 0, 'who may only look changes nothing');
  const names = (await files.nodes.list(actor, { path: ['Austausch'] })).children.map(({ name }) => name);
  assert.ok(!names.includes('neu.txt'));
});
