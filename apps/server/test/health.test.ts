import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';

interface Health {
  readonly version: string;
  readonly startedAt: number;
  readonly database: { readonly version: string; readonly bytes: number };
  readonly blobs: { readonly totalBytes: number; readonly freeBytes: number };
  readonly jobs: Record<string, number>;
  readonly certificate: unknown;
}

describe('GET /api/v1/health', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.stop());

  it('says how the system is to who administers the platform', async () => {
    const answer = await world.fetch('admin', '/api/v1/health');
    assert.equal(answer.status, 200, await answer.clone().text());
    const health = (await answer.json()) as Health;
    assert.match(health.version, /^\d+\.\d+\.\d+$/);
    assert.ok(health.startedAt <= Date.now() && health.startedAt > Date.now() - 600_000);
    assert.match(health.database.version, /^\d+/);
    assert.ok(health.database.bytes > 1_000_000);
    assert.ok(health.blobs.freeBytes > 0 && health.blobs.freeBytes <= health.blobs.totalBytes);
    assert.deepEqual(Object.keys(health.jobs).toSorted(), ['failed', 'later', 'retried', 'waiting']);
    assert.equal(health.certificate, null);
  });

  it('counts what failed for good', async () => {
    const before = await jobsNow();
    await world.landescloud.database.query(
      `select jobs.add_job('no-such-job', max_attempts := 1, run_at := now() + interval '1 day', job_key := 'health-test')`,
    );
    assert.equal((await jobsNow())['later'], before['later']! + 1);
    await world.landescloud.database.query(
      `select jobs.permanently_fail_jobs(array_agg(id)) from jobs.jobs where key = 'health-test'`,
    );
    assert.equal((await jobsNow())['failed'], before['failed']! + 1);
  });

  it('tells nobody else', async () => {
    assert.equal((await fetch(`${world.url}/api/v1/health`)).status, 401);
    for (const login of ['anna', 'clara']) {
      const answer = await world.fetch(login, '/api/v1/health');
      assert.equal(answer.status, 403);
      assert.equal(((await answer.json()) as { code: string }).code, 'http.not_allowed');
    }
  });

  async function jobsNow(): Promise<Record<string, number>> {
    const answer = await world.fetch('admin', '/api/v1/health');
    return ((await answer.json()) as { jobs: Record<string, number> }).jobs;
  }
});
