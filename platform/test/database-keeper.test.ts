import assert from 'node:assert/strict';
import { chmod, chown, copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDomainError } from '@landescloud/kernel';
import { openDatabase } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { DataFolder, embeddedOnly, eventually, kill } from './embedded-fixture.ts';

const visits = async (db: Database) => (await db.query<{ count: number }>('select count(*) from visit'))[0]?.count;

suite('the keeper of the embedded PostgreSQL', embeddedOnly, () => {
  let used: DataFolder;
  before(async () => {
    used = await DataFolder.create();
    await (await openDatabase({ dataDir: used.path })).close();
  });
  after(() => used[Symbol.asyncDispose]());

  test('starts at the first use, is quick at the second, keeps what was written, leaves nothing running', async () => {
    await using folder = await DataFolder.create();
    const first = await openDatabase({ dataDir: folder.path });
    await first.query('create table visit (n int)');
    await first.query('insert into visit values (1)');
    assert.equal((await folder.processes()).postmaster.length, 1);
    await first.close();
    await folder.quiet(2_000);

    const before = performance.now();
    const second = await openDatabase({ dataDir: folder.path });
    const took = performance.now() - before;
    assert.equal(await visits(second), 1);
    await second.close();
    await folder.quiet(2_000);
    // Under a second on an idle machine; tests share theirs.
    assert.ok(took < 3_000, `the second start took ${Math.round(took)} ms`);
  });

  test('serves several at once and stops after the last', async () => {
    await using folder = await used.another();
    const [db, other] = await Promise.all([openDatabase({ dataDir: folder.path }), folder.user(), folder.user()]);
    const { keepers, postmaster } = await folder.processes();
    assert.deepEqual([keepers.length, postmaster.length], [1, 1]);
    assert.equal(await visits(db), 2);
    other.stdin?.end();
    await sleep(300);
    assert.equal(await visits(db), 2);
    await db.close();
    assert.equal((await folder.processes()).postmaster.length, 1);
  });

  test('stops after a user that was killed', async () => {
    await using folder = await used.another();
    const user = await folder.user();
    user.kill('SIGKILL');
    await folder.quiet(5_000);
    const db = await openDatabase({ dataDir: folder.path });
    assert.equal(await visits(db), 1);
    await db.close();
  });

  test('starts a killed PostgreSQL again: queries in flight fail, the pool recovers, nothing committed is lost', async () => {
    await using folder = await used.another();
    const db = await openDatabase({ dataDir: folder.path });
    await db.query('create table visit (n int)');
    for (const everyProcess of [false, true]) {
      await db.query('insert into visit values (1)');
      const flying = Array.from({ length: 4 }, () => db.query('select pg_sleep(60)'));
      const inTransaction = db.transaction(async (tx) => {
        await tx.query('insert into visit values (2)');
        await tx.query('select pg_sleep(60)');
      });
      await sleep(100);
      const { postmaster, backends } = await folder.processes();
      for (const pid of everyProcess ? [...postmaster, ...backends] : postmaster) kill(pid);
      for (const each of await Promise.allSettled([...flying, inTransaction])) {
        assert.equal(each.status, 'rejected');
        assert.ok(isDomainError(each.reason, 'Unavailable'), String(each.reason));
        assert.equal(each.reason.code, 'database.unavailable');
      }
      await eventually(3_000, () => db.ping());
    }
    assert.equal(await visits(db), 2);
    await db.close();
    await folder.quiet(2_000);
  });

  test('a killed keeper is replaced while its users go on', async () => {
    await using folder = await used.another();
    const db = await openDatabase({ dataDir: folder.path });
    const user = await folder.user();
    const [keeper] = (await folder.processes()).keepers;
    kill(keeper ?? 0);
    await eventually(5_000, async () => {
      const now = await folder.processes();
      assert.equal(now.keepers.length, 1);
      assert.notEqual(now.keepers[0], keeper);
      assert.equal(await visits(db), 1);
    });
    await db.close();
    user.kill('SIGKILL');
    await folder.quiet(5_000);
  });

  test('a killed user and keeper leave no PostgreSQL behind', async () => {
    await using folder = await used.another();
    const user = await folder.user();
    const { keepers } = await folder.processes();
    user.kill('SIGKILL');
    for (const pid of keepers) kill(pid);
    await folder.quiet(5_000);
  });

  test('starts after everything was killed', async () => {
    await using folder = await used.another();
    const user = await folder.user();
    const found = await folder.processes();
    user.kill('SIGKILL');
    for (const pid of Object.values(found).flat()) kill(pid);
    const db = await openDatabase({ dataDir: folder.path });
    assert.equal(await visits(db), 1);
    await db.close();
    await folder.quiet(2_000);
  });

  test('ends a PostgreSQL that was left running and starts its own', async () => {
    await using folder = await used.another();
    const user = await folder.user();
    const found = await folder.processes();
    for (const pid of [...found.watchdogs, ...found.keepers]) kill(pid);
    user.kill('SIGKILL');
    await sleep(100);
    assert.deepEqual((await folder.processes()).postmaster, found.postmaster);
    const db = await openDatabase({ dataDir: folder.path });
    assert.equal(await visits(db), 1);
    assert.notDeepEqual((await folder.processes()).postmaster, found.postmaster);
    await db.close();
    await folder.quiet(2_000);
  });

  test('is not misled by a postmaster.pid that names another living process', async () => {
    await using folder = await used.another();
    const cluster = join(folder.path, 'postgres', '18');
    const user = await folder.user();
    const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8');
    const { uid, gid } = await stat(cluster);
    const { postmaster } = await folder.processes();
    kill(postmaster[0] ?? 0);
    user.kill('SIGKILL');
    await folder.quiet(5_000);
    const pidFile = join(cluster, 'postmaster.pid');
    await writeFile(pidFile, file.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
    await chown(pidFile, uid, gid);
    const db = await openDatabase({ dataDir: folder.path });
    assert.equal(await visits(db), 1);
    await db.close();
  });

  test('does not stop on SIGTERM while it is used', async () => {
    await using folder = await used.another();
    const db = await openDatabase({ dataDir: folder.path });
    for (const pid of (await folder.processes()).keepers) kill(pid, 'SIGTERM');
    await sleep(300);
    await db.ping();
    assert.equal((await folder.processes()).keepers.length, 1);
    await db.close();
    await folder.quiet(2_000);
  });

  test('takes a data folder with a long path below a folder that only its owner may enter', async () => {
    await using folder = await DataFolder.create();
    const dataDir = join(folder.path, 'a'.repeat(90), 'b'.repeat(90));
    await mkdir(dataDir, { recursive: true });
    await chmod(folder.path, 0o700);
    const db = await openDatabase({ dataDir });
    await db.ping();
    await db.close();
  });

  test('of a copied data folder is its own', async () => {
    await using folder = await DataFolder.create();
    await using copy = await DataFolder.create();
    const db = await openDatabase({ dataDir: folder.path });
    await db.query('create table visit (n int)');
    const pointer = join('postgres', 'keeper.json');
    await mkdir(join(copy.path, 'postgres'), { recursive: true });
    await copyFile(join(folder.path, pointer), join(copy.path, pointer));
    const other = await openDatabase({ dataDir: copy.path });
    assert.notEqual(other.url, db.url);
    assert.deepEqual(await other.query(`select to_regclass('visit') as visit`), [{ visit: null }]);
    const socketFolder = new URL(db.url).searchParams.get('host') ?? '';
    assert.equal((await stat(socketFolder)).mode & 0o777, 0o700);
    await Promise.all([db.close(), other.close()]);
    await eventually(2_000, () => assert.rejects(stat(socketFolder)));
  });

  test('clears what a first start left that was cut off', async () => {
    await using folder = await DataFolder.create();
    await mkdir(join(folder.path, 'postgres', '18.new-abc', 'base'), { recursive: true });
    const db = await openDatabase({ dataDir: folder.path });
    await db.close();
    assert.deepEqual(
      (await readdir(join(folder.path, 'postgres'))).filter((name) => name.startsWith('18')),
      ['18'],
    );
  });

  test('says what is wrong and names the way out', async () => {
    await using folder = await DataFolder.create();
    await mkdir(folder.path);
    await writeFile(join(folder.path, 'postgres'), '');
    await assert.rejects(
      openDatabase({ dataDir: folder.path }),
      /data folder cannot be used.*LANDESCLOUD_DATABASE_URL/,
    );
    await using other = await DataFolder.create();
    await mkdir(join(other.path, 'postgres', '18'), { recursive: true });
    await writeFile(join(other.path, 'postgres', '18', 'PG_VERSION'), '17\n');
    await assert.rejects(openDatabase({ dataDir: other.path }), /made by PostgreSQL 17.*LANDESCLOUD_DATABASE_URL/);
  });

  test('runs for an ordinary user', { skip: process.getuid?.() === 0 ? false : 'the other tests do so' }, async () => {
    await using folder = await DataFolder.create();
    const parent = join(folder.path, '..');
    const nobody = /^nobody:[^:]*:(\d+):(\d+)/m.exec(await readFile('/etc/passwd', 'utf8'));
    const [uid, gid] = [Number(nobody?.[1]), Number(nobody?.[2])];
    await chown(parent, uid, gid);
    const user = await folder.user({ uid, gid });
    assert.equal((await stat(join(folder.path, 'postgres', '18'))).uid, uid);
    // Root's command line beside it: as that user, so that none of root's files gets in the way.
    const db = await openDatabase({ dataDir: folder.path });
    assert.equal(await visits(db), 1);
    user.stdin?.end();
    await db.close();
    await folder.quiet(2_000);
    const alone = await openDatabase({ dataDir: folder.path });
    await alone.close();
    await folder.quiet(2_000);
    for (const name of await readdir(join(folder.path, 'postgres'))) {
      assert.equal((await stat(join(folder.path, 'postgres', name))).uid, uid, name);
    }
    (await folder.user({ uid, gid })).stdin?.end();
    await folder.quiet(2_000);
  });
});
