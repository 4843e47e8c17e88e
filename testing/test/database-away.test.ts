import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { it } from 'node:test';
import { openDatabase } from '@landescloud/platform/database';
import { createTestDatabase, startWorld } from '@landescloud/testing';

it('while the database is away the server says so, and serves again when it is back', { timeout: 60_000 }, async () => {
  const own = await createTestDatabase();
  const elsewhere = new URL(own.url);
  const name = elsewhere.pathname.slice(1);
  elsewhere.pathname = '/postgres';
  const admin = await openDatabase({ url: elsewhere.href, maxConnections: 1 });
  const setAway = (away: boolean) => admin.query(`alter database ${name} allow_connections ${!away}`);
  try {
    await using world = await startWorld({ databaseUrl: own.url });
    const status = async (path: string) => (await world.fetch('anna', path)).status;
    assert.equal(await status('/readyz'), 200);
    assert.equal(await status('/api/v1/nodes/root'), 200);

    await setAway(true);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    assert.equal(await status('/readyz'), 503);
    assert.equal(await status('/healthz'), 200);
    const response = await world.fetch('anna', '/api/v1/nodes/root');
    assert.equal(response.status, 503);
    assert.equal(((await response.json()) as { code: string }).code, 'database.unavailable');
    assert.equal((await world.fetch('anna', '/remote.php/dav/files/anna/', { method: 'PROPFIND' })).status, 503);

    await setAway(false);
    let ready = 503;
    for (let i = 0; i < 100 && ready !== 200; i++) {
      ready = await status('/readyz');
      await wait(100);
    }
    assert.equal(ready, 200);
    assert.equal(await status('/api/v1/nodes/root'), 200);
  } finally {
    await setAway(false);
    await admin.close();
    await own.drop();
  }
});
