import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startWorld, until, type World } from '@landescloud/testing';
import { addresses, heads, registeredRoutes, type Address, type Things } from './addresses.ts';
import { ask, type Answer, type Ask } from './ask.ts';
import { davAddresses } from './dav-addresses.ts';
import { absentThings, makeThings } from './make-things.ts';
import { mixedAddresses } from './mixed-addresses.ts';

let world: World;
let annas: Things;
const cookies = new Map<string, string>();

function as(login: string | null, request: Ask): Promise<Answer> {
  if (login === null) return ask(world.url, request);
  // Of the JSON API a part is for browsers alone; everything else comes from clients.
  const cookie = request.path.startsWith('/api/') ? cookies.get(login) : undefined;
  const who: Record<string, string> =
    cookie === undefined ? { authorization: world.person(login).authorization } : { cookie };
  return ask(world.url, { ...request, headers: { ...who, ...request.headers } });
}

async function signIn(login: string): Promise<void> {
  const answer = await ask(world.url, {
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: world.person(login).password }),
  });
  assert.equal(answer.status, 200, answer.text);
  cookies.set(login, String(answer.headers['set-cookie']).split(';', 1)[0] ?? '');
}

/** What an answer says but for the names and numbers that the question had. */
function said({ status, headers, text }: Answer, things: Things): string {
  let body = text;
  for (const value of Object.values(things)) if (typeof value === 'string') body = body.replaceAll(value, '…');
  return `${status} ${headers['content-type'] ?? ''} ${headers['content-length'] === '0'} ${body.replace(/\d+/g, '…')}`;
}

/** Everything of anna's that a stranger could have changed. */
async function stateOfAnna(): Promise<string> {
  const { files, auth, directory } = world.landescloud;
  const { actor } = world.person('anna');
  return JSON.stringify([
    await files.nodes.get(actor, { path: [] }),
    await files.versions.list(actor, { id: annas.node }),
    await files.trash.list(actor, { offset: 0, limit: 100 }),
    await files.uploads.list(actor, 'nextcloud'),
    await files.uploads.get(actor, { id: annas.upload }),
    await files.spaces.members(actor, annas.space),
    await files.locks.list(actor, { id: annas.node }),
    (await auth.appPasswords.list(actor)).map(({ id }) => id),
    (await auth.sessions.list(actor)).map(({ id }) => id),
    await directory.me.get(actor),
  ]);
}

/** Routes that the document does not describe; WebDAV has its own list, and the web app's files are nobody's. */
function others(tree: string): string[] {
  const files = /^(GET|HEAD) \/(assets\/.*|[eqrs]\/:token|[^/]*\.(svg|png|ico|webmanifest|txt|js)|\.sources|\*)?$/;
  return registeredRoutes(tree).filter(
    (route) => !files.test(route) && !/ \/((remote|public)\.php|scim)\//.test(route),
  );
}

/** What an administrator may read and anna may not. */
const administrators =
  /\/(rooms\/kept|sources|mail|health|audit|people\/export|groups\/export|groups\/[^/]+\/members\/export|organisations\/export|people\/[^/]+\/(belongings|access)|organisations\/[^/]+\/(rules|roles|logo|providers|storage|retention-classes|holds|deletions|held-files))(\/|\?|$)/;

/** ':name' in an address of Fastify or '{name}' in one of OpenAPI, whatever it is called. */
const anyName = (route: string): string => route.replace(/:\w+|\{\w+\}/g, '*').replace(/\/64(?=\/|$)/, '/*');

before(async () => {
  world = await startWorld({ seed: 'files', settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  for (const login of ['anna', 'bernd', 'clara', 'admin']) await signIn(login);
  annas = await makeThings(world, as);
});
after(() => world?.stop());

describe('someone else’s files look absent', () => {
  test('no address of the server is left out', async () => {
    const covered = new Set(addresses(absentThings).map(({ route }) => anyName(route)));
    const document = (await (await fetch(`${world.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.ok(described.length > 40);
    const missing = [...described, ...others(world.landescloud.http.printRoutes({ commonPrefix: false }))].filter(
      (route) => !covered.has(anyName(route)) && !covered.has(anyName(route).replace(/^HEAD/, 'GET')),
    );
    assert.deepEqual(missing, [], 'say in addresses.ts what a stranger may learn there');
  });

  test('they are there: whom they belong to finds them', async () => {
    const safe = [...addresses(annas), ...davAddresses(annas, 'anna'), ...heads(addresses(annas))].filter(
      ({ method, path }) => /^(GET|HEAD|PROPFIND)$/.test(method ?? '') && path !== '/api/v1/events',
    );
    for (const address of safe.filter(
      ({ path }) =>
        !/login-flow|spaces\/all|rooms\/kept|invitations|public\/links|public\/requests\/.*\/uploads/.test(path) &&
        !administrators.test(path),
    )) {
      const { status, text } = await as('anna', address);
      assert.ok(status < 400, `${address.method} ${address.path}: ${status} ${text}`);
    }
  });

  test('signed out', async () => {
    const all: Address[] = [
      ...addresses(annas).filter(({ audience }) => audience !== 'open'),
      ...davAddresses(annas, 'clara'),
    ];
    for (const address of [...all, ...heads(all)]) {
      const { status, text } = await as(null, address);
      assert.equal(status, 401, `${address.method} ${address.path}: ${text}`);
      assert.doesNotMatch(text, /geheim/i);
    }
    for (const address of addresses(annas).filter(({ audience }) => audience === 'open')) {
      const { status, text } = await as(null, { ...address, headers: { ...address.headers } });
      assert.ok(status < 500, `${address.method} ${address.path}: ${text}`);
      assert.doesNotMatch(text, /geheim/i);
    }
  });

  test('signed in, but a stranger', async () => {
    const untouched = await stateOfAnna();
    const { actor } = world.person('clara');
    const { nodes } = world.landescloud.files;
    const mine = {
      node: (await nodes.get(actor, { path: ['mine.txt'] })).id,
      root: (await nodes.get(actor, { path: [] })).id,
    };
    const named = (things: Things): Address[] => {
      const all = [
        ...addresses(things).filter(({ audience }) => audience === 'theirs'),
        ...davAddresses(things, 'clara'),
        ...mixedAddresses(things, mine),
      ];
      return [...all, ...heads(all)];
    };
    const absent = named(absentThings);
    for (const [index, address] of named(annas).entries()) {
      const what = `${address.method} ${address.path} ${address.headers?.['destination'] ?? ''}`;
      const theirs = await as('clara', address);
      const nobodys = await as('clara', absent[index] as Address);
      assert.equal(said(theirs, annas), said(nobodys, absentThings), what);
      assert.ok(theirs.status < 500, `${what}: ${theirs.text}`);
      assert.doesNotMatch(theirs.text, /geheim|anna a/i, what);
    }
    assert.equal(await stateOfAnna(), untouched);
  });

  test('what is about oneself says nothing of others', async () => {
    const safe = addresses(annas).filter(
      ({ audience, method, path }) => audience !== 'open' && method === 'GET' && path !== '/api/v1/events',
    );
    for (const address of safe) {
      const { text } = await as('clara', address);
      assert.doesNotMatch(text, /geheim|anna a/i, address.path);
    }
  });

  test('SCIM is for the tokens of sources, not for people', async () => {
    const routes = registeredRoutes(world.landescloud.http.printRoutes({ commonPrefix: false }));
    const scim = routes.filter((route) => / \/scim\/v2\/(Users|Groups|Me)/.test(route));
    assert.ok(scim.length > 20);
    for (const route of scim) {
      const [method = '', path = ''] = route.split(' ');
      if (method === 'TRACE' || method === 'QUERY') continue;
      const address = { method, path: path.replace(':id', '1') };
      for (const login of [null, 'clara', 'admin']) assert.equal((await as(login, address)).status, 401, route);
    }
  });

  test('live hints are for members', async () => {
    const heard = { sse: '', socket: '' };
    const end = new AbortController();
    const stream = await fetch(`${world.url}/api/v1/events`, {
      headers: { cookie: cookies.get('clara') ?? '' },
      signal: end.signal,
    });
    const reading = (async () => {
      for await (const piece of stream.body ?? []) heard.sse += Buffer.from(piece).toString();
    })().catch(() => {});
    const socket = new WebSocket(`${world.url.replace('http', 'ws')}/push/ws`);
    socket.addEventListener('message', ({ data }) => (heard.socket += `${String(data)}\n`));
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.send('clara');
    socket.send(world.person('clara').appPassword);
    await until(() => heard.socket.includes('authenticated'));

    const put = (login: string): Promise<Answer> =>
      as(login, { method: 'PUT', path: `/remote.php/dav/files/${login}/hint.txt`, body: 'x' });
    assert.equal((await put('anna')).status, 201);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.doesNotMatch(heard.sse, /event: files/);
    assert.doesNotMatch(heard.socket, /notify/);
    assert.equal((await put('clara')).status, 201);
    await until(() => heard.sse.includes('event: files') && heard.socket.includes('notify'));
    socket.close();
    end.abort();
    await reading;
  });
});
