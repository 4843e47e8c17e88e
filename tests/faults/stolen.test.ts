import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sessionOf, startActorWorld, type ActorName, type ActorWorld } from './actors.ts';
import { ask, type Answer } from './ask.ts';

let w: ActorWorld;
before(async () => {
  w = await startActorWorld();
});
after(() => w?.[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(w.world.url, { method: 'POST', path, headers: { ...json, ...headers }, body: JSON.stringify(body) });
const signIn = (actor: ActorName, headers: Record<string, string> = {}): Promise<Answer> => {
  const { login, password } = w.credentials(actor);
  return post('/api/v1/session', { login, password }, headers);
};
async function whoIs(cookie: string): Promise<string | number> {
  const { status, text } = await ask(w.world.url, { path: '/api/v1/me', headers: { cookie } });
  return status === 200 ? (JSON.parse(text) as { login: string }).login : status;
}

describe('a session that somebody else has chosen', () => {
  test('is not the one that signing in gives', async () => {
    const invented = `lc_session=${'A'.repeat(43)}`;
    const given = sessionOf(await signIn('colleague', { cookie: invented }));
    assert.notEqual(given, invented);
    assert.equal(await whoIs(invented), 401);
    assert.equal(await whoIs(given), 'wer-colleague');
  });

  test('that is the thief’s own ends when somebody signs in over it, and never becomes theirs', async () => {
    const thief = sessionOf(await signIn('stranger'));
    assert.equal(await whoIs(thief), 'clara');
    const victim = sessionOf(await signIn('colleague', { cookie: thief }));
    assert.equal(await whoIs(victim), 'wer-colleague');
    assert.equal(await whoIs(thief), 401);
  });

  test('is not taken from an address, a body or another header', async () => {
    const [, token = ''] = w.credentials('owner').cookie.split('=');
    for (const request of [
      { path: `/api/v1/me?lc_session=${token}` },
      { path: `/api/v1/me?token=${token}&access_token=${token}` },
      { path: '/api/v1/me', headers: { authorization: `Bearer ${token}` } },
      { path: '/api/v1/me', headers: { authorization: `Basic ${Buffer.from(`anna:${token}`).toString('base64')}` } },
      { path: '/api/v1/me', headers: { 'x-session': token, lc_session: token } },
      { path: '/api/v1/me', headers: { cookie: `lc_step=${token}; lc_device=${token}; LC_SESSION=${token}` } },
    ])
      assert.equal((await ask(w.world.url, request)).status, 401, request.path);
  });
});

describe('what was stolen', () => {
  test('a step of a sign-in is worth nothing without the browser that began it', async () => {
    await w.world.landescloud.directory.organisations.setRule(
      { kind: 'system', name: 'test' },
      'nachbar',
      'sign_in.administrator_strength',
      'second-factor',
    );
    const begun = await signIn('sibling');
    assert.equal(begun.status, 202, begun.text);
    const { step } = JSON.parse(begun.text) as { step: { token: string; kind: string } };
    const own = begun.headers['set-cookie']?.find((each) => each.startsWith('lc_step='))?.split(';', 1)[0] ?? '';
    const others =
      (await signIn('sibling')).headers['set-cookie']?.find((each) => each.startsWith('lc_step='))?.split(';', 1)[0] ??
      '';
    assert.notEqual(own, others);
    for (const cookie of ['', others, `lc_step=${'A'.repeat(43)}`]) {
      const enrolled = await post('/api/v1/me/factors/totp', { token: step.token }, { cookie });
      assert.deepEqual([enrolled.status, JSON.parse(enrolled.text).code], [401, 'auth.step_ended'], cookie);
    }
    assert.equal((await post('/api/v1/me/factors/totp', { token: step.token }, { cookie: own })).status, 201);
    // nor does the step itself let anybody in
    for (const cookie of [own, `lc_session=${step.token}`, `lc_session=${own.split('=')[1]}`])
      assert.equal(await whoIs(cookie), 401);
  });

  test('the sign-in password opens no program’s way in, and a program’s password no browser’s', async () => {
    const { login, password, appPassword } = w.credentials('colleague');
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`,
    });
    const dav = `/remote.php/dav/files/${login}/`;
    assert.equal(
      (await ask(w.world.url, { method: 'PROPFIND', path: dav, headers: { ...basic(password), depth: '0' } })).status,
      401,
    );
    assert.equal(
      (await ask(w.world.url, { method: 'PROPFIND', path: dav, headers: { ...basic(appPassword), depth: '0' } }))
        .status,
      207,
    );
    assert.equal((await post('/api/v1/session', { login, password: appPassword })).status, 401);
    // somebody else's login does not make it theirs
    const swapped = { authorization: `Basic ${Buffer.from(`anna:${appPassword}`).toString('base64')}`, depth: '0' };
    for (const path of [dav, '/remote.php/dav/files/anna/'])
      assert.equal((await ask(w.world.url, { method: 'PROPFIND', path, headers: swapped })).status, 401);
  });

  test('a program’s password makes no other, changes no sign-in, and administers nothing', async () => {
    const { authorization } = w.credentials('own');
    for (const [method, path, body] of [
      ['POST', '/api/v1/me/app-passwords', { label: 'x' }],
      ['GET', '/api/v1/me/app-passwords'],
      ['POST', '/api/v1/me/password', { current: 'x', next: 'y' }],
      ['POST', '/api/v1/me/factors/totp', {}],
      ['GET', '/api/v1/me/sessions'],
      ['POST', '/api/v1/session/step-up', { method: 'password', password: w.credentials('own').password }],
      ['PATCH', '/api/v1/people/anna', { disabled: true }],
      ['PUT', '/api/v1/people/anna/password', { password: 'Ein gutes Passwort 2029' }],
      ['PUT', '/api/v1/organisations/tfm/roles/auditor/anna'],
      ['GET', '/api/v1/people/export'],
    ] as const) {
      const { status, text } = await ask(w.world.url, {
        method,
        path,
        headers: { authorization, ...(body === undefined ? {} : json) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      assert.equal(status, 403, `${method} ${path}: ${text}`);
    }
  });

  test('a password for calendars opens no file, on no way', async () => {
    const { cookie, login } = w.credentials('colleague');
    const made = await post('/api/v1/me/app-passwords', { label: 'Kalender', scopes: ['calendar'] }, { cookie });
    assert.equal(made.status, 201, made.text);
    const { token } = JSON.parse(made.text) as { token: string };
    const authorization = `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`;
    for (const request of [
      { method: 'PROPFIND', path: `/remote.php/dav/files/${login}/`, headers: { depth: '0' } },
      { method: 'PUT', path: `/remote.php/dav/files/${login}/x.txt`, body: 'x' },
      { method: 'PROPFIND', path: '/remote.php/webdav/', headers: { depth: '0' } },
      { method: 'PROPFIND', path: `/remote.php/dav/trashbin/${login}/trash/`, headers: { depth: '0' } },
      { method: 'PROPFIND', path: `/remote.php/dav/addressbooks/users/${login}/`, headers: { depth: '0' } },
      { path: '/api/v1/nodes/root' },
      { path: '/api/v1/search?q=x' },
      { method: 'POST', path: '/api/v1/uploads', headers: { 'tus-resumable': '1.0.0', 'upload-length': '1' } },
    ]) {
      const { status } = await ask(w.world.url, { ...request, headers: { ...request.headers, authorization } });
      assert.equal(status, 403, request.path);
    }
    const own = {
      method: 'PROPFIND',
      path: `/remote.php/dav/calendars/${login}/`,
      headers: { depth: '0', authorization },
    };
    assert.equal((await ask(w.world.url, own)).status, 207);
    const socket = new WebSocket(`${w.world.url.replace('http', 'ws')}/push/ws`);
    const heard: string[] = [];
    socket.addEventListener('message', ({ data }) => heard.push(String(data)));
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    socket.send(login);
    socket.send(token);
    await closed;
    assert.ok(!heard.includes('authenticated'), heard.join(' '));
  });

  test('a source’s token opens nothing but that source', async () => {
    const source = await w.json('own', 'POST', '/api/v1/sources', {
      organisationKey: 'tfm',
      kind: 'scim',
      name: 'SCIM',
    });
    assert.equal(source.status, 201, source.text);
    const { id } = JSON.parse(source.text) as { id: number };
    const made = await w.json('own', 'POST', `/api/v1/sources/${id}/token`, { label: 'x' });
    const { token } = JSON.parse(made.text) as { token: string };
    const bearer = { authorization: `Bearer ${token}` };
    assert.equal((await ask(w.world.url, { path: '/scim/v2/Users', headers: bearer })).status, 200);
    for (const path of [
      '/api/v1/me',
      '/api/v1/people',
      '/api/v1/sources',
      `/api/v1/sources/${id}`,
      '/remote.php/dav/files/anna/',
      '/ocs/v2.php/cloud/user',
    ])
      assert.equal((await ask(w.world.url, { path, headers: bearer })).status, 401, path);
    const seen = await ask(w.world.url, { path: '/scim/v2/Users?filter=userName%20eq%20%22anna%22', headers: bearer });
    assert.equal((JSON.parse(seen.text) as { totalResults: number }).totalResults, 0);
  });
});
