import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { startWorldProcess, until } from '@landescloud/testing';
import { eicar, startClamd } from '@landescloud/testing/clamd';

test('the server is killed while the scanner looks: nothing is lost, nothing comes out unseen', async () => {
  await using clamd = await startClamd();
  await using world = await startWorldProcess({ env: { LANDESCLOUD_CLAMD: `unix:${clamd.address.path}` } });
  await world.withRooms(async ({ directory }) => {
    await directory.organisations.setRule(systemActor('test'), 'tfm', 'release.check', 'all');
  });
  const { authorization } = world.person('anna');
  const ask = (method: string, name: string, body?: string) =>
    fetch(`${world.url}/remote.php/dav/files/anna/${name}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { body }),
    });
  // the running server hears of the rule by a hint
  await until(async () => {
    await ask('PUT', 'probe.txt', `${Math.random()}`);
    return (await ask('GET', 'probe.txt')).status === 403;
  });
  clamd.freeze();
  assert.equal((await ask('PUT', 'gut.txt', 'gut')).status, 201);
  assert.equal((await ask('PUT', 'schlecht.txt', eicar)).status, 201);
  world.server.kill('SIGKILL');
  await world.restart();
  for (const name of ['gut.txt', 'schlecht.txt']) {
    const answer = await ask('GET', name);
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /files\.content_waiting/);
  }
  clamd.thaw();
  await until(async () => (await ask('GET', 'gut.txt')).status === 200, { seconds: 40 });
  assert.equal(await (await ask('GET', 'gut.txt')).text(), 'gut');
  await until(async () => (await (await ask('GET', 'schlecht.txt')).text()).includes('files.content_infected'));
});
