import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { createAuth } from '@landescloud/platform/auth';
import { openDatabase } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import { basic, rightPassword, startAuth } from './auth-fixture.ts';
import type { AuthFixture } from './auth-fixture.ts';

let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

interface Made {
  readonly id: number;
  readonly label: string;
  readonly token: string;
}

async function make(cookie: string, label = 'Notebook'): Promise<Made> {
  const answer = await it_.ask('POST', '/api/v1/me/app-passwords', { cookie, body: { label } });
  assert.equal(answer.status, 201, answer.text);
  return answer.json as unknown as Made;
}

const who = (authorization: string, userAgent?: string) =>
  it_.ask('GET', '/who', { authorization, headers: userAgent === undefined ? {} : { 'user-agent': userAgent } });

describe('an app password', () => {
  it('signs a program in, as it is typed and as Bearer', async () => {
    const { token } = await make(await it_.signIn('anna'));
    assert.match(token, /^[a-z0-9]{5}(-[a-z0-9]{5}){4}$/);
    assert.deepEqual((await who(basic('anna', token))).json, { login: 'anna', client: 'dav' });
    assert.equal((await who(basic('Anna', token.replaceAll('-', '').toUpperCase()))).status, 200);
    assert.equal((await who(`Bearer ${token}`)).status, 200);
  });

  it('tells the kind of client', async () => {
    const { token } = await make(await it_.signIn('anna'));
    const kinds = ['Mozilla/5.0 (Linux) mirall/3.16', 'Mozilla/5.0 (iOS) Nextcloud-iOS/6', 'davfs2/1.6'];
    const answers = await Promise.all(kinds.map((agent) => who(basic('anna', token), agent)));
    assert.deepEqual(
      answers.map(({ json }) => json['client'] as string),
      ['desktop', 'mobile', 'dav'],
    );
  });

  it('is the owner’s alone, and no other secret takes its place', async () => {
    const { token } = await make(await it_.signIn('anna'));
    const wrong = [
      basic('bernd', token),
      basic('anna', rightPassword),
      basic(
        'anna',
        token.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
      ),
      basic('', token),
      'Basic',
      'Basic !!!',
      `Digest ${token}`,
      `Basic ${'A'.repeat(10_000)}`,
    ];
    for (const authorization of wrong) {
      const answer = await who(authorization);
      assert.deepEqual([authorization, answer.status, answer.json.code], [authorization, 401, 'auth.not_signed_in']);
      assert.equal(answer.headers.get('www-authenticate'), null);
    }
  });

  it('counts, not the cookie, where both are sent', async () => {
    const cookie = await it_.signIn('anna');
    const answer = await it_.ask('GET', '/who', { cookie, authorization: basic('anna', 'no-such-token') });
    assert.equal(answer.status, 401);
  });

  it('is listed without the secret, with its last use, newest first', async () => {
    const cookie = await it_.signIn('bernd');
    const first = await make(cookie, 'Erstes');
    const second = await make(cookie, '  Zweites ');
    assert.equal(second.label, 'Zweites');
    await who(basic('bernd', first.token));
    await it_.auth.tidy();
    const { json, text } = await it_.ask('GET', '/api/v1/me/app-passwords', { cookie });
    const items = json['items'] as { label: string; lastUsedAt: number | null; createdAt: number }[];
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Zweites', 'Erstes'],
    );
    assert.equal(items[0]!.lastUsedAt, null);
    assert.ok(Math.abs(items[1]!.lastUsedAt! - Date.now()) < 60_000);
    assert.ok(Math.abs(items[1]!.createdAt - Date.now()) < 60_000);
    assert.ok(!text.includes(first.token) && !text.includes('hash'));
  });

  it('is nowhere in the database, nor in the outbox', async () => {
    const { token } = await make(await it_.signIn('anna'));
    for (const table of ['auth.app_password', 'platform.outbox']) {
      const rows = await it_.db.query(`select t::text from ${table} t`);
      const text = JSON.stringify(rows);
      assert.ok(!text.includes(token) && !text.includes(token.replaceAll('-', '')), table);
    }
  });

  it('ends at once when it is revoked', async () => {
    const cookie = await it_.signIn('anna');
    const { id, token } = await make(cookie);
    assert.equal((await who(basic('anna', token))).status, 200);
    assert.equal((await it_.ask('DELETE', `/api/v1/me/app-passwords/${id}`, { cookie })).status, 204);
    assert.equal((await who(basic('anna', token))).status, 401);
    assert.equal((await it_.ask('DELETE', `/api/v1/me/app-passwords/${id}`, { cookie })).status, 404);
  });

  it('of somebody else looks absent and stays', async () => {
    const { id, token } = await make(await it_.signIn('anna'));
    const cookie = await it_.signIn('bernd');
    const answer = await it_.ask('DELETE', `/api/v1/me/app-passwords/${id}`, { cookie });
    assert.deepEqual([answer.status, answer.json.code], [404, 'auth.app_password_not_found']);
    assert.equal((await it_.ask('DELETE', '/api/v1/me/app-passwords/x', { cookie })).status, 400);
    assert.equal((await who(basic('anna', token))).status, 200);
  });

  it('cannot be used to get more access than it is', async () => {
    const { token } = await make(await it_.signIn('anna'));
    const authorization = basic('anna', token);
    const addresses = [
      ['GET', '/api/v1/me/app-passwords'],
      ['POST', '/api/v1/me/app-passwords', { label: 'mehr' }],
      ['DELETE', '/api/v1/me/app-passwords/1'],
      ['GET', '/api/v1/me/sessions'],
      ['DELETE', '/api/v1/me/sessions/1'],
      ['POST', '/api/v1/me/password', { current: rightPassword, next: 'Blaue Stunde am Abend' }],
      ['POST', `/api/v1/login-flow/${'x'.repeat(43)}/grant`],
    ] as const;
    for (const [method, path, body] of addresses) {
      const answer = await it_.ask(method, path, { authorization, ...(body === undefined ? {} : { body }) });
      assert.deepEqual([path, answer.status, answer.json.code], [path, 403, 'auth.session_required']);
    }
  });

  it('needs a name', async () => {
    const cookie = await it_.signIn('anna');
    const before = await it_.db.query('select 1 from auth.app_password');
    for (const [body, code] of [
      [{}, 'http.invalid_input'],
      [{ label: '' }, 'http.invalid_input'],
      [{ label: ' \u200b ' }, 'auth.invalid_label'],
      [{ label: 'x'.repeat(101) }, 'http.invalid_input'],
      [{ label: 7 }, 'http.invalid_input'],
    ] as const) {
      const answer = await it_.ask('POST', '/api/v1/me/app-passwords', { cookie, body });
      assert.deepEqual([answer.status, answer.json.code], [400, code]);
    }
    assert.equal((await it_.db.query('select 1 from auth.app_password')).length, before.length);
  });

  it('does not grow without bound', async () => {
    const identity = (await it_.people.findByLogin('bernd'))!;
    const bernd = { kind: 'person', client: 'browser', ...identity } as const;
    await assert.rejects(
      async () => {
        for (let count = 0; count < 250; count += 1)
          await it_.auth.appPasswords.create(bernd, { label: `Nummer ${count}` });
      },
      { kind: 'Conflict', code: 'auth.too_many_app_passwords' },
    );
    assert.equal((await it_.auth.appPasswords.list(bernd)).length, 200);
    await assert.rejects(it_.auth.appPasswords.createFor(bernd, 2, 'für andere'), { code: 'auth.not_allowed' });
  });

  it('signs itself out as clients do, in the form they ask for', async () => {
    const cookie = await it_.signIn('anna');
    for (const [path, statuscode] of [
      ['/ocs/v2.php/core/apppassword?format=json', 200],
      ['/ocs/v1.php/core/apppassword?format=json', 100],
    ] as const) {
      const { token } = await make(cookie);
      const answer = await it_.ask('DELETE', path, { authorization: basic('anna', token) });
      assert.equal(answer.status, 200);
      assert.deepEqual(answer.json, { ocs: { meta: { status: 'ok', statuscode, message: 'OK' }, data: [] } });
      assert.equal((await who(basic('anna', token))).status, 401);
    }
    const { token } = await make(cookie);
    const xml = await it_.ask('DELETE', '/ocs/v2.php/core/apppassword', { authorization: basic('anna', token) });
    assert.match(xml.text, /<statuscode>200<\/statuscode>/);
    assert.equal((await it_.ask('DELETE', '/ocs/v2.php/core/apppassword', { cookie })).status, 403);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
  });

  it('serves polls from memory: no query, no promise', async () => {
    const { token } = await make(await it_.signIn('anna'));
    const header = basic('anna', token);
    await who(header);
    const before = it_.people.lookUps;
    const found = it_.auth.authenticateBasic(header);
    assert.ok(found !== null && !(found instanceof Promise));
    assert.equal(found.actor('desktop'), found.actor('desktop'));
    const rounds = 50_000;
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) void it_.auth.authenticateBasic(header);
    const each = ((performance.now() - start) / rounds) * 1000;
    assert.ok(each < 50, `${each} microseconds`);
    assert.equal(it_.people.lookUps, before);
  });
});

describe('a disabled person', () => {
  it('loses app passwords at once, and for good by the event', async () => {
    await using own = await startAuth();
    const cookie = await own.signIn('bernd');
    const made = await own.ask('POST', '/api/v1/me/app-passwords', { cookie, body: { label: 'Telefon' } });
    const authorization = basic('bernd', (made.json as unknown as Made).token);
    assert.equal((await own.ask('GET', '/who', { authorization })).status, 200);

    own.people.change('bernd', { disabled: true });
    assert.equal((await own.ask('GET', '/who', { authorization })).status, 401);
    assert.equal((await own.ask('GET', '/who', { cookie })).status, 401);

    own.events.start();
    const actor = { kind: 'system', name: 'test' } as const;
    const event = {
      type: 'directory.person_disabled',
      actor,
      organisationId: 1,
      subject: 'person:3',
      data: {},
      at: Date.now(),
    };
    await own.db.transaction((tx) => own.events.record(tx, [event]));
    const left = () => own.db.query('select 1 from auth.app_password union all select 1 from auth.session');
    for (let tries = 0; tries < 100 && (await left()).length > 0; tries += 1)
      await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await left(), []);
    own.people.change('bernd', { disabled: false });
    assert.equal((await own.ask('GET', '/who', { authorization })).status, 401);
  });
});

describe('a second server process', () => {
  it('hears of revocations', async () => {
    await using own = await startAuth();
    const db = await openDatabase({ url: own.db.url, maxConnections: 2 });
    const hints = createHints(db);
    await hints.start();
    const events = createEvents(db);
    const { people: identities, clock, secrets } = own;
    const second = createAuth({
      db,
      identities,
      mailAddresses: identities.mailAddresses,
      clock,
      hints,
      events,
      secrets,
    });
    try {
      const made = await own.auth.appPasswords.createFor(systemActor('test'), 2, 'Notebook');
      const header = basic('anna', made.token);
      // A hint of what came before may arrive while it looks: then it does not remember, and looks once more.
      let remembered = false;
      for (let tries = 0; tries < 20 && !remembered; tries++) {
        assert.notEqual(await second.authenticateBasic(header), null);
        remembered = !(second.authenticateBasic(header) instanceof Promise);
      }
      assert.ok(remembered);
      const cookie = await own.signIn('anna');
      await own.ask('DELETE', `/api/v1/me/app-passwords/${made.id}`, { cookie });
      assert.equal(await own.auth.authenticateBasic(header), null);
      const start = Date.now();
      while ((await second.authenticateBasic(header)) !== null) {
        assert.ok(Date.now() - start < 5_000);
        await new Promise((done) => setTimeout(done, 20));
      }
    } finally {
      await second.stop();
      await hints.stop();
      await db.close();
    }
  });
});
