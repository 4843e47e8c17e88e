import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isDomainError } from '@landescloud/kernel';
import { errorCode, migrate, openDatabase, statement, violatedConstraint } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createTestDatabase } from '@landescloud/testing/test-database';
import type { TestDatabase } from '@landescloud/testing/test-database';
import { eventually } from './embedded-fixture.ts';

let made: TestDatabase;
let db: Database;
before(async () => {
  made = await createTestDatabase({ sources: [] });
  db = made.db;
  await db.query('create table thing (id bigint generated always as identity primary key, name text unique, n int)');
});
after(() => made.drop());

/** Ends every connection of this database but the asker's, as a restart of PostgreSQL does. */
async function cutAll(): Promise<void> {
  const other = await openDatabase({ url: made.url, maxConnections: 1 });
  await other.query(
    'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await other.close();
}

suite('queries', () => {
  test('give values as documented', async () => {
    const [row] = await db.query(
      `select 9007199254740991::int8 as big, array[1, null]::int8[] as bigs, 1.5::numeric as exact, '\\xff00'::bytea as bytes,
         '{"a": [1]}'::json as json, timestamptz '2026-01-02 03:04:05Z' as at, null as nothing, true as yes`,
    );
    assert.deepEqual(row, {
      big: 9_007_199_254_740_991,
      bigs: [1, null],
      exact: '1.5',
      bytes: Buffer.from([255, 0]),
      json: { a: [1] },
      at: new Date('2026-01-02T03:04:05Z'),
      nothing: null,
      yes: true,
    });
    assert.deepEqual(await db.arrays('select 1::int8, $1::text', ['x']), [[1, 'x']]);
  });

  test('prepare a named statement once a connection', async () => {
    const one = await openDatabase({ url: made.url, maxConnections: 1 });
    const byId = statement('test.by_id', 'select $1::int8 as id');
    for (let id = 1; id <= 10; id += 1) assert.deepEqual(await one.query(byId, [id]), [{ id }]);
    assert.deepEqual(await one.arrays(byId, [7]), [[7]]);
    const prepared = await one.query<{ name: string; uses: number }>(
      `select name, generic_plans + custom_plans as uses from pg_prepared_statements where name like 'test.%'`,
    );
    assert.deepEqual(prepared, [{ name: 'test.by_id', uses: 11 }]);
    await one.close();
    assert.throws(() => statement('x'.repeat(64), ''), RangeError);
    assert.equal(statement('test.by_id', byId.text).name, byId.name);
    assert.throws(() => statement('test.by_id', 'select 1'), /two statements are called test\.by_id/);
  });

  test('answer concurrently beyond the size of the pool', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => db.query<{ i: number }>('select $1::int as i', [i])),
    );
    assert.deepEqual(
      answers.map(([row]) => row?.i),
      Array.from({ length: 200 }, (_, i) => i),
    );
  });

  test('keep the connection after a refusal and say which constraint was broken', async () => {
    const one = await openDatabase({ url: made.url, maxConnections: 1 });
    const pid = async () => (await one.query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid;
    const first = await pid();
    await one.query(`insert into thing (name) values ('twice')`);
    const error = await one.query(`insert into thing (name) values ('twice')`).catch((caught: unknown) => caught);
    assert.equal(violatedConstraint(error), 'thing_name_key');
    assert.equal(errorCode(error), '23505');
    assert.equal(await pid(), first);
    await one.close();
  });

  test('run through kysely, also in transactions', async () => {
    interface Tables {
      thing: { id: number; name: string; n: number | null };
    }
    await db.transaction(async (tx) => {
      await tx.query(`insert into thing (name, n) values ('kysely', 1)`);
      const result = await tx
        .kysely<Tables>()
        .updateTable('thing')
        .set({ n: 2 })
        .where('name', '=', 'kysely')
        .executeTakeFirst();
      assert.equal(result.numUpdatedRows, 1n);
    });
    const row = await db
      .kysely<Tables>()
      .selectFrom('thing')
      .select(['name', 'n'])
      .where('name', '=', 'kysely')
      .executeTakeFirst();
    assert.deepEqual(row, { name: 'kysely', n: 2 });
  });
});

suite('transactions', () => {
  const count = async (name: string) =>
    (await db.query<{ count: number }>('select count(*) from thing where name = $1', [name]))[0]?.count;

  test('commit, then call afterCommit; roll back on a throw without calling it', async () => {
    const calls: string[] = [];
    const answer = await db.transaction(async (tx) => {
      await tx.query(`insert into thing (name) values ('kept')`);
      tx.afterCommit(() => calls.push('kept'));
      assert.equal(await count('kept'), 0);
      return 7;
    });
    assert.equal(answer, 7);
    const failure = db.transaction(async (tx) => {
      await tx.query(`insert into thing (name) values ('gone')`);
      tx.afterCommit(() => calls.push('gone'));
      throw new Error('no');
    });
    await assert.rejects(failure, /^Error: no$/);
    assert.deepEqual([await count('kept'), await count('gone'), calls], [1, 0, ['kept']]);
  });

  test('do not pretend to have committed when a failed statement was swallowed', async () => {
    const pretended = db.transaction(async (tx) => {
      await tx.query(`insert into thing (name) values ('pretended')`);
      await tx.query('select 1 / 0').catch(() => {});
    });
    await assert.rejects(pretended, /rolled back/);
    assert.equal(await count('pretended'), 0);
  });

  test('leave their connection usable after every kind of end', async () => {
    const one = await openDatabase({ url: made.url, maxConnections: 1 });
    await assert.rejects(one.transaction((tx) => tx.query('not sql')));
    await one.transaction(async () => {});
    await assert.rejects(
      one.transaction((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())')),
      { code: 'database.unavailable' },
    );
    await one.ping();
    await one.close();
  });
});

suite('lost connections', () => {
  test('fail what is in flight as Unavailable; the next query works', async () => {
    const flying = Promise.allSettled([db.query('select pg_sleep(30)'), db.query('select pg_sleep(30)')]);
    await sleep(100);
    await cutAll();
    for (const each of await flying) {
      assert.ok(each.status === 'rejected' && isDomainError(each.reason, 'Unavailable'));
      assert.equal(each.reason.code, 'database.unavailable');
    }
    await db.ping();
  });

  test('listeners hear again, and hear that they may have missed something', async () => {
    const heard: string[] = [];
    const unlisten = await db.listen('Some "channel"', (payload) => heard.push(payload));
    await db.notify('Some "channel"', 'one');
    await eventually(2_000, () => assert.deepEqual(heard, ['one']));
    await cutAll();
    await eventually(3_000, () => assert.deepEqual(heard, ['one', '']));
    await db.notify('Some "channel"', 'two');
    await eventually(2_000, () => assert.deepEqual(heard, ['one', '', 'two']));
    await unlisten();
    await db.notify('Some "channel"', 'three');
    await sleep(100);
    assert.equal(heard.length, 3);
  });

  test('names are held by one at a time, given on when let go or lost, and taken again', async () => {
    const other = await openDatabase({ url: made.url, maxConnections: 1 });
    const states: string[] = [];
    const letGo = db.hold('a name', (held) => states.push(`first ${held}`));
    await eventually(2_000, () => assert.deepEqual(states, ['first true']));
    const otherLetsGo = other.hold('a name', (held) => states.push(`second ${held}`));
    await sleep(100);
    assert.deepEqual(states, ['first true']);
    await letGo();
    await eventually(3_000, () => assert.deepEqual(states, ['first true', 'second true']));
    await cutAll();
    await eventually(3_000, () => assert.deepEqual(states.slice(2), ['second false', 'second true']));
    await otherLetsGo();
    await other.close();
  });

  test('an address where nothing answers is refused with its name', async () => {
    const before = performance.now();
    await assert.rejects(
      openDatabase({ url: 'postgresql://x@127.0.0.1:1/x' }),
      /LANDESCLOUD_DATABASE_URL cannot be used.*ECONNREFUSED/,
    );
    assert.ok(performance.now() - before < 10_000);
  });
});

suite('migrations', () => {
  test('are applied once, in order, by several processes at once; a changed one is refused, a failing one undone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-migrations-'));
    const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
    const sources = [{ module: 'test', folder: pathToFileURL(`${folder}/`) }];
    await write('0002-second.sql', 'insert into step values (2)');
    await write('0001-first.sql', 'create table step (n int); insert into step values (1)');
    await write('notes.txt', 'not sql');
    const others = await Promise.all([1, 2].map(() => openDatabase({ url: made.url, maxConnections: 1 })));
    await Promise.all([db, ...others].map((each) => migrate(each, sources)));
    await Promise.all(others.map((each) => each.close()));
    const steps = async () => (await db.arrays('select n from step order by 1')).flat();
    assert.deepEqual(await steps(), [1, 2]);
    await write('0003-third.sql', 'insert into step values (3); select 1 / 0');
    await assert.rejects(migrate(db, sources), /test\/0003-third.sql failed: division by zero/);
    assert.deepEqual(await steps(), [1, 2]);
    await write('0003-third.sql', 'insert into step values (3)');
    await migrate(db, sources);
    assert.deepEqual(await steps(), [1, 2, 3]);
    await write('0001-first.sql', 'create table step (n int)');
    await assert.rejects(migrate(db, sources), /test\/0001-first.sql has changed/);
    await rm(folder, { recursive: true });
  });
});
