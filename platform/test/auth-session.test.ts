import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { administratorPassword, cookieOf, rightPassword, startAuth } from './auth-fixture.ts';
import type { AuthFixture } from './auth-fixture.ts';

let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

const sessionsOf = async (cookie: string) => {
  const { json } = await it_.ask('GET', '/api/v1/me/sessions', { cookie });
  return json['items'] as { id: number; client: string; current: boolean }[];
};

describe('signing in', () => {
  it('says who one is and sets a cookie that scripts and other sites cannot use', async () => {
    const answer = await it_.ask('POST', '/api/v1/session', { body: { login: ' Anna ', password: rightPassword } });
    assert.equal(answer.status, 200);
    const person = answer.json['person'] as Record<string, unknown>;
    assert.equal(person['login'], 'anna');
    assert.deepEqual(person['organisation'], { key: 'amt', name: 'Amt' });
    const [cookie, device, ...more] = answer.headers.getSetCookie();
    assert.deepEqual(more, []);
    assert.match(device!, /^lc_device=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
    assert.match(cookie!, /^lc_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    assert.deepEqual((await it_.ask('GET', '/api/v1/session', { cookie: cookieOf(answer) })).json, answer.json);
    assert.deepEqual((await it_.ask('GET', '/who', { cookie: cookieOf(answer) })).json, {
      login: 'anna',
      client: 'browser',
    });
  });

  it('sets a secure cookie where the address is https', async () => {
    await using secure = await startAuth({ publicUrl: 'https://cloud.example' });
    const answer = await secure.ask('POST', '/api/v1/session', { body: { login: 'anna', password: rightPassword } });
    assert.match(answer.headers.getSetCookie()[0]!, /; Secure$/);
  });

  it('answers the same for a wrong password, an unknown, a disabled and a passwordless person', async () => {
    it_.people.change('bernd', { disabled: true });
    const tries = [
      { login: 'anna', password: 'falsches Passwort' },
      { login: 'niemand', password: rightPassword },
      { login: 'bernd', password: rightPassword },
      { login: 'clara', password: '$argon2id$v=19$m=19456,t=2,p=1$' },
    ];
    const answers = await Promise.all(tries.map((body) => it_.ask('POST', '/api/v1/session', { body })));
    it_.people.change('bernd', { disabled: false });
    for (const answer of answers) {
      assert.equal(answer.status, 401);
      assert.equal(answer.text, answers[0]!.text);
      assert.equal(answer.json.code, 'auth.wrong_credentials');
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
  });

  it('takes as long for an unknown login', async () => {
    const time = async (login: string) => {
      const start = performance.now();
      for (let round = 0; round < 4; round += 1) {
        await it_.ask('POST', '/api/v1/session', { body: { login: `${login}${round}`, password: 'falsch' } });
        await it_.ask('POST', '/api/v1/session', { body: { login, password: rightPassword } });
      }
      return performance.now() - start;
    };
    await time('anna');
    const known = await time('anna');
    const unknown = await time('niemand-sonst');
    assert.ok(unknown > known / 3 && unknown < known * 3, `${known} ms against ${unknown} ms`);
  });

  it('gives a new token and ends the session that the browser showed', async () => {
    const planted = await it_.signIn('bernd');
    const answer = await it_.ask('POST', '/api/v1/session', {
      cookie: planted,
      body: { login: 'anna', password: rightPassword },
    });
    assert.notEqual(cookieOf(answer), planted);
    assert.equal((await it_.ask('GET', '/api/v1/session', { cookie: planted })).status, 401);
    const made = await it_.ask('POST', '/api/v1/session', {
      cookie: 'lc_session=chosen-by-somebody-else',
      body: { login: 'anna', password: rightPassword },
    });
    assert.notEqual(cookieOf(made), 'lc_session=chosen-by-somebody-else');
    assert.equal((await it_.ask('GET', '/who', { cookie: 'lc_session=chosen-by-somebody-else' })).status, 401);
  });

  it('refuses bad input', async () => {
    const bodies = [{}, { login: 'anna' }, { login: 1, password: 'x' }, { login: '', password: 'x' }, [], 'null', '{'];
    const long = { login: 'anna', password: 'x'.repeat(2000) };
    const more = { login: 'anna', password: rightPassword, role: 'platform-administrator' };
    for (const body of [...bodies, long, more]) {
      const headers = { 'content-type': 'application/json' };
      const answer = await it_.ask('POST', '/api/v1/session', { headers, body });
      assert.equal(answer.status, 400, JSON.stringify(body));
      assert.match(answer.json.code!, /^http\./);
    }
  });

  it('takes a mail address in the place of the login', async () => {
    for (const login of ['Anna@Amt.example', ' anna@amt.example']) {
      const answer = await it_.ask('POST', '/api/v1/session', { body: { login, password: rightPassword } });
      assert.equal(answer.status, 200, answer.text);
    }
    for (const login of ['anna@amt.example', 'niemand@amt.example']) {
      const answer = await it_.ask('POST', '/api/v1/session', { body: { login, password: 'falsches Passwort' } });
      assert.deepEqual([answer.status, answer.json.code], [401, 'auth.wrong_credentials'], login);
    }
  });

  it('is refused from another site, before anything is checked', async () => {
    const body = { login: 'anna', password: rightPassword };
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of foreign) {
      const answer = await it_.ask('POST', '/api/v1/session', { headers: headers, body });
      assert.equal(answer.status, 403);
      assert.equal(answer.json.code, 'auth.cross_site');
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
  });
});

describe('a session', () => {
  it('ends by signing out, also for who kept the cookie', async () => {
    const cookie = await it_.signIn('anna');
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
    const answer = await it_.ask('DELETE', '/api/v1/session', { cookie });
    assert.equal(answer.status, 204);
    assert.match(answer.headers.getSetCookie()[0]!, /^lc_session=; .*Max-Age=0/);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);
    assert.equal((await it_.ask('DELETE', '/api/v1/session', { cookie })).status, 204);
    assert.equal((await it_.ask('DELETE', '/api/v1/session')).status, 204);
  });

  it('is not ended, nor anything done with it, by another site', async () => {
    const cookie = await it_.signIn('anna');
    const headers = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await it_.ask('DELETE', '/api/v1/session', { cookie, headers })).status, 403);
    assert.equal(
      (await it_.ask('POST', '/api/v1/me/app-passwords', { cookie, headers, body: { label: 'x' } })).status,
      403,
    );
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
  });

  it('is listed with the browser’s name, and ended from another one', async () => {
    const mine = await it_.signIn('bernd');
    const { json } = await it_.ask('POST', '/api/v1/session', {
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      body: { login: 'bernd', password: rightPassword },
    });
    assert.ok(json['person']);
    const sessions = await sessionsOf(mine);
    const other = sessions.find((session) => session.client === 'Firefox, Linux');
    assert.ok(other && !other.current);
    assert.equal(sessions.filter((session) => session.current).length, 1);
    assert.equal((await it_.ask('DELETE', `/api/v1/me/sessions/${other.id}`, { cookie: mine })).status, 204);
    assert.ok(!(await sessionsOf(mine)).some((session) => session.id === other.id));
  });

  it('of somebody else looks absent', async () => {
    const anna = await it_.signIn('anna');
    const bernd = await it_.signIn('bernd');
    const id = (await sessionsOf(anna)).find((session) => session.current)!.id;
    for (const target of [id, 999_999_999]) {
      const answer = await it_.ask('DELETE', `/api/v1/me/sessions/${target}`, { cookie: bernd });
      assert.equal(answer.status, 404);
      assert.equal(answer.json.code, 'auth.session_not_found');
    }
    for (const target of ['0', '-1', 'x', '99999999999999999999']) {
      assert.equal((await it_.ask('DELETE', `/api/v1/me/sessions/${target}`, { cookie: bernd })).status, 400, target);
    }
    assert.equal((await it_.ask('GET', '/who', { cookie: anna })).status, 200);
  });

  it('needs no database while it is fresh in memory, and survives a restart', async () => {
    const cookie = await it_.signIn('anna');
    await it_.ask('GET', '/who', { cookie });
    const before = it_.people.lookUps;
    for (let round = 0; round < 20; round += 1) assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
    assert.equal(it_.people.lookUps, before);
    it_.clock.move(31_000);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
    assert.equal(it_.people.lookUps, before + 1);
  });

  it('ends for a person who is disabled, at once, and for good', async () => {
    const cookie = await it_.signIn('bernd');
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
    it_.people.change('bernd', { disabled: true });
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);
    await it_.auth.endAccess({ kind: 'system', name: 'test' }, 3);
    it_.people.change('bernd', { disabled: false });
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 401);
  });

  it('ends unused after a week, and in any case after thirty days', async () => {
    await using own = await startAuth();
    const idle = await own.signIn('anna');
    const used = await own.signIn('anna');
    for (let day = 0; day < 29; day += 1) {
      own.clock.move(24 * 60 * 60_000);
      assert.equal((await own.ask('GET', '/who', { cookie: used })).status, 200, `day ${day}`);
      await own.auth.tidy();
      if (day === 5) assert.equal((await own.db.query('select 1 from auth.session')).length, 2);
    }
    assert.equal((await own.ask('GET', '/who', { cookie: idle })).status, 401);
    assert.equal((await own.db.query('select 1 from auth.session')).length, 1);
    own.clock.move(24 * 60 * 60_000 + 1);
    assert.equal((await own.ask('GET', '/who', { cookie: used })).status, 401);
  });
});

describe('one’s own password', () => {
  it('is changed with the present one; other sessions end, this one stays', async () => {
    await using own = await startAuth();
    const cookie = await own.signIn('anna');
    const other = await own.signIn('anna');
    const next = 'Blaue Stunde am Abend';
    const change = (current: string, to: string) =>
      own.ask('POST', '/api/v1/me/password', { cookie, body: { current, next: to } });

    const wrong = await change('falsches Passwort', next);
    assert.deepEqual([wrong.status, wrong.json.code], [403, 'auth.wrong_password']);
    const short = await change(rightPassword, 'kurz');
    assert.deepEqual([short.status, short.json.code], [400, 'auth.password_too_short']);
    assert.equal((await own.ask('GET', '/who', { cookie: other })).status, 200);

    assert.equal((await change(rightPassword, next)).status, 204);
    assert.equal((await own.ask('GET', '/who', { cookie })).status, 200);
    assert.equal((await own.ask('GET', '/who', { cookie: other })).status, 401);
    assert.equal(
      (await own.ask('POST', '/api/v1/session', { body: { login: 'anna', password: rightPassword } })).status,
      401,
    );
    await own.signIn('anna', next);
  });

  it('needs 16 characters of an administrator', async () => {
    const cookie = await it_.signIn('admin');
    const body = { current: administratorPassword, next: 'Zwölf Zeichen' };
    const answer = await it_.ask('POST', '/api/v1/me/password', { cookie, body });
    assert.equal(answer.json.code, 'auth.password_too_short');
    assert.deepEqual(answer.json['details'], { minimum: 16 });
  });

  it('cannot be guessed here either', async () => {
    await using own = await startAuth();
    const cookie = await own.signIn('anna');
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const body = { current: `falsch ${count}`, next: 'Blaue Stunde am Abend' };
      statuses.push((await own.ask('POST', '/api/v1/me/password', { cookie, body })).status);
    }
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429, 429, 429]);
  });

  it('is set by administrators only', async () => {
    const identity = (await it_.people.findByLogin('anna'))!;
    const anna = { kind: 'person', client: 'browser', ...identity } as const;
    await assert.rejects(it_.auth.setPassword(anna, 3, 'Blaue Stunde am Abend'), { code: 'auth.not_allowed' });
    const system = { kind: 'system', name: 'test' } as const;
    await assert.rejects(it_.auth.setPassword(system, 999, 'Blaue Stunde am Abend'), { code: 'auth.person_not_found' });
  });
});

describe('signed out', () => {
  it('every address of one’s own answers 401', async () => {
    const addresses = [
      ['GET', '/api/v1/session'],
      ['GET', '/api/v1/me/sessions'],
      ['DELETE', '/api/v1/me/sessions/1'],
      ['POST', '/api/v1/me/password', { current: 'x', next: 'y' }],
      ['GET', '/api/v1/me/app-passwords'],
      ['POST', '/api/v1/me/app-passwords', { label: 'x' }],
      ['DELETE', '/api/v1/me/app-passwords/1'],
      ['POST', `/api/v1/login-flow/${'x'.repeat(43)}/grant`],
      ['DELETE', '/ocs/v2.php/core/apppassword'],
    ] as const;
    for (const [method, path, body] of addresses) {
      const answer = await it_.ask(method, path, body === undefined ? {} : { body });
      assert.deepEqual([path, answer.status, answer.json.code], [path, 401, 'auth.not_signed_in']);
    }
  });
});

describe('when the database is gone', () => {
  it('an unknown cookie is 503, not signed out', async () => {
    await using own = await startAuth();
    await own.db.close();
    const answer = await own.ask('GET', '/who', { cookie: 'lc_session=abc' });
    assert.deepEqual([answer.status, answer.json.code], [503, 'database.unavailable']);
  });
});
