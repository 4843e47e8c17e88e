import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startWorld } from '@landescloud/testing';

it('the world has people who can sign in, and keeps their files apart', async () => {
  await using world = await startWorld({ seed: 'files' });
  const { login, password } = world.person('anna');
  const signedIn = await fetch(`${world.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  assert.equal(signedIn.status, 200, await signedIn.clone().text());
  const path = '/remote.php/dav/files/anna/Haushalt%202027/Zeitplan.md';
  assert.equal((await world.fetch('anna', path)).status, 200);
  assert.equal((await world.fetch('clara', path)).status, 404);
  assert.equal((await world.fetch('bernd', path.replace('anna', 'bernd'))).status, 200);
  const { items } = (await (await world.fetch('clara', '/api/v1/spaces')).json()) as { items: { kind: string }[] };
  assert.deepEqual(
    items.map((space) => space.kind),
    ['personal'],
  );
});
