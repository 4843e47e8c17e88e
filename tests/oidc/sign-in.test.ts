import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { totp } from '../web/totp.ts';
import { startOidcWorld } from './oidc-world.ts';
import type { Asker, OidcWorld } from './oidc-world.ts';

let oidc: OidcWorld;
let admin: Asker;
const address = '/api/v1/organisations/tfm/providers/tfm-dienst';

before(async () => {
  oidc = await startOidcWorld();
  admin = await oidc.as('admin');
  const { accounts } = oidc.provider;
  accounts.set('s-anna', { claims: { email: 'Anna@tfm.example', email_verified: true, preferred_username: 'anna' } });
  accounts.set('s-nora', {
    claims: { name: 'Nora Neu', preferred_username: 'NNeu', email: 'nora@tfm.example', email_verified: true },
  });
});
after(() => oidc[Symbol.asyncDispose]());

const change = async (settings: Readonly<Record<string, unknown>>) =>
  assert.equal((await admin('PATCH', address, { settings })).status, 200);

describe('signing in by the organisation’s provider', () => {
  it('brings in who has the proven address, and is the same person from then on', async () => {
    assert.equal((await admin('PATCH', '/api/v1/people/anna', { email: 'anna@tfm.example' })).status, 200);
    const first = await oidc.signIn('s-anna', { query: '?return=/files' });
    assert.equal(first.problem, null);
    assert.equal(first.person?.login, 'anna');
    assert.equal(first.url, `${oidc.world.url}/files`);
    assert.equal((await admin('PATCH', '/api/v1/people/anna', { email: 'otherwise@tfm.example' })).status, 200);
    assert.equal((await oidc.signIn('s-anna')).person?.login, 'anna');
  });

  it('refuses who is not known, until unknown people are made', async () => {
    const refused = await oidc.signIn('s-nora');
    assert.deepEqual([refused.person, refused.problem], [null, 'unknown_person']);
    await change({ unknownPeople: 'make', loginSuffix: '.fm' });
    const made = await oidc.signIn('s-nora');
    assert.equal(made.person?.login, 'nneu.fm');
    assert.equal(made.person.name, 'Nora Neu');
    const { json } = await admin('GET', '/api/v1/people/nneu.fm');
    assert.equal(json.email, 'nora@tfm.example');
    assert.equal(json.organisation.key, 'tfm');
    assert.equal((await oidc.signIn('s-nora')).person?.id, made.person.id);
  });

  it('takes organisation, groups and roles from claims, and takes back only what it gave', async () => {
    assert.equal(
      (
        await admin('POST', '/api/v1/organisations', {
          key: 'amt',
          name: 'Amt',
          parentKey: 'tfm',
          officialKey: '16-0815',
        })
      ).status,
      201,
    );
    for (const [key, organisationKey] of [
      ['haushalt', 'tfm'],
      ['hand', 'tfm'],
    ]) {
      assert.equal((await admin('POST', '/api/v1/groups', { key, name: key, organisationKey })).status, 201);
    }
    const claims = { login: 'preferred_username', name: 'name', email: 'email', emailVerified: 'email_verified' };
    await change({
      loginSuffix: '',
      claims: { ...claims, organisation: 'ou', groups: 'groups', roles: 'realm_access.roles' },
      groups: { 'fm-haushalt': 'haushalt', 'fm-hand': 'hand' },
      roles: { pruefer: 'auditor' },
    });
    const { accounts } = oidc.provider;
    const claimed = { name: 'Otto Ost', preferred_username: 'otto', ou: '16-0815' };
    const all = { ...claimed, groups: ['fm-haushalt', 'fm-hand', 'x'], realm_access: { roles: ['pruefer', 'x'] } };
    accounts.set('s-otto', { claims: all });
    assert.equal((await oidc.signIn('s-otto')).person?.login, 'otto');
    const roles = async () =>
      (await admin('GET', '/api/v1/people/otto')).json.assignments.map((one: { role: string }) => one.role);
    const members = async (key: string) =>
      (await admin('GET', `/api/v1/groups/${key}/members`)).json.items.map((one: { login: string }) => one.login);
    assert.equal((await admin('GET', '/api/v1/people/otto')).json.organisation.key, 'amt');
    assert.deepEqual(await roles(), ['auditor']);
    assert.deepEqual([await members('haushalt'), await members('hand')], [['otto'], ['otto']]);

    // somebody gives by hand what the provider never did
    assert.equal((await admin('PUT', '/api/v1/organisations/tfm/roles/reporter/otto')).status, 204);
    accounts.set('s-otto', { claims: { ...claimed, name: 'Otto West', ou: 'tfm', groups: ['fm-hand'] } });
    assert.equal((await oidc.signIn('s-otto')).person?.name, 'Otto West');
    assert.equal((await admin('GET', '/api/v1/people/otto')).json.organisation.key, 'tfm');
    assert.deepEqual(await roles(), ['reporter']);
    assert.deepEqual([await members('haushalt'), await members('hand')], [[], ['otto']]);

    await change({ unknownOrganisation: 'refuse' });
    accounts.set('s-otto', { claims: { ...claimed, ou: 'tmil' } });
    assert.equal((await oidc.signIn('s-otto')).problem, 'unknown_organisation');
  });

  it('asks for a second factor where the rule demands more than the provider proved', async () => {
    const rule = '/api/v1/organisations/tfm/rules/sign_in.strength';
    const strengths = [
      { claim: 'acr', value: 'mfa', strength: 'second-factor' },
      { claim: 'amr', value: 'hwk', strength: 'phishing-resistant' },
    ];
    await change({ strengths, unknownOrganisation: 'own' });
    assert.equal((await admin('PUT', rule, { value: 'second-factor' })).status, 200);
    const weak = await oidc.signIn('s-nora');
    assert.equal(weak.person, null);
    assert.equal(weak.step?.kind, 'enrol');
    assert.equal(new URL(weak.url).pathname, '/login');
    // the token alone is worth nothing in another browser
    const { token } = weak.step;
    const headers = { 'content-type': 'application/json' };
    const stolen = await fetch(`${oidc.world.url}/api/v1/me/factors/totp`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ token }),
    });
    assert.equal(stolen.status, 401);

    const { accounts } = oidc.provider;
    accounts.set('s-nora', { ...accounts.get('s-nora'), acr: 'mfa' });
    assert.equal((await oidc.signIn('s-nora')).person?.name, 'Nora Neu');
    assert.equal((await admin('PUT', rule, { value: 'phishing-resistant' })).status, 200);
    assert.deepEqual((await oidc.signIn('s-nora')).step?.methods, ['passkey']);
    accounts.set('s-nora', { ...accounts.get('s-nora'), amr: ['pwd', 'hwk'] });
    assert.equal((await oidc.signIn('s-nora')).person?.name, 'Nora Neu');
    assert.equal((await admin('PUT', rule, { value: null })).status, 200);
  });

  it('asks for the person’s own second factor afterwards, and knows both', async () => {
    const rule = '/api/v1/organisations/tfm/rules/sign_in.strength';
    const { accounts } = oidc.provider;
    accounts.set('s-tilo', { claims: { preferred_username: 'tilo' } });
    assert.equal((await admin('PUT', rule, { value: 'second-factor' })).status, 200);
    const first = await oidc.signIn('s-tilo', { query: '?return=/files/7' });
    assert.equal(new URL(first.url).searchParams.get('to'), '/files/7');
    const post = async (path: string, body: unknown, { browser } = first) => {
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await browser.go(`${oidc.world.url}/api/v1${path}`, init);
      // eslint-disable-next-line typescript/no-explicit-any
      return { status: answer.status, json: (await answer.json()) as any };
    };
    const { json: made } = await post('/me/factors/totp', { token: first.step?.token });
    const confirm = { token: first.step?.token, code: totp(made.secret, 0) };
    const enrolled = await post(`/me/factors/totp/${made.id}/confirm`, confirm);
    assert.equal(enrolled.json.person?.login, 'tilo');

    const next = await oidc.signIn('s-tilo');
    assert.deepEqual([next.person, next.step?.kind], [null, 'second-factor']);
    const shown = { token: next.step?.token, method: 'totp', code: totp(made.secret, 1) };
    assert.equal((await post('/session/second-factor', shown, next)).json.person.login, 'tilo');
    const sessions = await next.browser.go(`${oidc.world.url}/api/v1/me/sessions`);
    const { items } = (await sessions.json()) as { items: { methods: string[]; provider: string; current: boolean }[] };
    const current = items.find((one) => one.current);
    assert.deepEqual([current?.methods, current?.provider], [['oidc', 'totp'], 'Anmeldedienst Finanzen']);
    assert.equal((await admin('PUT', rule, { value: null })).status, 200);
    // who has one is asked for it, unless the provider proved enough
    assert.equal((await oidc.signIn('s-tilo')).person?.login, 'tilo');
  });

  it('keeps out who is disabled or has left, who went elsewhere, and who holds more than the organisation could give', async () => {
    assert.equal((await admin('PATCH', '/api/v1/people/otto', { disabled: true })).status, 200);
    assert.deepEqual([(await oidc.signIn('s-otto')).problem, (await oidc.signIn('s-otto')).person], ['disabled', null]);
    // nor do they come back as somebody else by their address
    assert.equal((await admin('PATCH', '/api/v1/people/otto', { email: 'otto@tfm.example' })).status, 200);
    oidc.provider.accounts.set('s-otto-2', {
      claims: { preferred_username: 'otto2', email: 'otto@tfm.example', email_verified: true },
    });
    assert.equal((await oidc.signIn('s-otto-2')).problem, 'not_linkable');
    const paula = { login: 'paula', name: 'Paula', organisationKey: 'tfm', email: 'paula@tfm.example' };
    assert.equal((await admin('POST', '/api/v1/people', paula)).status, 201);
    assert.equal((await admin('POST', '/api/v1/people/paula/leave', {})).status, 200);
    oidc.provider.accounts.set('s-paula', {
      claims: { preferred_username: 'paula2', email: 'PAULA@tfm.example', email_verified: true },
    });
    assert.equal((await oidc.signIn('s-paula')).problem, 'disabled');

    assert.equal((await admin('PUT', '/api/v1/organisations/land/roles/auditor/anna')).status, 204);
    assert.equal((await oidc.signIn('s-anna')).problem, 'protected');
    assert.equal((await admin('DELETE', '/api/v1/organisations/land/roles/auditor/anna')).status, 204);
    assert.equal((await oidc.signIn('s-anna')).person?.login, 'anna');
    assert.equal((await admin('PATCH', '/api/v1/people/anna', { organisationKey: 'tmil' })).status, 200);
    assert.equal((await oidc.signIn('s-anna')).problem, 'outside');
    assert.equal((await admin('PATCH', '/api/v1/people/anna', { organisationKey: 'tfm' })).status, 200);

    assert.equal((await admin('PATCH', '/api/v1/people/admin', { email: 'chef@tfm.example' })).status, 200);
    oidc.provider.accounts.set('s-chef', { claims: { email: 'chef@tfm.example', email_verified: true } });
    const asAdmin = await oidc.signIn('s-chef');
    assert.deepEqual([asAdmin.person, asAdmin.problem === null], [null, false]);
  });

  it('lets nobody in whom the provider refuses, and says so', async () => {
    assert.equal((await oidc.signIn('nobody')).problem, 'declined');
  });

  it('leaves passwords to the provider: who forgot theirs is told where to go', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ login: 'nora@tfm.example' });
    const asked = await fetch(`${oidc.world.url}/api/v1/sign-in/reset`, { method: 'POST', headers, body });
    assert.equal(asked.status, 202);
    const { database } = oidc.world.landescloud;
    const sent = () =>
      database.query<{ text: string }>(
        `select text from platform.mail where kind = 'auth.password_elsewhere' and recipient = 'nora@tfm.example'`,
      );
    for (const end = Date.now() + 10_000; (await sent()).length === 0;) assert.ok(Date.now() < end, 'no mail');
    const [mail] = await sent();
    assert.doesNotMatch(mail?.text ?? '', /\/reset/);
    assert.match(mail?.text ?? '', /Anmeldedienst|Organisation/);
  });

  it('lets programs in by login flow v2', async () => {
    const { url } = oidc.world;
    const begun = (await (await fetch(`${url}/index.php/login/v2`, { method: 'POST' })).json()) as {
      login: string;
      poll: { token: string; endpoint: string };
    };
    const path = new URL(begun.login).pathname;
    const { browser, url: arrived } = await oidc.signIn('s-nora', { query: `?return=${encodeURIComponent(path)}` });
    assert.equal(arrived, begun.login);
    const token = path.split('/').at(-1);
    const grant = await browser.go(`${url}/api/v1/login-flow/${token}/grant`, { method: 'POST' });
    assert.equal(grant.status, 204);
    const poll = await fetch(begun.poll.endpoint, {
      method: 'POST',
      body: new URLSearchParams({ token: begun.poll.token }),
    });
    const { loginName, appPassword } = (await poll.json()) as { loginName: string; appPassword: string };
    const authorization = `Basic ${Buffer.from(`${loginName}:${appPassword}`).toString('base64')}`;
    const asked = await fetch(`${url}/remote.php/dav/files/${loginName}/`, {
      method: 'PROPFIND',
      headers: { authorization },
    });
    assert.deepEqual([loginName, asked.status], ['nneu.fm', 207]);
  });
});

describe('where somebody signs in', () => {
  const identify = async (login: string) => {
    const body = JSON.stringify({ login });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${oidc.world.url}/api/v1/sign-in/identify`, { method: 'POST', headers, body });
    return { status: answer.status, json: await answer.json() };
  };

  it('is told by the mail domain alone, whether or not there is such a person', async () => {
    const provider = { key: 'tfm-dienst', name: 'Anmeldedienst Finanzen' };
    for (const login of ['nora@tfm.example', 'no-such-person@tfm.example', ' X@TFM.Example ', '@tfm.example']) {
      assert.deepEqual(await identify(login), { status: 200, json: { provider } }, login);
    }
    for (const login of [
      'anna',
      'admin',
      'bernd@tmil.example',
      'x@sub.tfm.example',
      'tfm.example',
      'x@tfm.example.evil',
    ]) {
      assert.deepEqual(await identify(login), { status: 200, json: { provider: null } }, login);
    }
  });

  it('is told no more when the domain has gone to another organisation', async () => {
    assert.equal((await admin('PATCH', '/api/v1/organisations/tfm', { mailDomains: [] })).status, 200);
    assert.equal((await admin('PATCH', '/api/v1/organisations/tmil', { mailDomains: ['tfm.example'] })).status, 200);
    assert.deepEqual((await identify('x@tfm.example')).json, { provider: null });
    assert.equal((await admin('PATCH', '/api/v1/organisations/tmil', { mailDomains: ['tmil.example'] })).status, 200);
    assert.equal((await admin('PATCH', '/api/v1/organisations/tfm', { mailDomains: ['tfm.example'] })).status, 200);
  });
});
