import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { startWorld, type World } from '@landescloud/testing';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

const system = systemActor('test');
const storageOf = (login: string, key: string) => world.fetch(login, `/api/v1/organisations/${key}/storage`);
const put = (login: string, name: string, size: number) =>
  world.fetch(login, `/remote.php/dav/files/${login}/${name}`, { method: 'PUT', body: 'x'.repeat(size) });

describe('the quota of an organisation', () => {
  it('is set by administrators and holds for every way in at once', async () => {
    const { directory } = world.landescloud;
    assert.equal((await put('anna', 'a.txt', 600)).status, 201);
    await directory.organisations.update(system, 'tfm', { quotaBytes: 1_000 });
    const full = await put('anna', 'b.txt', 500);
    assert.equal(full.status, 507);
    assert.match(await full.text(), /quota-not-exceeded/);
    const { rootId } = (
      (await (await world.fetch('anna', '/api/v1/spaces')).json()) as { items: { rootId: number; freeBytes: number }[] }
    ).items[0]!;
    const byTus = await world.fetch('anna', '/api/v1/uploads', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '401',
        'upload-metadata': `filename ${btoa('c.txt')},parentId ${btoa(String(rootId))}`,
      },
    });
    assert.equal(byTus.status, 507, await byTus.clone().text());
    // somebody of another organisation is not concerned
    assert.equal((await put('clara', 'b.txt', 5_000)).status, 201);
    const quota = await world.fetch('anna', '/remote.php/dav/files/anna/', {
      method: 'PROPFIND',
      headers: { depth: '0' },
      body: '<d:propfind xmlns:d="DAV:"><d:prop><d:quota-available-bytes/></d:prop></d:propfind>',
    });
    assert.match(await quota.text(), /quota-available-bytes>400</);
    const ocs = await world.fetch('anna', '/ocs/v2.php/cloud/user?format=json');
    const told = (await ocs.json()) as { ocs: { data: { quota: { free: number; quota: number; used: number } } } };
    assert.deepEqual(
      [told.ocs.data.quota.free, told.ocs.data.quota.used, told.ocs.data.quota.quota],
      [400, 600, 1_000],
    );
    await directory.organisations.update(system, 'tfm', { quotaBytes: null });
    assert.equal((await put('anna', 'b.txt', 500)).status, 201);
  });

  it('and what is used of it are shown to who administers it', async () => {
    const shown = await storageOf('admin', 'tfm');
    assert.equal(shown.status, 200);
    const { usedBytes, quotaBytes, spaces } = (await shown.json()) as Record<string, number | null>;
    assert.equal(quotaBytes, null);
    assert.equal(usedBytes, 1_100);
    assert.ok(Number(spaces) >= 1);
    for (const [login, key, status, code] of [
      ['anna', 'tfm', 403, 'files.organisation_not_administered'],
      ['clara', 'tfm', 403, 'files.organisation_not_administered'],
      ['admin', 'nirgends', 404, 'files.organisation_not_found'],
    ] as const) {
      const answer = await storageOf(login, key);
      assert.equal(answer.status, status, `${login} ${key}`);
      assert.equal(((await answer.json()) as { code: string }).code, code);
    }
    await world.landescloud.directory.organisations.assignRole(system, 'tfm', 'organisation-administrator', 'bernd');
    world.landescloud.hints.publish('auth.ended', { personId: world.person('bernd').id });
    assert.equal((await storageOf('bernd', 'tfm')).status, 200);
    assert.equal((await storageOf('bernd', 'stadt-erfurt')).status, 403);
    assert.equal((await fetch(`${world.url}/api/v1/organisations/tfm/storage`)).status, 401);
  });
});
