import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startOidcWorld } from './oidc-world.ts';
import type { OidcWorld } from './oidc-world.ts';
import type { ScriptedBrowser } from './scripted-browser.ts';

let oidc: OidcWorld;

before(async () => {
  oidc = await startOidcWorld({ unknownPeople: 'make' });
  for (const login of ['vera', 'willi']) {
    oidc.provider.accounts.set(`s-${login}`, { claims: { preferred_username: login } });
  }
});
after(() => oidc[Symbol.asyncDispose]());

/** Something that asks who is there. */
async function sensitive(browser: ScriptedBrowser) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ label: 'Notebook' });
  const answer = await browser.go(`${oidc.world.url}/api/v1/me/app-passwords`, { method: 'POST', headers, body });
  return { status: answer.status, json: (await answer.json()) as { code?: string; details?: Record<string, unknown> } };
}

async function age(personId: number): Promise<void> {
  const { database, hints } = oidc.world.landescloud;
  await database.query(`update auth.session set proven_at = now() - interval '1 hour' where person_id = $1`, [
    personId,
  ]);
  hints.publish('auth.ended', { personId });
}

const again = '?purpose=step-up&return=/login/confirmed';

describe('proving once more who one is', () => {
  it('goes by the provider that began the session, which asks anew', async () => {
    const { browser, person } = await oidc.signIn('s-vera');
    assert.equal((await sensitive(browser)).status, 201);
    await age(person!.id);
    const refused = await sensitive(browser);
    assert.equal(refused.json.code, 'auth.step_up_required');
    const { methods, provider, providerName } = refused.json.details ?? {};
    assert.deepEqual([methods, provider, providerName], ['oidc', 'tfm-dienst', 'Anmeldedienst Finanzen']);

    const asked = oidc.provider.asked.length;
    const cookie = browser.cookies.get('127.0.0.1')?.get('lc_session /');
    const { url, problem } = await oidc.signIn('s-vera', { browser, query: again });
    assert.deepEqual([new URL(url).pathname, problem], ['/login/confirmed', null]);
    assert.equal(oidc.provider.asked.length, asked + 1);
    assert.notEqual(browser.cookies.get('127.0.0.1')?.get('lc_session /'), cookie);
    assert.equal((await sensitive(browser)).status, 201);
  });

  it('is asked for after a sign-in that the provider let through without asking', async () => {
    const { browser } = await oidc.signIn('s-vera');
    await browser.go(`${oidc.world.url}/api/v1/session`, { method: 'DELETE' });
    // the session there is older than what counts here
    const realNow = Date.now;
    const asked = oidc.provider.asked.length;
    try {
      Date.now = () => realNow() + 20 * 60_000;
      const { person } = await oidc.signIn('s-vera', { browser });
      assert.equal(person?.login, 'vera');
      assert.equal(oidc.provider.asked.length, asked);
      assert.equal((await sensitive(browser)).json.code, 'auth.step_up_required');
    } finally {
      Date.now = realNow;
    }
  });

  it('by somebody else proves nothing', async () => {
    const { browser, person } = await oidc.signIn('s-vera');
    await oidc.signIn('s-willi');
    await age(person!.id);
    // a colleague, who is asked by the provider in the same browser
    browser.cookies.delete('localhost');
    const { problem, url } = await oidc.signIn('s-willi', { browser, query: again });
    assert.deepEqual([problem, new URL(url).pathname], ['other_person', '/login/confirmed']);
    assert.equal((await sensitive(browser)).status, 403);
  });

  it('needs a session, that of this provider, and the very one that asked', async () => {
    const begin = `${oidc.world.url}/api/v1/sign-in/oidc/tfm-dienst${again}`;
    assert.equal((await fetch(begin, { redirect: 'manual' })).status, 401);
    const { authorization } = oidc.world.person('anna');
    assert.equal((await fetch(begin, { redirect: 'manual', headers: { authorization } })).status, 403);

    const { browser, person } = await oidc.signIn('s-vera');
    await age(person!.id);
    const begun = await browser.follow(begin);
    const body = new URLSearchParams({ login: 's-vera' });
    // in between, this browser is signed out and in again
    await browser.go(`${oidc.world.url}/api/v1/session`, { method: 'DELETE' });
    const { url } = await browser.follow(begun.url, { method: 'POST', body });
    assert.equal(new URL(url).searchParams.get('problem'), 'auth.not_signed_in');
  });

  it('by the password does not do where the person has none', async () => {
    const { browser, person } = await oidc.signIn('s-vera');
    await age(person!.id);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ method: 'password', password: 'irgendeines' });
    const answer = await browser.go(`${oidc.world.url}/api/v1/session/step-up`, { method: 'POST', headers, body });
    assert.equal(answer.status, 403);
  });
});
