import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import { startHostileProvider } from './hostile-provider.ts';
import type { HostileProvider } from './hostile-provider.ts';
import { startOidcWorld, whoIs } from './oidc-world.ts';
import type { Asker, OidcWorld } from './oidc-world.ts';
import { createScriptedBrowser } from './scripted-browser.ts';

let oidc: OidcWorld;
let admin: Asker;
let hostile: HostileProvider;
const key = 'boese';

// tmil runs the hostile one: its administrator may configure what they like
before(async () => {
  oidc = await startOidcWorld({ unknownPeople: 'make' });
  admin = await oidc.as('admin');
  hostile = await startHostileProvider('somebody');
  const { issuer, clientId, clientSecret: secret } = hostile;
  const settings = { unknownPeople: 'make' };
  const input = { key, name: 'Dienst tmil', issuer, clientId, secret, domains: ['tmil.example'], settings };
  assert.equal((await admin('POST', '/api/v1/organisations/tmil/providers', input)).status, 201);
  const claims = { preferred_username: 'vera', email: 'vera@tfm.example', email_verified: true };
  oidc.provider.accounts.set('s-vera', { claims });
});
after(async () => {
  await oidc[Symbol.asyncDispose]();
  await hostile[Symbol.asyncDispose]();
});
beforeEach(async () => {
  hostile.makeToken = ({ payload, sign }) => sign(payload);
  hostile.answer = {};
  hostile.iss = hostile.issuer;
  hostile.userinfo = { sub: 'somebody', preferred_username: 'somebody' };
  hostile.exchanged.length = 0;
  if (Object.keys(hostile.description).length > 0) await describeAs({});
});

/** With a description that is read anew. */
async function describeAs(description: Readonly<Record<string, unknown>>): Promise<void> {
  hostile.description = description;
  const path = `/api/v1/organisations/tmil/providers/${key}`;
  const secret = `${hostile.clientSecret} ${Math.random()}`;
  assert.equal((await admin('PATCH', path, { secret })).status, 200);
}

const problemOf = async () => {
  const { problem, person, browser } = await oidc.signIn('', { key });
  assert.equal(person, null);
  const kept = browser.cookies.get('127.0.0.1') ?? new Map<string, string>();
  assert.ok(![...kept.keys()].some((name) => name.startsWith('lc_session')));
  return problem;
};

describe('a token of the provider', () => {
  it('is taken when it is right, which the following are not', async () => {
    const { person, problem } = await oidc.signIn('', { key });
    assert.deepEqual([person?.login, problem], ['somebody', null]);
    const [exchange] = hostile.exchanged;
    assert.match(exchange?.get('code_verifier') ?? '', /^[\w-]{43}$/);
    assert.equal(hostile.asked.at(-1)?.get('code_challenge_method'), 'S256');
  });

  const now = () => Math.floor(Date.now() / 1000);
  const wrong: Readonly<Record<string, (payload: Readonly<Record<string, unknown>>) => Record<string, unknown>>> = {
    'another nonce': (payload) => ({ ...payload, nonce: 'another' }),
    'no nonce': ({ nonce: _, ...payload }) => payload,
    'another issuer': (payload) => ({ ...payload, iss: oidc.provider.issuer }),
    'another audience': (payload) => ({ ...payload, aud: oidc.provider.clientId }),
    'two audiences and no azp': (payload) => ({ ...payload, aud: [hostile.clientId, 'another'] }),
    'azp of another client': (payload) => ({ ...payload, aud: [hostile.clientId, 'x'], azp: 'x' }),
    'its time over': (payload) => ({ ...payload, exp: now() - 120 }),
    'no end': ({ exp: _, ...payload }) => payload,
    'a time to come': (payload) => ({ ...payload, iat: now() + 600, nbf: now() + 600 }),
    'no subject': ({ sub: _, ...payload }) => payload,
    'an empty subject': (payload) => ({ ...payload, sub: '' }),
    'a subject without end': (payload) => ({ ...payload, sub: 'x'.repeat(300) }),
  };
  for (const [what, payloadOf] of Object.entries(wrong)) {
    it(`with ${what} signs nobody in`, async () => {
      hostile.makeToken = ({ payload, sign }) => sign(payloadOf(payload));
      assert.equal(await problemOf(), 'answer_invalid');
    });
  }

  it('without a signature, or signed with what both know or with another key, signs nobody in', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    hostile.makeToken = ({ payload }) => `${part({ alg: 'none' })}.${part(payload)}.`;
    assert.equal(await problemOf(), 'answer_invalid');
    const secret = createSecretKey(Buffer.from(hostile.clientSecret));
    hostile.makeToken = ({ payload }) => new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    assert.equal(await problemOf(), 'answer_invalid');
    const other = await generateKeyPair('RS256');
    hostile.makeToken = ({ payload, sign }) => sign(payload, { key: other.privateKey });
    assert.equal(await problemOf(), 'answer_invalid');
    hostile.makeToken = async ({ payload, sign }) => `${(await sign(payload)).slice(0, -4)}AAAA`;
    assert.equal(await problemOf(), 'answer_invalid');
    hostile.makeToken = () => 'no.token';
    assert.equal(await problemOf(), 'answer_invalid');
  });

  it('is not mixed with what is said of somebody else', async () => {
    hostile.userinfo = { sub: 'another', email: 'bernd@tmil.example', email_verified: true };
    assert.equal(await problemOf(), 'answer_invalid');
  });
});

describe('mix-up', () => {
  it('an answer that says another issuer, or none where one was promised, signs nobody in', async () => {
    hostile.iss = oidc.provider.issuer;
    assert.equal(await problemOf(), 'answer_invalid');
    hostile.iss = null;
    assert.equal(await problemOf(), 'answer_invalid');
    assert.equal(hostile.exchanged.length, 0);
  });

  it('a provider that sends people to another one’s page gets neither a code nor a person', async () => {
    // as the attack goes: the honest one's page and client, the hostile one's token endpoint
    await describeAs({ authorization_endpoint: `${oidc.provider.issuer}/auth` });
    const path = `/api/v1/organisations/tmil/providers/${key}`;
    const honest = { clientId: oidc.provider.clientId, secret: 'x' };
    assert.equal((await admin('PATCH', path, honest)).status, 200);
    const { person, response, url } = await oidc.signIn('s-vera', { key });
    assert.equal(person, null);
    // refused by the honest provider: the callback is another one than it knows
    assert.deepEqual([new URL(url).origin, response.status], [oidc.provider.issuer, 400]);
    assert.equal(hostile.exchanged.length, 0);
    const back = { clientId: hostile.clientId, secret: hostile.clientSecret };
    assert.equal((await admin('PATCH', path, back)).status, 200);
  });

  it('a state of one provider is worth nothing in the address of another', async () => {
    const browser = createScriptedBrowser();
    const begun = await browser.go(`${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst`);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const answer = new URLSearchParams({ code: 'a-code', state: state ?? '', iss: hostile.issuer });
    const { problem, person } = await arrive(
      browser,
      `${oidc.world.url}/api/v1/sign-in/oidc/${key}/callback?${answer}`,
    );
    assert.deepEqual([problem, person, hostile.exchanged.length], ['auth.step_ended', null, 0]);
  });

  it('a description of another issuer is not believed', async () => {
    await describeAs({ issuer: oidc.provider.issuer });
    assert.equal(await problemOf(), 'unreachable');
  });
});

async function arrive(browser: ReturnType<typeof createScriptedBrowser>, address: string) {
  const { url } = await browser.follow(address);
  const { person } = await whoIs(oidc.world, browser);
  return { problem: new URL(url).searchParams.get('problem'), person };
}

/** The callback's address as the provider gave it to a browser that has not called it yet. */
async function answerFor(login: string) {
  const browser = createScriptedBrowser();
  let { url } = await browser.follow(`${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst`);
  let response = await browser.go(url, { method: 'POST', body: new URLSearchParams({ login }) });
  while (!url.startsWith(oidc.world.url)) {
    url = new URL(response.headers.get('location') ?? '', url).href;
    if (!url.startsWith(oidc.world.url)) response = await browser.go(url);
  }
  return { browser, url };
}

describe('an answer of the provider', () => {
  it('counts in the browser that began it, and in no other (login CSRF)', async () => {
    const { url } = await answerFor('s-vera');
    const victim = createScriptedBrowser();
    assert.deepEqual(await arrive(victim, url), { problem: 'auth.step_ended', person: null });
    // also where that browser has begun one of its own
    await victim.go(`${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst`);
    assert.deepEqual(await arrive(victim, url), { problem: 'auth.step_ended', person: null });
  });

  it('counts once', async () => {
    const { browser, url } = await answerFor('s-vera');
    assert.equal((await arrive(browser, url)).person?.login, 'vera');
    await browser.go(`${oidc.world.url}/api/v1/session`, { method: 'DELETE' });
    assert.deepEqual(await arrive(browser, url), { problem: 'auth.step_ended', person: null });
    // nor does its code with a state of another sign-in
    const next = await browser.go(`${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst`);
    const replayed = new URL(url);
    replayed.searchParams.set('state', new URL(next.headers.get('location') ?? '').searchParams.get('state') ?? '');
    assert.deepEqual(await arrive(browser, replayed.href), { problem: 'provider_said_no', person: null });
  });

  it('counts for ten minutes, and not without a state', async () => {
    const { browser, url } = await answerFor('s-vera');
    await oidc.world.landescloud.database.query(
      `update auth.provider_flow set expires_at = expires_at - interval '10 minutes'`,
    );
    assert.deepEqual(await arrive(browser, url), { problem: 'auth.step_ended', person: null });
    const callback = `${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst/callback`;
    for (const query of ['', '?code=x', '?state=', '?state=%00&code=x', '?error=access_denied']) {
      assert.deepEqual(await arrive(browser, callback + query), { problem: 'auth.step_ended', person: null }, query);
    }
  });

  it('begins a session of its own: one that was there ends', async () => {
    const { browser } = await oidc.signIn('s-vera');
    const jar = browser.cookies.get('127.0.0.1')!;
    const fixed = jar.get('lc_session /')!;
    await oidc.signIn('s-vera', { browser });
    assert.notEqual(jar.get('lc_session /'), fixed);
    const old = await fetch(`${oidc.world.url}/api/v1/session`, { headers: { cookie: `lc_session=${fixed}` } });
    assert.equal(old.status, 401);
  });
});

describe('an address that the provider says', () => {
  const signInAs = async (claims: Readonly<Record<string, unknown>>, subject = `s-${Math.random()}`) => {
    oidc.provider.accounts.set(subject, { claims: { preferred_username: subject.slice(2), ...claims } });
    const { person, problem } = await oidc.signIn(subject);
    return person?.login === subject.slice(2) ? 'made anew' : (person?.login ?? problem);
  };

  it('is nobody’s proof unless it is verified', async () => {
    assert.equal((await admin('PATCH', '/api/v1/people/anna', { email: 'anna@tfm.example' })).status, 200);
    for (const email_verified of [undefined, false, 'false', null, 0]) {
      assert.equal(await signInAs({ email: 'anna@tfm.example', email_verified }), 'mail_not_verified');
    }
    // the same whether or not somebody has it
    assert.equal(await signInAs({ email: 'free@tfm.example' }), 'mail_not_verified');
  });

  it('of a foreign domain is nobody’s proof, and is not kept', async () => {
    assert.equal((await admin('PATCH', '/api/v1/people/bernd', { email: 'bernd@tmil.example' })).status, 200);
    for (const email of [
      'bernd@tmil.example',
      'x@tmil.example',
      'bernd@gmx.example',
      'bernd@tmil.example@tfm.example',
    ]) {
      assert.equal(await signInAs({ email, email_verified: true }), 'made anew', email);
    }
    const kept = await oidc.world.landescloud.database.query<{ email: string }>(
      `select p.email from directory.person p join directory.provider_person l on l.person_id = p.id and l.made
       where p.email is not null and p.email not like '%@tfm.example'`,
    );
    assert.deepEqual(kept, []);
  });

  it('of who belongs elsewhere now, of two, or of somebody linked already links nobody', async () => {
    assert.equal((await admin('PATCH', '/api/v1/people/bernd', { email: 'bernd@tfm.example' })).status, 200);
    assert.equal(await signInAs({ email: 'bernd@tfm.example', email_verified: true }), 'outside');
    assert.equal((await admin('PATCH', '/api/v1/people/clara', { email: 'anna@tfm.example' })).status, 200);
    assert.equal(await signInAs({ email: 'anna@tfm.example', email_verified: true }), 'not_linkable');
    assert.equal((await admin('PATCH', '/api/v1/people/clara', { email: null })).status, 200);
    assert.equal(await signInAs({ email: 'anna@tfm.example', email_verified: true }, 's-anna-1'), 'anna');
    assert.equal(await signInAs({ email: 'anna@tfm.example', email_verified: true }, 's-anna-2'), 'not_linkable');
  });

  it('is the first one’s where two say it at once, and each is one person however often they come at once', async () => {
    const vic = { login: 'vic', name: 'Vic', organisationKey: 'tfm', email: 'vic@tfm.example' };
    assert.equal((await admin('POST', '/api/v1/people', vic)).status, 201);
    const claims = { email: 'vic@tfm.example', email_verified: true };
    const both = await Promise.all(['s-vic-1', 's-vic-2'].map((subject) => signInAs(claims, subject)));
    assert.deepEqual(both.toSorted(), ['not_linkable', 'vic']);
    oidc.provider.accounts.set('s-wim', { claims: { preferred_username: 'wim' } });
    const often = await Promise.all(Array.from({ length: 5 }, () => oidc.signIn('s-wim')));
    assert.deepEqual(new Set(often.map(({ person }) => person?.login)), new Set(['wim']));
  });

  it('does not help to a login that somebody has, nor to one that nobody may have', async () => {
    assert.equal(await signInAs({ preferred_username: 'clara' }), 'login_taken');
    for (const preferred_username of [undefined, '', 'a/../b', 'bulk', 'x y', 'ü', `a${'b'.repeat(80)}`, 5, ['x']]) {
      assert.equal(await signInAs({ preferred_username }), 'no_login', String(preferred_username));
    }
  });
});

describe('after the sign-in', () => {
  it('one goes on to a path of the server, and nowhere else', async () => {
    const begin = `${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst?return=`;
    const elsewhere = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%09/evil.example',
      'javascript:alert(1)',
    ];
    for (const target of [...elsewhere, '/\r\nset-cookie: x=y', '\\\\evil.example', 'evil.example']) {
      const answer = await fetch(begin + encodeURIComponent(decodeURIComponent(target)), { redirect: 'manual' });
      assert.equal(answer.status, 400, target);
      assert.equal(((await answer.json()) as { code: string }).code, 'auth.invalid_return');
      assert.equal(answer.headers.get('location'), null);
    }
  });

  it('there is no provider that nobody set up, nor one that is switched off', async () => {
    for (const name of ['missing', 'tfm', 'x'.repeat(64)]) {
      const answer = await fetch(`${oidc.world.url}/api/v1/sign-in/oidc/${name}`, { redirect: 'manual' });
      assert.equal(answer.status, 404, name);
    }
    for (const name of ['X', 'a b', 'x'.repeat(65)]) {
      const answer = await fetch(`${oidc.world.url}/api/v1/sign-in/oidc/${name}`, { redirect: 'manual' });
      assert.equal(answer.status, 400, name);
    }
    const { browser, url } = await answerFor('s-vera');
    const path = '/api/v1/organisations/tfm/providers/tfm-dienst';
    assert.equal((await admin('PATCH', path, { enabled: false })).status, 200);
    assert.equal((await fetch(`${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst`)).status, 404);
    assert.deepEqual(await arrive(browser, url), { problem: 'auth.provider_not_found', person: null });
    assert.equal((await admin('PATCH', path, { enabled: true })).status, 200);
  });
});
