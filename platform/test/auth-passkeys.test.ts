import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cookieOf, rightPassword, startAuth } from './auth-fixture.ts';
import type { Answer, AuthFixture } from './auth-fixture.ts';
import { createAuthenticator, present } from './software-authenticator.ts';
import type { Rp, SoftwareAuthenticator } from './software-authenticator.ts';

const cookies = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');
const challengeOf = (answer: Answer) => (answer.json['options'] as { challenge: string }).challenge;
const rpOf = (it_: AuthFixture): Rp => ({ id: '127.0.0.1', origin: it_.url });
const elsewhere: Rp = { id: 'evil.example', origin: 'https://evil.example' };

async function register(
  it_: AuthFixture,
  cookie: string,
  device: SoftwareAuthenticator,
  rp = rpOf(it_),
  flags?: number,
) {
  const asked = await it_.ask('POST', '/api/v1/me/factors/passkey/options', { cookie, body: {} });
  assert.equal(asked.status, 200, asked.text);
  const response = device.register(challengeOf(asked), rp, flags);
  return it_.ask('POST', '/api/v1/me/factors/passkey', { cookie, body: { name: 'Notebook', response } });
}

async function alone(it_: AuthFixture, device: SoftwareAuthenticator, rp = rpOf(it_), flags?: number) {
  const asked = await it_.ask('POST', '/api/v1/session/passkey/options', { body: {} });
  const response = device.assert(challengeOf(asked), rp, flags);
  const cookie = cookies(asked);
  return { cookie, response, answer: await it_.ask('POST', '/api/v1/session/passkey', { cookie, body: { response } }) };
}

const refused = (answer: Answer, why: string) =>
  assert.deepEqual([why, answer.status, answer.json.code], [why, 403, 'auth.passkey_refused']);

describe('a passkey', () => {
  it('signs in alone, each question once, in the browser that asked', async () => {
    await using it_ = await startAuth();
    it_.people.change('anna', { requiredStrength: 'password' });
    const device = createAuthenticator();
    const made = await register(it_, await it_.signIn('anna'), device);
    assert.equal(made.status, 200, made.text);
    assert.equal((made.json['recoveryCodes'] as string[]).length, 10);
    const { cookie, response, answer } = await alone(it_, device);
    assert.equal(answer.status, 200, answer.text);
    assert.equal((await it_.ask('GET', '/who', { cookie: cookieOf(answer) })).json['login'], 'anna');
    refused(await it_.ask('POST', '/api/v1/session/passkey', { cookie, body: { response } }), 'the same answer again');

    const asked = await it_.ask('POST', '/api/v1/session/passkey/options', { body: {} });
    const body = { response: device.assert(challengeOf(asked), rpOf(it_)) };
    refused(await it_.ask('POST', '/api/v1/session/passkey', { body }), 'no cookie');
    const other = cookies(await it_.ask('POST', '/api/v1/session/passkey/options', { body: {} }));
    refused(await it_.ask('POST', '/api/v1/session/passkey', { cookie: other, body }), 'another browser');
  });

  it('of another address, without its user checked, copied, or unknown is refused', async () => {
    await using it_ = await startAuth();
    const device = createAuthenticator();
    await register(it_, await it_.signIn('anna'), device);
    refused((await alone(it_, device, elsewhere)).answer, 'another address');
    refused((await alone(it_, device, { ...rpOf(it_), origin: elsewhere.origin })).answer, 'another origin');
    refused((await alone(it_, device, rpOf(it_), present)).answer, 'user not verified');
    refused((await alone(it_, createAuthenticator())).answer, 'unknown');
    device.counter = 10;
    assert.equal((await alone(it_, device)).answer.status, 200);
    device.counter = 4;
    refused((await alone(it_, device)).answer, 'counter went back');
    it_.people.change('anna', { disabled: true });
    device.counter = 20;
    refused((await alone(it_, device)).answer, 'disabled person');
  });

  it('is not registered for another address, without its user checked, twice, or by an old question', async () => {
    await using it_ = await startAuth();
    const cookie = await it_.signIn('anna');
    const device = createAuthenticator();
    refused(await register(it_, cookie, device, elsewhere), 'another address');
    refused(await register(it_, cookie, device, rpOf(it_), present), 'user not verified');
    const made = await register(it_, cookie, device);
    const again = await register(it_, cookieOf(made), device);
    assert.deepEqual([again.status, again.json.code], [409, 'auth.passkey_exists']);
    const response = createAuthenticator().register('AAAA', rpOf(it_));
    const invented = await it_.ask('POST', '/api/v1/me/factors/passkey', {
      cookie: cookieOf(made),
      body: { response },
    });
    refused(invented, 'a question that nobody asked');
  });

  it('is a second factor of its owner, not of somebody else', async () => {
    await using it_ = await startAuth();
    const annas = createAuthenticator();
    const bernds = createAuthenticator();
    await register(it_, await it_.signIn('anna'), annas);
    await register(it_, await it_.signIn('bernd'), bernds);
    const begun = await it_.ask('POST', '/api/v1/session', { body: { login: 'anna', password: rightPassword } });
    assert.equal(begun.status, 202);
    const { token } = begun.json['step'] as { token: string };
    const cookie = cookies(begun);
    const show = async (device: SoftwareAuthenticator) => {
      const asked = await it_.ask('POST', '/api/v1/session/passkey/options', { cookie, body: { token } });
      const body = { token, method: 'passkey', response: device.assert(challengeOf(asked), rpOf(it_)) };
      return it_.ask('POST', '/api/v1/session/second-factor', { cookie, body });
    };
    refused(await show(bernds), 'somebody else’s');
    assert.equal((await show(annas)).status, 200);
  });

  it('is what a rule for the strongest asks for; the last one of who has no password stays', async () => {
    await using it_ = await startAuth();
    it_.people.change('anna', { requiredStrength: 'phishing-resistant' });
    const begun = await it_.ask('POST', '/api/v1/session', { body: { login: 'anna', password: rightPassword } });
    const { token, methods } = begun.json['step'] as { token: string; methods: string[] };
    assert.deepEqual(methods, ['passkey']);
    const cookie = cookies(begun);
    const device = createAuthenticator();
    const asked = await it_.ask('POST', '/api/v1/me/factors/passkey/options', { cookie, body: { token } });
    const response = device.register(challengeOf(asked), rpOf(it_));
    const made = await it_.ask('POST', '/api/v1/me/factors/passkey', { cookie, body: { token, response } });
    assert.equal((made.json['person'] as { login: string }).login, 'anna', made.text);
    const { id } = made.json['factor'] as { id: number };
    const remove = () => it_.ask('DELETE', `/api/v1/me/factors/passkey/${id}`, { cookie: cookieOf(made) });
    assert.equal((await remove()).json.code, 'auth.factor_required');
    it_.people.change('anna', { requiredStrength: 'password' });
    await it_.db.query('delete from auth.password where person_id = 2');
    assert.equal((await remove()).json.code, 'auth.last_way_in');
  });

  it('proves once more who one is', async () => {
    await using it_ = await startAuth();
    const device = createAuthenticator();
    const cookie = cookieOf(await register(it_, await it_.signIn('anna'), device));
    it_.clock.move(16 * 60_000);
    const asked = await it_.ask('POST', '/api/v1/session/step-up/options', { cookie });
    const response = device.assert(challengeOf(asked), rpOf(it_));
    const proven = await it_.ask('POST', '/api/v1/session/step-up', { cookie, body: { method: 'passkey', response } });
    assert.equal(proven.status, 204, proven.text);
    const codes = await it_.ask('POST', '/api/v1/me/factors/recovery-codes', { cookie: cookieOf(proven) });
    assert.equal(codes.status, 201);
  });
});
