import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createScriptedBrowser } from './scripted-browser.ts';
import { providerInput, startOidcWorld } from './oidc-world.ts';
import type { Asker, OidcWorld } from './oidc-world.ts';

let oidc: OidcWorld;
let admin: Asker;
let anna: Asker;
let bernd: Asker;
let clara: Asker;
const list = '/api/v1/organisations/tfm/providers';
const one = `${list}/tfm-dienst`;

// anna administers tfm, bernd an office below it, clara nothing
before(async () => {
  oidc = await startOidcWorld();
  admin = await oidc.as('admin');
  const amt = { key: 'amt', name: 'Amt', parentKey: 'tfm', mailDomains: ['amt.example'] };
  assert.equal((await admin('POST', '/api/v1/organisations', amt)).status, 201);
  const role = 'roles/organisation-administrator';
  assert.equal((await admin('PUT', `/api/v1/organisations/tfm/${role}/anna`)).status, 204);
  assert.equal((await admin('PUT', `/api/v1/organisations/amt/${role}/bernd`)).status, 204);
  [anna, bernd, clara] = await Promise.all([oidc.as('anna'), oidc.as('bernd'), oidc.as('clara')]);
});
after(() => oidc[Symbol.asyncDispose]());

const input = () => ({ ...providerInput(oidc.provider), key: 'zweiter', domains: ['amt.example'] });
const writes = (): readonly [string, string, unknown][] => [
  ['POST', list, input()],
  ['PATCH', one, { name: 'Anders' }],
  ['DELETE', one, undefined],
  ['POST', `${one}/test`, {}],
];

describe('an organisation’s providers', () => {
  it('are its administrators’ to see and to change, and nobody else’s', async () => {
    const seen = (await anna('GET', list)).json.items;
    assert.equal(seen.length, 1);
    const { url } = oidc.world;
    assert.equal(seen[0].callback, `${url}/api/v1/sign-in/oidc/tfm-dienst/callback`);
    assert.equal(seen[0].logout, `${url}/api/v1/sign-in/oidc/tfm-dienst/logout`);
    assert.deepEqual([seen[0].hasSecret, seen[0].domains], [true, ['tfm.example']]);
    assert.ok(!JSON.stringify(seen).includes(oidc.provider.clientSecret));

    for (const [method, path, body] of [['GET', list, undefined] as const, ...writes()]) {
      for (const ask of [bernd, clara]) {
        const { status, json } = await ask(method, path, body);
        assert.deepEqual([status, json.code], [403, 'directory.not_allowed'], `${method} ${path}`);
      }
      const { authorization } = oidc.world.person('admin');
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const byAppPassword = await fetch(url + path, { method, headers, ...json });
      assert.equal(byAppPassword.status, 403);
      const signedOut = await fetch(url + path, { method, headers: { ...headers, authorization: '' }, ...json });
      assert.equal(signedOut.status, 401);
    }
    assert.deepEqual((await anna('GET', list)).json.items, seen);
    // as one of another organisation it is not there
    assert.equal((await anna('PATCH', '/api/v1/organisations/amt/providers/tfm-dienst', { name: 'x' })).status, 404);
    assert.equal((await admin('DELETE', '/api/v1/organisations/missing/providers/tfm-dienst')).status, 404);
  });

  it('are changed by who has proven lately who they are', async () => {
    const { database, hints, directory } = oidc.world.landescloud;
    const { id: personId } = (await directory.people.byLogin('anna'))!;
    await database.query(`update auth.session set proven_at = now() - interval '1 hour' where person_id = $1`, [
      personId,
    ]);
    hints.publish('auth.ended', { personId });
    for (const [method, path, body] of writes()) {
      assert.equal((await anna(method, path, body)).json.code, 'auth.step_up_required', `${method} ${path}`);
    }
    assert.equal((await anna('GET', list)).status, 200);
    anna = await oidc.as('anna');
  });

  it('refuse what cannot be, and change nothing', async () => {
    const before = (await anna('GET', list)).json;
    const usual = input();
    const wrong: readonly [Record<string, unknown>, number, string][] = [
      [{ key: 'Groß' }, 400, 'directory.invalid_input'],
      [{ key: 'tfm-dienst' }, 409, 'directory.provider_exists'],
      [{ name: '\n' }, 400, 'directory.invalid_input'],
      [{ issuer: 'http://provider.example' }, 400, 'directory.invalid_input'],
      [{ issuer: 'https://u:p@provider.example' }, 400, 'directory.invalid_input'],
      [{ issuer: 'https://provider.example/?x=y' }, 400, 'directory.invalid_input'],
      [{ issuer: 'https://provider.example/.well-known/openid-configuration' }, 400, 'directory.invalid_input'],
      [{ issuer: 'file:///etc/passwd' }, 400, 'directory.invalid_input'],
      [{ issuer: 'no address' }, 400, 'directory.invalid_input'],
      [{ clientId: 'ä' }, 400, 'directory.invalid_input'],
      [{ domains: ['tmil.example'] }, 409, 'directory.provider_domain_foreign'],
      [{ domains: ['gmx.example'] }, 409, 'directory.provider_domain_foreign'],
      [{ domains: ['sub.amt.example'] }, 409, 'directory.provider_domain_foreign'],
      [{ domains: ['tfm.example'] }, 409, 'directory.provider_domain_taken'],
      [{ domains: ['no domain'] }, 400, 'directory.invalid_input'],
      [{ settings: { scope: 'profile' } }, 400, 'directory.invalid_input'],
      [{ settings: { scope: 'openid\nx' } }, 400, 'directory.invalid_input'],
      [{ settings: { unknown: 1 } }, 400, 'directory.invalid_input'],
      [{ settings: { claims: { login: '' } } }, 400, 'directory.invalid_input'],
      [{ settings: { roles: { x: 'platform-administrator' } } }, 400, 'directory.invalid_input'],
      [{ settings: { groups: { x: 'missing' } } }, 400, 'directory.invalid_input'],
      [{ settings: { organisations: { x: 'tmil' } } }, 400, 'directory.invalid_input'],
      [
        { settings: { strengths: [{ claim: 'sub', value: 'x', strength: 'second-factor' }] } },
        400,
        'directory.invalid_input',
      ],
      [{ secret: 5 }, 400, 'http.invalid_input'],
      [{ more: 1 }, 400, 'http.invalid_input'],
    ];
    for (const [field, status, code] of wrong) {
      const answer = await anna('POST', list, { ...usual, ...field });
      assert.deepEqual([answer.status, answer.json.code], [status, code], JSON.stringify(field));
    }
    assert.deepEqual((await anna('GET', list)).json, before);
  });

  it('are a few at most', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const answers = [];
    for (const key of names) answers.push((await anna('POST', list, { ...input(), key, domains: [] })).status);
    assert.deepEqual(answers, [201, 201, 201, 201, 409]);
    for (const key of names.slice(0, 4)) assert.equal((await anna('DELETE', `${list}/${key}`)).status, 204);
  });

  it('send their secret nowhere else unless it is entered again', async () => {
    const elsewhere = { issuer: 'https://elsewhere.example' };
    const { status, json } = await anna('PATCH', one, elsewhere);
    assert.deepEqual([status, json.code, json.details.field], [400, 'directory.invalid_input', 'secret']);
    assert.equal((await anna('PATCH', one, { clientId: 'another' })).status, 400);
    assert.equal((await anna('GET', list)).json.items[0].issuer, oidc.provider.issuer);
  });

  it('with another issuer mean nobody whom the one before meant', async () => {
    oidc.provider.accounts.set('s-vera', { claims: { preferred_username: 'vera' } });
    assert.equal((await anna('PATCH', one, { settings: { unknownPeople: 'make' } })).status, 200);
    const { person, browser } = await oidc.signIn('s-vera');
    assert.equal(person?.login, 'vera');
    assert.equal((await anna('GET', list)).json.items[0].people, 1);
    const secret = oidc.provider.clientSecret;
    assert.equal((await anna('PATCH', one, { issuer: 'https://elsewhere.example', secret })).status, 200);
    for (const end = Date.now() + 5000; (await browser.go(`${oidc.world.url}/api/v1/session`)).status === 200;) {
      assert.ok(Date.now() < end, 'still signed in');
    }
    assert.equal((await anna('PATCH', one, { issuer: oidc.provider.issuer, secret })).status, 200);
    assert.equal((await anna('GET', list)).json.items[0].people, 0);
    assert.equal((await oidc.signIn('s-vera')).problem, 'login_taken');
  });

  it('forget whoever is erased', async () => {
    oidc.provider.accounts.set('s-emil', { claims: { preferred_username: 'emil' } });
    assert.equal((await oidc.signIn('s-emil')).person?.login, 'emil');
    assert.equal((await anna('POST', '/api/v1/people/emil/leave', {})).status, 200);
    assert.equal((await anna('POST', '/api/v1/people/emil/erase', {})).status, 200);
    const left = `select 1 from directory.provider_person where subject = 's-emil'`;
    assert.deepEqual(await oidc.world.landescloud.database.query(left), []);
  });

  it('tell the audit log who changed what, and no secret', async () => {
    const { json } = await admin('GET', '/api/v1/audit?limit=200');
    const types = new Set(json.items.map(({ type }: { type: string }) => type));
    for (const type of ['added', 'changed', 'removed']) assert.ok(types.has(`directory.provider_${type}`), type);
    assert.ok(!JSON.stringify(json).includes(oidc.provider.clientSecret));
  });
});

describe('what the server asks for an address that somebody typed', () => {
  const reasonOf = async (issuer: string) => {
    const { status, json } = await anna('POST', `${one}/test`, { issuer });
    return status === 200 ? 'reached' : `${status} ${json.code} ${json.details?.reason ?? json.details?.field}`;
  };

  it('is a provider’s description of itself', async () => {
    const { status, json } = await anna('POST', `${one}/test`, {});
    assert.equal(status, 200, JSON.stringify(json));
    assert.deepEqual([json.issuer, json.backChannelLogout], [oidc.provider.issuer, true]);
    assert.ok(json.claims.includes('email_verified'));
  });

  it('is nothing inside the state’s network, unless the operator opened it', async () => {
    const refused = '503 auth.provider_unreachable address_refused';
    for (const host of ['10.0.0.1', '169.254.169.254', '192.168.1.1', '[fd00::1]', '[::ffff:10.0.0.1]', '0.0.0.0']) {
      assert.equal(await reasonOf(`https://${host}/`), refused, host);
    }
    // opened is this machine alone; other spellings of an address come to the same
    assert.equal(await reasonOf('https://0x0a000001/'), refused);
    assert.equal(await reasonOf('https://127.0.0.2:1/'), refused);
  });

  async function answering(listener: RequestListener, work: (issuer: string) => Promise<void>): Promise<void> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('follows no redirect, and takes no answer that is no description, is another’s, or has no end', async () => {
    const noProvider = '503 auth.provider_unreachable no_provider';
    const asked: string[] = [];
    await answering(
      (request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      },
      async (issuer) => assert.equal(await reasonOf(issuer), noProvider),
    );
    assert.deepEqual(asked, ['/.well-known/openid-configuration']);
    for (const [type, body] of [
      ['text/html', '<p>'],
      ['application/json', '{'],
      ['application/json', '[]'],
      ['application/json', '{}'],
    ] as const) {
      await answering(
        (_request, response) => response.writeHead(200, { 'content-type': type }).end(body),
        async (issuer) => assert.equal(await reasonOf(issuer), noProvider, body),
      );
    }
    const { issuer: another } = oidc.provider;
    await answering(
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ issuer: another })),
      async (issuer) => assert.equal(await reasonOf(issuer), '503 auth.provider_unreachable other_issuer'),
    );
    await answering(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const send = () => {
          while (!response.destroyed && response.write(' '.repeat(65_536)));
        };
        response.on('drain', send);
        send();
      },
      async (issuer) => assert.match(await reasonOf(issuer), /^503 auth\.provider_unreachable/),
    );
    assert.equal(await reasonOf('http://127.0.0.1:1'), '503 auth.provider_unreachable no_connection');
  });

  it('believes no certificate that nobody vouches for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'landescloud-certificate-'));
    const made = ['-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', '/CN=localhost'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...made], { cwd: folder, stdio: 'ignore' });
    const [key, cert] = await Promise.all(['key.pem', 'cert.pem'].map((name) => readFile(join(folder, name))));
    let asked = 0;
    const server = createSecureServer({ key, cert }, (_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    assert.equal(await reasonOf(`https://localhost:${port}`), '503 auth.provider_unreachable certificate');
    assert.equal(asked, 0);
    server.close();
    await rm(folder, { recursive: true });
  });

  it('leaves people on the sign-in page when the provider is not there', async () => {
    const missing = { ...input(), key: 'weg', issuer: 'http://127.0.0.1:1', domains: [] };
    assert.equal((await anna('POST', list, missing)).status, 201);
    const { url, problem } = await oidc.signIn('x', { key: 'weg', query: '?return=/files/7' });
    assert.equal(problem, 'unreachable');
    assert.equal(new URL(url).searchParams.get('to'), '/files/7');
    assert.equal((await anna('DELETE', `${list}/weg`)).status, 204);
    const browser = createScriptedBrowser();
    const gone = await browser.go(`${oidc.world.url}/api/v1/sign-in/oidc/weg`);
    assert.equal(gone.status, 404);
  });
});
