import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { runCli, startWorld, type World } from '@landescloud/testing';

interface Entry {
  readonly id: number;
  readonly type: string;
  readonly organisationId: number | null;
  readonly personId: number | null;
  readonly subject: string | null;
  readonly data: unknown;
}
interface Answer {
  readonly status: number;
  readonly code: unknown;
  readonly items: Entry[];
  readonly next: number | null;
  readonly text: string;
  readonly headers: Headers;
}

const system = systemActor('test');
const paths = ['/api/v1/audit', '/api/v1/audit/export?format=csv', '/api/v1/audit/export?format=jsonl'];

describe('the audit log of a whole server', () => {
  let world: World;
  const cookies = new Map<string, string>();
  before(async () => {
    world = await startWorld();
    const { organisations, people } = world.landescloud.directory;
    // anna audits the ministry and what lies below it, bernd administers his own.
    await organisations.add(system, { key: 'amt', name: '=1+1', parentKey: 'tfm' });
    await organisations.assignRole(system, 'tfm', 'auditor', 'anna');
    await organisations.assignRole(system, 'tmil', 'organisation-administrator', 'bernd');
    await people.add(system, { login: 'dora', name: 'Dora', organisationKey: 'amt' });
    for (const login of ['admin', 'anna', 'bernd', 'clara']) {
      const answer = await fetch(`${world.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login, password: world.person(login).password }),
      });
      cookies.set(login, answer.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    }
    await settled();
  });
  after(() => world.stop());

  async function settled(): Promise<void> {
    for (let tries = 0; tries < 500; tries += 1) {
      const [row] = await world.landescloud.database.query<{ left: number }>(
        `select count(*) as left from platform.outbox
         where id > coalesce((select last_id from platform.subscriber where name = 'audit'), 0)`,
      );
      if (row?.left === 0) return;
      await sleep(20);
    }
    throw new Error('the log does not keep up');
  }

  async function ask(login: string, path: string): Promise<Answer> {
    const answer = await fetch(world.url + path, { headers: { cookie: cookies.get(login) ?? '' } });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json(;|$)/.test(answer.headers.get('content-type') ?? '');
    const { items = [], next = null, code } = (isJson ? JSON.parse(text) : {}) as Partial<Answer>;
    return { status: answer.status, code, items, next, text, headers: answer.headers };
  }

  it('is read by auditors and platform administrators, in a session', async () => {
    for (const path of paths) {
      assert.deepEqual([(await ask('', path)).status, (await ask('', path)).code], [401, 'auth.not_signed_in']);
      for (const login of ['bernd', 'clara']) {
        const { status, code } = await ask(login, path);
        assert.deepEqual([path, login, status, code], [path, login, 403, 'audit.not_allowed']);
      }
      const byProgram = await world.fetch('admin', path);
      assert.equal(byProgram.status, 403);
      for (const login of ['admin', 'anna']) assert.equal((await ask(login, path)).status, 200);
    }
  });

  it('holds what every room did, for an auditor what lies in their subtree', async () => {
    const all = await ask('admin', '/api/v1/audit?limit=500');
    const types = new Set(all.items.map(({ type }) => type));
    for (const type of ['directory.person_added', 'directory.organisation_added', 'auth.session_started']) {
      assert.ok(types.has(type), type);
    }
    const { directory } = world.landescloud;
    const tfm = (await directory.organisations.byKey('tfm'))?.id ?? 0;
    const amt = (await directory.organisations.byKey('amt'))?.id ?? 0;
    const tmil = (await directory.organisations.byKey('tmil'))?.id ?? 0;
    const seen = (await ask('anna', '/api/v1/audit?limit=500')).items;
    assert.ok(seen.some(({ organisationId }) => organisationId === tfm));
    assert.ok(seen.some(({ organisationId }) => organisationId === amt));
    assert.ok(seen.every(({ organisationId }) => organisationId === tfm || organisationId === amt));
    assert.deepEqual((await ask('anna', `/api/v1/audit?organisation=${tmil}`)).items, []);
    assert.ok((await ask('admin', `/api/v1/audit?organisation=${tmil}`)).items.length > 0);
    const added = (await ask('anna', `/api/v1/audit?organisation=${amt}&type=directory.person_added`)).items;
    assert.equal(added.length, 1);
  });

  it('is exported as CSV without formulas, and as JSON Lines', async () => {
    const { events, clock } = { ...world.landescloud, clock: Date };
    const actor = { kind: 'person' as const, personId: 1, name: '=HYPERLINK("http://x")', client: 'browser' as const };
    const subject = '@SUM(A1)';
    await events.record(world.landescloud.database, [
      { type: 'test.planted', actor, organisationId: null, subject, data: { n: 1 }, at: clock.now() },
    ]);
    await settled();
    const csv = await ask('admin', '/api/v1/audit/export?format=csv&type=test.');
    assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(csv.headers.get('content-disposition'), 'attachment; filename="audit.csv"');
    const [head, line, ...rest] = csv.text.split('\r\n');
    assert.match(head ?? '', /"id","at","type"/);
    assert.match(line ?? '', /,"'=HYPERLINK\(""http:\/\/x""\)","browser","'@SUM\(A1\)","\{""n"":1\}","no"$/);
    assert.deepEqual(rest, ['']);
    const lines = (await ask('admin', '/api/v1/audit/export?format=jsonl&type=test.')).text.trimEnd().split('\n');
    assert.equal(lines.length, 1);
    assert.deepEqual((JSON.parse(lines[0] ?? '') as Entry).data, { n: 1 });
  });

  it('refuses what makes no sense', async () => {
    const bad = ['?limit=0', '?limit=501', '?before=0', '?person=x', '?from=-1', '?organisation=1.5', '?q=%00'];
    const long = [`?type=${'x'.repeat(101)}`, `?subject=${'x'.repeat(201)}`, '/export', '/export?format=xml'];
    for (const path of [...bad, ...long]) {
      const { status, code } = await ask('admin', `/api/v1/audit${path}`);
      assert.deepEqual([path, status, code], [path, 400, 'http.invalid_input']);
    }
  });

  it('tells everybody what it says about them, page by page', async () => {
    assert.equal((await ask('', '/api/v1/me/audit')).status, 401);
    const clara = world.person('clara').id;
    const seen: Entry[] = [];
    for (let path = '/api/v1/me/audit?limit=1'; ;) {
      const { status, items, next } = await ask('clara', path);
      assert.equal(status, 200);
      seen.push(...items);
      if (next === null) break;
      path = `/api/v1/me/audit?limit=1&before=${next}`;
    }
    assert.ok(seen.some(({ type, personId }) => type === 'auth.session_started' && personId === clara));
    assert.ok(seen.some(({ type, personId }) => type === 'directory.person_added' && personId === null));
    assert.ok(seen.every(({ personId }) => personId === clara || personId === null));
    assert.ok(!seen.some(({ type, personId }) => type.startsWith('audit.') && personId !== clara));
  });

  it('is verified by the command line, which finds a planted change', { timeout: 60_000 }, async () => {
    const { database } = world.landescloud;
    await settled();
    assert.equal((await readdir(join(world.dataDir, 'audit-anchors'))).length, 1);
    const check = () =>
      runCli(['check', '--json'], { dataDir: world.dataDir, env: { LANDESCLOUD_DATABASE_URL: database.url } });
    const whole = await check();
    const report = JSON.parse(whole.stdout) as { faults: string[]; audit: { entries: number } };
    assert.deepEqual([whole.code, report.faults], [0, []]);
    assert.ok(report.audit.entries > 10);
    await database.transaction(async (tx) => {
      // As who owns the tables can.
      await tx.query('alter table audit.entry disable trigger user');
      await tx.query(`update audit.entry set data = '{"planted":1}' where id = 3`);
      await tx.query('alter table audit.entry enable trigger user');
    });
    const broken = await check();
    assert.equal(broken.code, 1);
    const { faults } = JSON.parse(broken.stdout) as { faults: string[] };
    assert.deepEqual(faults, ['audit log: entry 3: what it says was changed']);
  });
});
