import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { day, eventOf, startAudit } from './audit-fixture.ts';
import type { AuditFixture } from './audit-fixture.ts';

/** Ten entries of two days, anchored on each. */
async function startWithTen(): Promise<AuditFixture> {
  const it_ = await startAudit();
  for (let n = 0; n < 5; n += 1) await it_.happen(eventOf({ subject: `node:${n}`, data: { n, text: 'ä"\\\u2028' } }));
  it_.move(day);
  await it_.happen(...Array.from({ length: 5 }, (_, n) => eventOf({ subject: `node:${n + 5}`, personId: n + 1 })));
  return it_;
}

describe('the chain of the audit log', () => {
  it('is whole, has an anchor a day in the table and in a file, and says so', async () => {
    await using it_ = await startWithTen();
    assert.deepEqual(await it_.audit.verify(), { entries: 10, redacted: 0, anchors: 2, faults: [] });
    const files = await readdir(it_.folder);
    assert.equal(files.length, 2);
    for (const file of files) {
      assert.match(file, /^\d{4}-\d{2}-\d{2}\.json$/);
      assert.equal((await stat(join(it_.folder, file))).mode & 0o777, 0o400);
    }
    it_.move(day);
    await it_.runJob('audit.anchor');
    assert.equal((await it_.audit.verify()).anchors, 3);
    assert.equal((await readdir(it_.folder)).length, 3);
  });

  it('cannot be changed by the ordinary ways', async () => {
    await using it_ = await startWithTen();
    for (const sql of [
      `update audit.entry set type = 'x'`,
      `update audit.entry set data = '{}' where id = 3`,
      `update audit.entry set data = null where id = 3`,
      `update audit.entry set salt = null where id = 3`,
      `update audit.entry set hash = payload_hash where id = 3`,
      'delete from audit.entry where id = 10',
      'truncate audit.entry',
      `update audit.anchor set id = 1`,
      'delete from audit.anchor',
      'truncate audit.anchor',
      'delete from audit.head',
    ]) {
      await assert.rejects(it_.db.query(sql), /the audit log only grows/, sql);
    }
    assert.deepEqual(await it_.faults(), []);
  });

  const attacks: readonly [name: string, sql: string, fault: RegExp][] = [
    ['data of an entry', `update audit.entry set data = '{"n":9}' where id = 3`, /^changed: entry 3: what it says/],
    ['who did it', 'update audit.entry set person_id = 8 where id = 8', /^changed: entry 8: what it says/],
    ['whom it concerns', `update audit.entry set concerned = '{8}' where id = 2`, /^changed: entry 2: what it says/],
    [
      'an organisation',
      'update audit.entry set organisation_id = 4 where id = 4',
      /^changed: entry 4: does not follow/,
    ],
    ['a time', 'update audit.entry set at = at - 1 where id = 1', /^changed: entry 1: does not follow/],
    ['a type', `update audit.entry set type = 'x.y' where id = 10`, /^changed: entry 10: does not follow/],
    ['a hash', 'update audit.entry set hash = payload_hash where id = 10', /^changed: entry 10: does not follow/],
    ['a removed entry', 'delete from audit.entry where id = 6', /^missing: entry 6 is missing/],
    ['a removed beginning', 'delete from audit.entry where id < 4', /^missing: entries 1 to 3 are missing/],
    ['a removed tail', 'delete from audit.entry where id > 8', /^tail: entries 9 to 10 are missing at the end/],
    [
      'two entries whose places were changed',
      `update audit.entry set id = case id when 3 then -4 else -3 end where id in (3, 4);
       update audit.entry set id = -id where id < 0`,
      /^changed: entry 3: does not follow/,
    ],
    ['an anchor', 'update audit.anchor set id = 2 where id = 1', /^anchor: /],
    ['a removed anchor', 'delete from audit.anchor where id = 1', /^anchor: .* has a file but stands in no table/],
    ['everything removed', 'delete from audit.entry; delete from audit.anchor', /^tail: entries 1 to 10 are missing/],
    [
      'a tail that is cut off with the head set back',
      `delete from audit.entry where id > 8;
       update audit.head set (id, hash, event_id) = (select id, hash, event_id from audit.entry where id = 8)`,
      /^tail: entries after 8 are missing: events up to \d+ were delivered/,
    ],
    [
      'what an entry said, deleted without a word',
      `update audit.entry set salt = null, actor_kind = null, person_id = null, name = null, client = null,
         subject = null, concerned = null, data = null where id = 5`,
      /^redacted: 1 entries have lost what they said, but only 0 deletions were recorded/,
    ],
    ['half a deletion', 'update audit.entry set salt = null where id = 5', /^changed: entry 5: has no salt/],
  ];
  for (const [name, sql, fault] of attacks) {
    it(`betrays ${name}`, async () => {
      await using it_ = await startWithTen();
      await it_.tamper(sql);
      const [first = ''] = await it_.faults();
      assert.match(first, fault);
    });
  }

  it('betrays a history that was calculated anew, by the files beside it', async () => {
    await using it_ = await startWithTen();
    await using other = await startWithTen();
    // Another history with a valid chain, head and anchors, put in place of ours.
    const rows = await other.db.query<{ row: string }>(`select e::text as row from audit.entry e order by id`);
    await it_.tamper('delete from audit.entry');
    await it_.db.query('insert into audit.entry select (r::audit.entry).* from unnest($1::text[]) r', [
      rows.map(({ row }) => row),
    ]);
    for (const table of ['head', 'anchor']) {
      const copied = await other.db.query<{ row: string }>(`select t::text as row from audit.${table} t`);
      await it_.tamper(`delete from audit.${table}`);
      await it_.db.query(`insert into audit.${table} select (r::audit.${table}).* from unnest($1::text[]) r`, [
        copied.map(({ row }) => row),
      ]);
    }
    const found = await it_.faults();
    assert.ok(found.length > 0 && found.every((each) => each.startsWith('anchor: ')), found.join('\n'));
  });

  it('betrays a file that was changed, spoilt or removed', async () => {
    await using it_ = await startWithTen();
    const [first = '', second = ''] = (await readdir(it_.folder)).toSorted();
    const text = await readFile(join(it_.folder, first), 'utf8');
    const put = async (name: string, content: string) => {
      await rm(join(it_.folder, name));
      await writeFile(join(it_.folder, name), content);
    };
    await put(first, text.replace('"id":1', '"id":2'));
    assert.match((await it_.faults()).join('\n'), /says another thing in its file/);
    await put(first, '{');
    assert.match((await it_.faults()).join('\n'), /the file of the anchor of .* cannot be read/);
    await put(first, text);
    assert.deepEqual(await it_.faults(), []);
    await rm(join(it_.folder, second));
    assert.deepEqual(await it_.faults(), [`anchor: the anchor of ${second.slice(0, 10)} has no file`]);
  });

  it('takes an event that is delivered again only once', async () => {
    await using it_ = await startWithTen();
    await it_.events.stop();
    await it_.events.record(it_.db, [eventOf({ subject: 'node:10' })]);
    await it_.db.query(`update platform.subscriber set last_id = 0`);
    it_.events.start();
    for (let tries = 0; tries < 100 && (await it_.audit.verify()).entries < 11; tries += 1) await sleep(20);
    await sleep(200);
    assert.deepEqual(await it_.audit.verify(), { entries: 11, redacted: 0, anchors: 2, faults: [] });
  });

  it('loses and doubles nothing when its process is killed again and again', { timeout: 120_000 }, async () => {
    await using it_ = await startAudit();
    await it_.events.stop();
    const script = fileURLToPath(new URL('audit-process.ts', import.meta.url));
    const total = 6_000;
    for (let n = 0; n < total; n += 500) {
      await it_.events.record(
        it_.db,
        Array.from({ length: 500 }, (_, i) => eventOf({ subject: `node:${n + i}` })),
      );
    }
    let kills = 0;
    for (; kills < 60; kills += 1) {
      const child = spawn(process.execPath, ['--no-warnings', script, it_.url, it_.folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = new Promise((resolve) => child.once('exit', resolve));
      // It tells when an append was answered; what follows is the position's turn.
      const told = await new Promise((resolve) => {
        child.stdout.once('data', () => resolve(true));
        child.once('exit', () => resolve(false));
      });
      assert.ok(told);
      await sleep(kills % 4);
      child.kill('SIGKILL');
      await exit;
      const [row] = await it_.db.query<{ id: number }>('select id from audit.head');
      if ((row?.id ?? 0) >= total) break;
    }
    assert.ok(kills >= 2, `only ${kills} kills`);
    const entries = await it_.db.query<{ subject: string }>('select subject from audit.entry order by id');
    assert.deepEqual(
      entries.map(({ subject }) => subject),
      Array.from({ length: total }, (_, n) => `node:${n}`),
    );
    assert.deepEqual(await it_.faults(), []);
  });
});
