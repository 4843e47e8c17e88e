import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rightPassword, startAuth } from './auth-fixture.ts';
import type { AuthFixture } from './auth-fixture.ts';

let it_: AuthFixture;
before(async () => {
  it_ = await startAuth();
});
after(() => it_[Symbol.asyncDispose]());

const signIn = (login: string, password: string, address: string) =>
  it_.auth.signIn({ login, password, address, client: 'test' });

describe('10,000 wrong passwords', () => {
  it('neither slow others down nor lock them out', async () => {
    await signIn('bernd', rightPassword, '10.6.6.6');
    const heap = process.memoryUsage().heapUsed;
    // The processor's time, not the clock's: other tests run beside this one.
    const start = process.cpuUsage();
    const spent = (): number => (process.cpuUsage(start).user + process.cpuUsage(start).system) / 1000;
    const attack = Promise.all(
      Array.from({ length: 10_000 }, (_, count) =>
        signIn(count % 2 === 0 ? 'anna' : `login${count}`, `falsch ${count}`, '10.6.6.6').then(
          () => 'in',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    // the owner from another address, and a colleague from the attacker's own
    await signIn('anna', rightPassword, '10.0.0.1');
    await signIn('bernd', rightPassword, '10.6.6.6');
    const others = spent();
    const codes = await attack;
    const all = spent();
    const counted = Object.groupBy(codes, (code) => code);
    assert.deepEqual(Object.keys(counted).sort(), ['auth.too_many_attempts', 'auth.wrong_credentials']);
    assert.ok(counted['auth.wrong_credentials']!.length <= 60);
    assert.ok(others < 10_000, `others waited for ${others} ms of work`);
    assert.ok(all < 20_000, `all took ${all} ms`);
    globalThis.gc?.();
    assert.ok(process.memoryUsage().heapUsed - heap < 64 * 1024 * 1024);
  });

  it('are told when to try again', async () => {
    const body = { login: 'anna', password: 'falsch' };
    let answer = await it_.ask('POST', '/api/v1/session', { body });
    for (let count = 0; count < 8 && answer.status === 401; count += 1) {
      answer = await it_.ask('POST', '/api/v1/session', { body });
    }
    assert.deepEqual([answer.status, answer.json.code], [429, 'auth.too_many_attempts']);
    assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    // the right password has to wait as well: otherwise it would show among the guesses
    const right = await it_.ask('POST', '/api/v1/session', { body: { login: 'anna', password: rightPassword } });
    assert.equal(right.status, 429);
  });
});

describe('a browser that was here before', () => {
  it('is not held up by the guesses of others at the same address, and cannot guess on', async () => {
    await using own = await startAuth();
    const body = { login: 'anna', password: rightPassword };
    const first = await own.ask('POST', '/api/v1/session', { body });
    const cookie = first.headers
      .getSetCookie()
      .find((text) => text.startsWith('lc_device='))!
      .split(';')[0]!;
    const wrong = { login: 'anna', password: 'falsch' };
    const guess = async (ask: object) => (await own.ask('POST', '/api/v1/session', { body: wrong, ...ask })).status;
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push(await guess({}));
    assert.equal(statuses.at(-1), 429);
    assert.equal((await own.ask('POST', '/api/v1/session', { cookie, body })).status, 200);
    // somebody else's login does not profit from it, nor does a cookie that was changed
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    assert.equal(await guess({ cookie: `${forged.slice(0, 40)}x${forged.slice(41)}` }), 429);
    const own6: number[] = [];
    for (let count = 0; count < 6; count += 1) own6.push(await guess({ cookie }));
    assert.deepEqual(own6, [401, 401, 401, 401, 401, 429]);
  });
});

describe('wrong tokens', () => {
  it('are remembered as wrong, without pushing out what is right', async () => {
    const cookie = await it_.signIn('bernd');
    await it_.ask('GET', '/who', { cookie });
    const before = it_.people.lookUps;
    for (let count = 0; count < 6_000; count += 1) await it_.auth.authenticateCookie(`nobody-has-this-${count}`);
    assert.equal((await it_.ask('GET', '/who', { cookie })).status, 200);
    assert.equal(it_.people.lookUps, before);
  });
});
