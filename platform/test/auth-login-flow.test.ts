import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { basic, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';

let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

interface Started {
  readonly poll: { readonly token: string; readonly endpoint: string };
  readonly login: string;
}

const desktop = 'Mozilla/5.0 (Linux) mirall/3.16.4 (Nextcloud, debian)';

async function start(
  on = it_,
  path = '/index.php/login/v2',
  headers: Record<string, string> = {},
): Promise<Started & { flow: string }> {
  const answer = await on.ask('POST', path, { headers: { 'user-agent': desktop, ...headers } });
  assert.equal(answer.status, 200, answer.text);
  const started = answer.json as unknown as Started;
  return { ...started, flow: new URL(started.login).pathname.replace('/login/flow/', '') };
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': desktop };

function poll(token: string, on = it_): Promise<Answer> {
  return on.ask('POST', '/index.php/login/v2/poll', { headers: form, body: `token=${encodeURIComponent(token)}` });
}

function grant(flow: string, cookie: string, on = it_): Promise<Answer> {
  return on.ask('POST', `/api/v1/login-flow/${flow}/grant`, { cookie });
}

describe('login flow v2', () => {
  it('lets a desktop client in, as it does it', async () => {
    const { poll: polling, login, flow } = await start();
    assert.equal(polling.endpoint, `${it_.url}/index.php/login/v2/poll`);
    assert.equal(login, `${it_.url}/login/flow/${flow}`);
    assert.notEqual(polling.token, flow);
    for (let round = 0; round < 3; round += 1) {
      const waiting = await poll(polling.token);
      assert.deepEqual([waiting.status, waiting.text], [404, '[]']);
    }

    const cookie = await it_.signIn('anna');
    const info = await it_.ask('GET', `/api/v1/login-flow/${flow}`, { cookie });
    assert.equal(info.json['client'], 'Nextcloud Desktop, Linux');
    assert.ok(Math.abs((info.json['expiresAt'] as number) - Date.now() - 20 * 60_000) < 60_000);
    assert.equal((await grant(flow, cookie)).status, 204);

    const granted = await poll(polling.token);
    assert.equal(granted.status, 200);
    assert.equal(granted.headers.get('cache-control'), 'no-store');
    assert.deepEqual(Object.keys(granted.json).sort(), ['appPassword', 'loginName', 'server']);
    assert.deepEqual([granted.json['server'], granted.json['loginName']], [it_.url, 'anna']);
    const authorization = basic('anna', granted.json['appPassword'] as string);
    const who = await it_.ask('GET', '/who', { authorization, headers: { 'user-agent': desktop } });
    assert.deepEqual(who.json, { login: 'anna', client: 'desktop' });

    const list = await it_.ask('GET', '/api/v1/me/app-passwords', { cookie });
    const items = list.json['items'] as { label: string }[];
    assert.equal(items[0]!.label, 'Nextcloud Desktop, Linux');
  });

  it('gives the password once', async () => {
    const { poll: polling, flow } = await start();
    await grant(flow, await it_.signIn('anna'));
    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(polling.token)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404, 404, 404, 404, 404, 404]);
    assert.equal((await poll(polling.token)).status, 404);
  });

  it('is granted once, by one person', async () => {
    const { flow } = await start();
    const [anna, bernd] = [await it_.signIn('anna'), await it_.signIn('bernd')];
    const answers = await Promise.all([grant(flow, anna), grant(flow, bernd), grant(flow, anna)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 404, 404]);
    const late = await grant(flow, bernd);
    assert.deepEqual([late.status, late.json.code], [404, 'auth.flow_not_found']);
    assert.equal((await it_.ask('GET', `/api/v1/login-flow/${flow}`, { cookie: anna })).status, 404);
  });

  it('ends after 20 minutes, granted or not', async () => {
    await using own = await startAuth();
    const waiting = await start(own);
    const granted = await start(own);
    const cookie = await own.signIn('anna');
    await grant(granted.flow, cookie, own);
    own.clock.move(20 * 60_000 - 5_000);
    assert.equal((await own.ask('GET', `/api/v1/login-flow/${waiting.flow}`, { cookie })).status, 200);
    own.clock.move(6_000);
    assert.equal((await own.ask('GET', `/api/v1/login-flow/${waiting.flow}`, { cookie })).status, 404);
    const again = await own.signIn('anna');
    assert.equal((await grant(waiting.flow, again, own)).status, 404);
    assert.equal((await poll(granted.poll.token, own)).status, 404);
    await own.auth.tidy();
    assert.deepEqual(await own.db.query('select 1 from auth.login_flow'), []);
    assert.deepEqual(await own.db.query('select 1 from auth.app_password'), []);
  });

  it('works under both addresses, with forms, JSON and either way of saying so', async () => {
    const cookie = await it_.signIn('anna');
    const ways = [
      ['/login/v2', '/login/v2/poll', form, (token: string) => `token=${token}`],
      [
        '/index.php/login/v2',
        '/login/v2/poll',
        { 'content-type': 'application/json' },
        (token: string) => JSON.stringify({ token }),
      ],
      [
        '/login/v2',
        '/index.php/login/v2/poll',
        { 'content-type': 'text/plain' },
        (token: string) => `a=b&token=${token}`,
      ],
    ] as const;
    for (const [startPath, pollPath, headers, body] of ways) {
      const started = await start(it_, startPath, { 'content-type': 'application/json' });
      await grant(started.flow, cookie);
      const answer = await it_.ask('POST', pollPath, { headers, body: body(started.poll.token) });
      assert.equal(answer.status, 200, `${pollPath} ${JSON.stringify(headers)}`);
    }
  });

  it('answers 404 to every other poll, whatever it holds', async () => {
    const { flow } = await start();
    const bodies = [
      '',
      'token=',
      `token=${flow}`,
      '{',
      '{"token":7}',
      '{"token":null}',
      '[]',
      `token=${'x'.repeat(3000)}`,
      'token=%00%00%ff',
    ];
    for (const body of bodies) {
      const answer = await it_.ask('POST', '/index.php/login/v2/poll', { headers: form, body });
      assert.deepEqual([body, answer.status], [body, 404]);
    }
    const huge = await it_.ask('POST', '/index.php/login/v2/poll', { headers: form, body: 'x'.repeat(100_000) });
    assert.equal(huge.status, 413);
  });

  it('does not let a program in for a person who is disabled meanwhile', async () => {
    const { poll: polling, flow } = await start();
    await grant(flow, await it_.signIn('bernd'));
    it_.people.change('bernd', { disabled: true });
    assert.equal((await poll(polling.token)).status, 404);
    it_.people.change('bernd', { disabled: false });
  });

  it('is not granted by another site, a program or nobody', async () => {
    const { flow, poll: polling } = await start();
    const cookie = await it_.signIn('anna');
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    const path = `/api/v1/login-flow/${flow}/grant`;
    assert.equal((await it_.ask('POST', path, { cookie, headers: crossSite })).json.code, 'auth.cross_site');
    assert.equal((await it_.ask('POST', path)).json.code, 'auth.not_signed_in');
    assert.equal((await it_.ask('POST', '/api/v1/login-flow/short/grant', { cookie })).status, 400);
    assert.equal((await it_.ask('POST', `/api/v1/login-flow/${polling.token}/grant`, { cookie })).status, 404);
    assert.equal((await poll(polling.token)).status, 404);
  });

  it('tells the address that the operator set, not what the request claims', async () => {
    await using own = await startAuth({ publicUrl: 'https://cloud.example' });
    const started = await start(own, '/index.php/login/v2', { 'x-forwarded-host': 'evil.example' });
    assert.equal(started.poll.endpoint, 'https://cloud.example/index.php/login/v2/poll');
    assert.match(started.login, /^https:\/\/cloud\.example\/login\/flow\/[\w-]{43}$/);
    await grant(started.flow, await own.signIn('anna'), own);
    assert.equal((await poll(started.poll.token, own)).json['server'], 'https://cloud.example');
  });

  it('keeps nothing readable in the database', async () => {
    const { flow, poll: polling } = await start();
    await grant(flow, await it_.signIn('anna'));
    const text = JSON.stringify(await it_.db.query('select t::text from auth.login_flow t'));
    assert.ok(!text.includes(flow) && !text.includes(polling.token));
    assert.equal((await poll(polling.token)).status, 200);
  });

  it('is started so often a minute by one address', async () => {
    await using own = await startAuth();
    const answers = await Promise.all(Array.from({ length: 70 }, () => own.ask('POST', '/login/v2')));
    assert.equal(answers.filter(({ status }) => status === 200).length, 60);
    assert.equal(answers.filter(({ status }) => status === 429).length, 10);
  });
});
