import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientWorld } from './client-world.ts';
import { makeTree } from './trees.ts';

/** How many files go there and back. Ten thousand take eight minutes and show nothing more than these. */
export const rcloneFiles = Number(process.env['LANDESCLOUD_TEST_RCLONE_FILES'] ?? 2_500);

/** As to any server it asks for less in the same ways: fewer show it. */
export const rcloneOtherFiles = Math.min(rcloneFiles, 1_000);

/** rclone sync and check both ways, as rclone speaks to that vendor's servers; then changes, a move and a purge. */
export async function rcloneRoundTrip(vendor: 'other' | 'nextcloud', count: number): Promise<void> {
  await using world = await clientWorld();
  const { dav, login, password } = await world.addPerson('rclone');
  const obscured = (await world.run('rclone', ['obscure', password])).output.trim();
  const remote = `:webdav,vendor=${vendor},url="${dav}",user=${login},pass=${obscured}:`;
  const options = ['--config', '/dev/null', '--transfers', '16', '--checkers', '16', '--retries', '1', '--stats', '0'];
  const rclone = async (...args: string[]): Promise<string> => {
    const { code, output } = await world.run('rclone', [...args, ...options]);
    assert.equal(code, 0, output.slice(-4000));
    return output;
  };
  const there = join(world.folder, 'there');
  const back = join(world.folder, 'back');
  await makeTree(there, count, 100);
  await rclone('sync', there, `${remote}ziel`);
  await rclone('check', there, `${remote}ziel`);
  assert.doesNotMatch(await rclone('sync', there, `${remote}ziel`, '-v'), /Copied/, 'a second run has nothing to do');
  await rclone('sync', `${remote}ziel`, back);
  await rclone('check', back, there);

  await rm(join(there, 'Bereich 0', 'Ämter & Städte 0'), { recursive: true });
  await writeFile(join(there, 'neu.txt'), 'neu');
  assert.match(await rclone('sync', there, `${remote}ziel`, '-v'), /neu\.txt: Copied/);
  await rclone('check', there, `${remote}ziel`);
  await rclone('moveto', `${remote}ziel`, `${remote}verschoben`);
  await rclone('check', there, `${remote}verschoben`);
  await rclone('purge', `${remote}verschoben`);
}
