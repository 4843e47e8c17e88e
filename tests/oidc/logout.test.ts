import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { startHostileProvider } from './hostile-provider.ts';
import type { HostileProvider } from './hostile-provider.ts';
import { startOidcWorld, whoIs } from './oidc-world.ts';
import type { Asker, OidcWorld } from './oidc-world.ts';
import type { ScriptedBrowser } from './scripted-browser.ts';

let oidc: OidcWorld;
let admin: Asker;
let own: HostileProvider;
const key = 'eigener';

// one provider is real; of the other we hold the key and can say what we like
before(async () => {
  oidc = await startOidcWorld({ unknownPeople: 'make' });
  admin = await oidc.as('admin');
  own = await startHostileProvider('somebody');
  own.userinfo = { sub: 'somebody', preferred_username: 'somebody' };
  own.makeToken = ({ payload, sign }) => sign({ ...payload, sid: 'there-1' });
  const { issuer, clientId, clientSecret: secret } = own;
  const input = { key, name: 'Dienst', issuer, clientId, secret, settings: { unknownPeople: 'make' } };
  assert.equal((await admin('POST', '/api/v1/organisations/tmil/providers', input)).status, 201);
  oidc.provider.accounts.set('s-vera', { claims: { preferred_username: 'vera' } });
});
after(async () => {
  await oidc[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const isSignedIn = async (browser: ScriptedBrowser) => (await whoIs(oidc.world, browser)).person !== null;
const event = 'http://schemas.openid.net/event/backchannel-logout';

function claimsOf(more: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now, exp: now + 120, jti: `id ${Math.random()}` };
  return { iss: own.issuer, aud: own.clientId, ...times, sub: 'somebody', events: { [event]: {} }, ...more };
}

async function send(token: string, to = key): Promise<{ status: number; code: string | undefined }> {
  const body = new URLSearchParams({ logout_token: token });
  const answer = await fetch(`${oidc.world.url}/api/v1/sign-in/oidc/${to}/logout`, { method: 'POST', body });
  const text = await answer.text();
  return { status: answer.status, code: text === '' ? undefined : (JSON.parse(text) as { code: string }).code };
}
const refused = { status: 400, code: 'auth.logout_refused' };

describe('signing out at the provider', () => {
  it('ends the session here, and what it holds open', async () => {
    const { browser, person } = await oidc.signIn('s-vera');
    const other = await oidc.signIn('s-vera');
    assert.ok(person);
    const stream = await browser.go(`${oidc.world.url}/api/v1/events`, { headers: { accept: 'text/event-stream' } });
    assert.equal(stream.status, 200);
    const { issuer } = oidc.provider;
    const page = await browser.follow(`${issuer}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const form = new URLSearchParams({ xsrf, logout: 'yes' });
    await browser.follow(`${issuer}/session/end/confirm`, { method: 'POST', body: form });
    for (const end = Date.now() + 5000; await isSignedIn(browser);) assert.ok(Date.now() < end, 'still signed in');
    // comes to its end by the server
    const reader = stream.body!.getReader();
    while (!(await reader.read()).done);
    // the session there of another browser is another one
    assert.ok(await isSignedIn(other.browser));
    const events = await oidc.world.landescloud.database.query(
      `select 1 from platform.outbox where type = 'auth.session_ended' and subject = $1`,
      [`person:${person.id}`],
    );
    assert.equal(events.length, 1);
  });

  it('by a token ends the session that it names, or all of the person’s', async () => {
    const first = await oidc.signIn('', { key });
    own.makeToken = ({ payload, sign }) => sign({ ...payload, sid: 'there-2' });
    const second = await oidc.signIn('', { key });
    assert.deepEqual(await send(await own.sign(claimsOf({ sid: 'there-1' }))), { status: 200, code: undefined });
    assert.deepEqual([await isSignedIn(first.browser), await isSignedIn(second.browser)], [false, true]);
    const third = await oidc.signIn('', { key });
    assert.equal((await send(await own.sign(claimsOf(), { typ: 'logout+jwt' }))).status, 200);
    assert.deepEqual([await isSignedIn(second.browser), await isSignedIn(third.browser)], [false, false]);
  });

  it('also ends a sign-in that waits for its second factor', async () => {
    const rule = '/api/v1/organisations/tmil/rules/sign_in.strength';
    assert.equal((await admin('PUT', rule, { value: 'second-factor' })).status, 200);
    const { step, browser } = await oidc.signIn('', { key });
    assert.ok(step);
    assert.equal((await send(await own.sign(claimsOf()))).status, 200);
    const body = JSON.stringify({ token: step.token });
    const headers = { 'content-type': 'application/json' };
    const enrol = await browser.go(`${oidc.world.url}/api/v1/me/factors/totp`, { method: 'POST', headers, body });
    assert.equal(enrol.status, 401);
    assert.equal((await admin('PUT', rule, { value: null })).status, 200);
  });
});

describe('a logout token', () => {
  it('counts once', async () => {
    const token = await own.sign(claimsOf());
    assert.equal((await send(token)).status, 200);
    const { browser } = await oidc.signIn('', { key });
    assert.deepEqual(await send(token), refused);
    assert.ok(await isSignedIn(browser));
  });

  const wrong: Readonly<Record<string, () => JWTPayload>> = {
    'of another audience': () => claimsOf({ aud: 'another-client' }),
    'of another issuer': () => claimsOf({ iss: oidc.provider.issuer }),
    'that is too old': () => claimsOf({ iat: Math.floor(Date.now() / 1000) - 600 }),
    'whose time is over': () => claimsOf({ exp: Math.floor(Date.now() / 1000) - 60 }),
    'of a time to come': () => claimsOf({ iat: Math.floor(Date.now() / 1000) + 600 }),
    'with a nonce, as ID tokens have': () => claimsOf({ nonce: 'x' }),
    'about nobody': () => without(claimsOf(), 'sub'),
    'without an id': () => without(claimsOf(), 'jti'),
    'that says not when': () => without(claimsOf(), 'iat'),
    'without its event': () => without(claimsOf(), 'events'),
    'with another event': () => claimsOf({ events: { 'http://schemas.openid.net/event/x': {} } }),
    'whose event is a word': () => claimsOf({ events: { [event]: 'x' } }),
  };
  for (const [what, claims] of Object.entries(wrong)) {
    it(`${what} ends nothing`, async () => {
      const { browser } = await oidc.signIn('', { key });
      assert.deepEqual(await send(await own.sign(claims())), refused);
      assert.ok(await isSignedIn(browser));
    });
  }

  it('that the provider did not sign ends nothing', async () => {
    const { browser } = await oidc.signIn('', { key });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { privateKey } = await generateKeyPair('RS256');
    const secret = createSecretKey(Buffer.from(own.clientSecret));
    const symmetric = await new SignJWT(claimsOf()).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    const tokens = [
      `${part({ alg: 'none' })}.${part(claimsOf())}.`,
      await own.sign(claimsOf(), { key: privateKey }),
      symmetric,
      await own.sign(claimsOf(), { typ: 'at+jwt' }),
      'x',
      'a.b.c',
    ];
    for (const token of tokens) assert.deepEqual(await send(token), refused, token.slice(0, 60));
    // a right one, sent to another provider's address
    assert.deepEqual(await send(await own.sign(claimsOf()), 'tfm-dienst'), refused);
    assert.ok(await isSignedIn(browser));
    const answers = await Promise.all(
      ['', 'logout_token=', 'logout_token=%00', 'x=y'].map((body) =>
        fetch(`${oidc.world.url}/api/v1/sign-in/oidc/${key}/logout`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body,
        }),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([400]));
  });
});

describe('a provider that is switched off or removed', () => {
  it('takes its sessions with it', async () => {
    const path = '/api/v1/organisations/tmil/providers/eigener';
    const ended = async (browser: ScriptedBrowser) => {
      for (const end = Date.now() + 5000; await isSignedIn(browser);) assert.ok(Date.now() < end, 'still signed in');
    };
    const first = await oidc.signIn('', { key });
    assert.equal((await admin('PATCH', path, { enabled: false })).status, 200);
    await ended(first.browser);
    assert.equal((await admin('PATCH', path, { enabled: true })).status, 200);
    const second = await oidc.signIn('', { key });
    assert.equal(second.person?.login, 'somebody');
    assert.equal((await admin('DELETE', path)).status, 204);
    await ended(second.browser);
    assert.equal((await admin('GET', '/api/v1/people/somebody')).status, 200);
  });
});

function without(claims: JWTPayload, name: string): JWTPayload {
  const { [name]: _, ...rest } = claims;
  return rest;
}
