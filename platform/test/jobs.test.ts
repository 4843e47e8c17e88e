import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createJobs } from '@landescloud/platform/jobs';
import { createTestDatabase } from '@landescloud/testing/test-database';
import type { TestDatabase } from '@landescloud/testing/test-database';
import { eventually } from './embedded-fixture.ts';

let made: TestDatabase;
let db: Database;
before(async () => {
  made = await createTestDatabase({ sources: [platformMigrations] });
  db = made.db;
});
after(() => made.drop());

suite('jobs', () => {
  test('are done after the commit that enqueued them, with their payload; others never', async (t) => {
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    const done: unknown[] = [];
    jobs.define<{ n: number }>('test.note', async ({ n }) => void done.push(n));
    await jobs.start();
    await db.transaction((tx) => jobs.enqueue(tx, 'test.note', { n: 1 }));
    const undone = db.transaction(async (tx) => {
      await jobs.enqueue(tx, 'test.note', { n: 2 });
      throw new Error('undo');
    });
    await assert.rejects(undone);
    await eventually(3_000, () => assert.deepEqual(done, [1]));
  });

  test('wait for their time and their key', async (t) => {
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    const done: unknown[] = [];
    jobs.define<{ n: number }>('test.keyed', async ({ n }) => void done.push(n));
    await jobs.enqueue(db, 'test.keyed', { n: 1 }, { key: 'k' });
    await jobs.enqueue(db, 'test.keyed', { n: 2 }, { key: 'k' });
    await jobs.enqueue(db, 'test.keyed', { n: 3 }, { key: 'other', runAt: new Date(Date.now() + 3_600_000) });
    await jobs.start();
    await eventually(3_000, () => assert.deepEqual(done, [2]));
    await sleep(100);
    assert.deepEqual(done, [2]);
  });

  test('are tried again when they throw, and at most so often', async (t) => {
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    let tries = 0;
    jobs.define(
      'test.fails',
      async () => {
        tries += 1;
        throw new Error('always');
      },
      { maxAttempts: 2 },
    );
    await jobs.enqueue(db, 'test.fails', {});
    await jobs.start();
    await eventually(3_000, () => assert.equal(tries, 1));
    await db.query(`update jobs._private_jobs set run_at = now() where attempts = 1`);
    await eventually(5_000, () => assert.equal(tries, 2));
    const left = `select count(*)::int from jobs._private_jobs j join jobs._private_tasks t on t.id = j.task_id
      where t.identifier = 'test.fails' and j.attempts = j.max_attempts and j.locked_at is null`;
    await eventually(2_000, async () => assert.deepEqual(await db.arrays(left), [[1]]));
  });

  test('of a killed process are done by another within seconds, those of a living one are left alone', async (t) => {
    const worker = spawn(
      process.execPath,
      ['--no-warnings', fileURLToPath(new URL('jobs-worker.ts', import.meta.url)), made.url],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    let done = 0;
    jobs.define('test.survives', async () => void (done += 1));
    await jobs.enqueue(db, 'test.survives', {});
    await once(worker.stdout, 'data');
    await jobs.start();
    await db.query(`update jobs._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`);
    await sleep(500);
    assert.equal(done, 0);
    worker.kill('SIGKILL');
    await eventually(8_000, () => assert.equal(done, 1));
  });

  test('go on after the database was away', async (t) => {
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    const done: unknown[] = [];
    jobs.define<{ n: number }>('test.after', async ({ n }) => void done.push(n));
    await jobs.start();
    const other = await openDatabase({ url: made.url, maxConnections: 1 });
    for (let n = 1; n <= 3; n += 1) {
      await other.query(
        'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await jobs.enqueue(db, 'test.after', { n });
      await eventually(8_000, () =>
        assert.deepEqual(
          done,
          Array.from({ length: n }, (_, i) => i + 1),
        ),
      );
    }
    await other.close();
  });

  test('by the clock are known to the database', async (t) => {
    const jobs = createJobs(db);
    t.after(() => jobs.stop());
    jobs.define('test.nightly', async () => {});
    jobs.cron('15 3 * * *', 'test.nightly');
    await jobs.start();
    const known = await eventually(3_000, async () => {
      const rows = await db.query<{ identifier: string }>('select identifier from jobs._private_known_crontabs');
      assert.equal(rows.length, 1);
      return rows;
    });
    assert.deepEqual(known, [{ identifier: 'test.nightly 15 3 * * *' }]);
  });
});
