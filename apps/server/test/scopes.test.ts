import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

async function authorizationFor(scope: 'files' | 'calendar'): Promise<string> {
  const { actor } = world.person('anna');
  const { token } = await world.landescloud.auth.appPasswords.create(actor, { label: scope, scopes: [scope] });
  return `Basic ${Buffer.from(`anna:${token}`).toString('base64')}`;
}

const addresses = [
  ['PROPFIND', '/remote.php/dav/files/anna/'],
  ['PROPFIND', '/remote.php/dav/trashbin/anna/trash'],
  ['PROPFIND', '/remote.php/dav/uploads/anna'],
  ['PROPFIND', '/remote.php/webdav/'],
  ['SEARCH', '/remote.php/dav/'],
  ['POST', '/remote.php/dav/bulk'],
  ['GET', '/api/v1/spaces'],
] as const;

describe('a stolen app password', () => {
  it('of a calendar reaches no files, but finds its way', async () => {
    const authorization = await authorizationFor('calendar');
    for (const [method, path] of addresses) {
      const answer = await fetch(`${world.url}${path}`, { method, headers: { authorization, depth: '0' } });
      assert.equal(answer.status, 403, `${method} ${path}`);
      assert.ok(!(await answer.text()).includes('Willkommen'));
    }
    const headers = { authorization, depth: '0' };
    const found = await fetch(`${world.url}/remote.php/dav/principals/users/anna/`, { method: 'PROPFIND', headers });
    assert.equal(found.status, 207);
  });

  it('of files reaches files', async () => {
    const authorization = await authorizationFor('files');
    for (const [method, path] of addresses) {
      const answer = await fetch(`${world.url}${path}`, { method, headers: { authorization, depth: '0' } });
      assert.notEqual(answer.status, 403, `${method} ${path}`);
      await answer.arrayBuffer();
    }
  });
});
