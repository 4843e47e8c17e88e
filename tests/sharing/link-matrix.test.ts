import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';
import { base64 } from '../faults/address-entry.ts';
import { ask, type Answer, type Ask } from '../faults/ask.ts';

const day = 86_400_000;
const json = { 'content-type': 'application/json' };

let world: World;
let offset = 0;
before(async () => {
  world = await startWorld({ clock: { now: () => Date.now() + offset } });
});
after(() => world?.[Symbol.asyncDispose]());

/** What the link leads to, and what it must not lead to. */
interface Place {
  readonly folder: number;
  readonly plan: number;
  readonly old: number;
  readonly away: number;
  readonly outside: number;
}

interface Door {
  readonly token: string;
  readonly password: string;
  readonly place: Place;
  /** The visit's; '' where nobody was let in. */
  cookie: string;
}

async function asAnna(method: string, path: string, body?: string): Promise<Answer> {
  const { authorization } = world.person('anna');
  const headers = { authorization, ...(body === undefined || !path.startsWith('/api') ? {} : json) };
  const answer = await ask(world.url, { method, path, headers, ...(body === undefined ? {} : { body }) });
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

async function makePlace(name: string): Promise<Place> {
  const at = (path: string) => `/remote.php/dav/files/anna/${path}`;
  await asAnna('MKCOL', at(name));
  for (const file of ['plan.txt', 'alt.txt', 'weg.txt', 'bleibt.txt'])
    await asAnna('PUT', at(`${name}/${file}`), 'Geheim');
  await asAnna('PUT', at(`${name}-daneben.txt`), 'Geheim');
  const id = async (path: string): Promise<number> => {
    const { text } = await asAnna('GET', `/api/v1/nodes/resolve?path=/${path}`);
    return (JSON.parse(text) as { id: number }).id;
  };
  return {
    folder: await id(name),
    plan: await id(`${name}/plan.txt`),
    old: await id(`${name}/alt.txt`),
    away: await id(`${name}/weg.txt`),
    outside: await id(`${name}-daneben.txt`),
  };
}

async function makeDoor(
  place: Place,
  input: { kind: string; password?: string; [more: string]: unknown },
): Promise<Door> {
  const { text } = await asAnna('POST', `/api/v1/nodes/${place.folder}/links`, JSON.stringify(input));
  const { address } = JSON.parse(text) as { address: string };
  return {
    token: new URL(address).pathname.split('/').at(-1) ?? '',
    password: input.password ?? '',
    place,
    cookie: '',
  };
}

async function enter(door: Door, shown: object): Promise<string> {
  const answer = await ask(world.url, {
    method: 'POST',
    path: `/api/v1/public/links/${door.token}/visit`,
    headers: json,
    body: JSON.stringify(shown),
  });
  door.cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return answer.status === 200 ? (JSON.parse(answer.text) as { state: string }).state : `${answer.status}`;
}

interface Way {
  readonly name: string;
  readonly needs: 'read' | 'add' | 'change';
  ask(door: Door): Ask;
  /** What the answer must hold to count. */
  readonly finds?: string;
}

const page = (
  name: string,
  needs: Way['needs'],
  method: string,
  path: (place: Place) => string,
  body?: object,
  finds?: string,
): Way => ({
  name: `page: ${name}`,
  needs,
  ask: ({ token, cookie, place }) => ({
    method,
    path: `/api/v1/public/links/${token}${path(place)}`,
    headers: { cookie, ...(body === undefined ? {} : json) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }),
  ...(finds === undefined ? {} : { finds }),
});

/** Both forms of the address: the token in the path, and as user. */
const dav = (
  name: string,
  needs: Way['needs'],
  method: string,
  at: string,
  more: Partial<Ask> & { to?: string } = {},
  finds?: string,
): Way[] =>
  (['dav', 'webdav'] as const).map((form) => ({
    name: `${form}: ${name}`,
    needs,
    ask: ({ token, password }) => {
      const { to, ...rest } = more;
      const root = form === 'dav' ? `/public.php/dav/files/${token}` : '/public.php/webdav';
      const headers = {
        authorization: `Basic ${Buffer.from(`${token}:${password}`).toString('base64')}`,
        ...rest.headers,
        ...(to === undefined ? {} : { destination: `${root}/${form}-${to}` }),
      };
      return { method, path: `${root}/${at.replace('{form}', form)}`, ...rest, headers };
    },
    ...(finds === undefined ? {} : { finds }),
  }));

const ways: readonly Way[] = [
  page('list', 'read', 'GET', () => '/folder', undefined, 'plan.txt'),
  page('list by id', 'read', 'GET', ({ folder }) => `/folder?id=${folder}`, undefined, 'plan.txt'),
  page('read', 'read', 'GET', ({ plan }) => `/nodes/${plan}/content`, undefined, 'Geheim'),
  page('preview', 'read', 'GET', ({ plan }) => `/nodes/${plan}/preview`),
  page('pages', 'read', 'GET', ({ plan }) => `/nodes/${plan}/pages`),
  page('text of a page', 'read', 'GET', ({ plan }) => `/nodes/${plan}/pages/1/text`),
  page('zip', 'read', 'GET', () => '/zip'),
  page('zip of a file', 'read', 'GET', ({ plan }) => `/zip?ids=${plan}`),
  ...dav('read', 'read', 'GET', 'plan.txt', {}, 'Geheim'),
  ...dav('look', 'read', 'PROPFIND', 'plan.txt', { headers: { depth: '0' } }),
  ...dav('list', 'read', 'PROPFIND', '', { headers: { depth: '1' } }, 'plan.txt'),
  page('new folder', 'add', 'POST', () => '/folders', { name: 'Neu' }),
  ...dav('new file', 'add', 'PUT', '{form}-neu.txt', { body: 'neu' }),
  ...dav('new folder', 'add', 'MKCOL', '{form}-ordner'),
  {
    name: 'page: tus',
    needs: 'add',
    ask: ({ token, cookie }) => ({
      method: 'POST',
      path: `/api/v1/public/links/${token}/uploads`,
      headers: {
        cookie,
        'tus-resumable': '1.0.0',
        'upload-length': '3',
        'upload-metadata': `filename ${base64('tus.txt')}`,
        'content-type': 'application/offset+octet-stream',
      },
      body: 'tus',
    }),
  },
  page('rename', 'change', 'PATCH', ({ old }) => `/nodes/${old}`, { name: 'anders.txt' }),
  page('delete', 'change', 'DELETE', ({ away }) => `/nodes/${away}`),
  ...dav('copy', 'change', 'COPY', 'plan.txt', { to: 'kopie.txt' }),
  ...dav('rename', 'change', 'MOVE', '{form}-ordner', { to: 'umbenannt' }),
  ...dav('delete', 'change', 'DELETE', '{form}-umbenannt'),
];

async function faults(door: Door, rights: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const way of ways) {
    const answer = await ask(world.url, way.ask(door));
    const what = `${way.name}: ${answer.status} ${answer.text.slice(0, 120)}`;
    const worked = answer.status < 400 && answer.text.includes(way.finds ?? '');
    if (answer.status >= 500) wrong.push(what);
    else if (worked !== rights.includes(way.needs)) wrong.push(what);
    if (!worked && /Geheim|plan\.txt/.test(answer.text) && !way.ask(door).path.includes('plan.txt'))
      wrong.push(`tells: ${what}`);
  }
  return wrong;
}

/** What no link leads to, by whatever name. */
async function escapes(door: Door): Promise<string[]> {
  const { token, cookie, place } = door;
  const root = `/public.php/dav/files/${token}`;
  const authorization = `Basic ${Buffer.from(`${token}:${door.password}`).toString('base64')}`;
  const base = `/api/v1/public/links/${token}`;
  const tries: Ask[] = [
    ...['GET', 'PROPFIND', 'DELETE', 'PUT'].flatMap((method) =>
      ['..', '%2e%2e', '..%2f', '%2e%2e%2f', 'x/../..'].map((up) => ({
        method,
        path: `${root}/${up}/geöffnet-daneben.txt`.replace('geöffnet', encodeURIComponent('geöffnet')),
        headers: { authorization },
        ...(method === 'PUT' ? { body: 'x' } : {}),
      })),
    ),
    ...['MOVE', 'COPY'].flatMap((method) =>
      [
        `${root}/../x`,
        `/remote.php/dav/files/anna/x`,
        `${root}/%2e%2e/x`,
        '/public.php/dav/files/0123456789abcdefghijkl/x',
      ].map((destination) => ({ method, path: `${root}/bleibt.txt`, headers: { authorization, destination } })),
    ),
    { path: `${base}/nodes/${place.outside}/content`, headers: { cookie } },
    { path: `${base}/nodes/${place.outside}/preview`, headers: { cookie } },
    { path: `${base}/nodes/${place.outside}/pages/1/text`, headers: { cookie } },
    { path: `${base}/zip?ids=${place.outside}`, headers: { cookie } },
    { method: 'DELETE', path: `${base}/nodes/${place.outside}`, headers: { cookie } },
    { method: 'DELETE', path: `${base}/nodes/${place.folder}`, headers: { cookie } },
    ...[
      '/me',
      '/spaces',
      '/trash',
      '/search?q=geheim',
      `/nodes/${place.plan}`,
      `/nodes/${place.plan}/versions`,
      '/events',
    ].map((path) => ({ path: `/api/v1${path}`, headers: { cookie } })),
    { method: 'PROPFIND', path: '/remote.php/dav/files/anna/', headers: { cookie, authorization } },
    { method: 'PROPFIND', path: '/remote.php/dav/trashbin/anna/trash/', headers: { cookie, authorization } },
  ];
  const wrong: string[] = [];
  for (const each of tries) {
    const answer = await ask(world.url, each);
    // 502: a destination on another server (RFC 4918 section 9.8.5)
    if (answer.status < 400 || (answer.status >= 500 && answer.status !== 502))
      wrong.push(`${each.method ?? 'GET'} ${each.path}: ${answer.status}`);
  }
  return wrong;
}

test('a link to look at, one to change and one to put in: each by every way in, and no way out', async () => {
  for (const [kind, rights] of [
    ['viewer', ['read']],
    ['editor', ['read', 'add', 'change']],
  ] as const) {
    const door = await makeDoor(await makePlace(kind), { kind });
    assert.equal(await enter(door, {}), 'open');
    assert.deepEqual(await escapes(door), [], kind);
    assert.deepEqual(await faults(door, rights), [], kind);
  }
  const drop = await makeDoor(await makePlace('ablage'), { kind: 'uploader' });
  assert.equal(await enter(drop, {}), 'open');
  const begun = await ask(world.url, {
    method: 'POST',
    path: `/api/v1/public/links/${drop.token}/delivery`,
    headers: { ...json, cookie: drop.cookie },
    body: JSON.stringify({ name: 'Müller' }),
  });
  assert.equal(begun.status, 200, begun.text);
  // one's own delivery is listed on the page: without the others' and without what lies in the folder
  const listed = (await faults(drop, ['add'])).filter((fault) => !/^page: (list|new folder)/.test(fault));
  assert.deepEqual(listed, []);
  assert.deepEqual(await escapes(drop), []);
});

test('only to look at: nothing is handed out', async () => {
  const door = await makeDoor(await makePlace('ansehen'), { kind: 'viewer', viewOnly: true });
  assert.equal(await enter(door, {}), 'open');
  const out = (await faults(door, ['read'])).map((fault) => fault.split(':', 2).join(':'));
  assert.deepEqual(out, ['page: read', 'page: zip', 'page: zip of a file', 'dav: read', 'webdav: read']);
});

test('without the password, with a wrong one, ended, withdrawn, used up, in the trash: nothing by any way', async () => {
  const locked = await makeDoor(await makePlace('verschlossen'), {
    kind: 'editor',
    password: 'Ein langes Passwort 27',
  });
  assert.equal(await enter(locked, {}), 'password');
  assert.deepEqual(await faults({ ...locked, password: '' }, []), [], 'no password');
  assert.equal(await enter(locked, { password: locked.password }), 'open');
  assert.deepEqual(await faults(locked, ['read', 'add', 'change']), []);
  assert.deepEqual(await faults({ ...locked, cookie: '', password: 'falsch' }, []), [], 'a wrong password');
  const other = await makeDoor(await makePlace('andere'), { kind: 'editor', password: 'Ein anderes Passwort 27' });
  const withTheirVisit = { ...other, cookie: locked.cookie, password: locked.password };
  assert.deepEqual(await faults(withTheirVisit, []), [], 'the visit and the password of another link');

  const withdrawn = await makeDoor(await makePlace('genommen'), { kind: 'editor' });
  assert.equal(await enter(withdrawn, {}), 'open');
  const { text } = await asAnna('GET', `/api/v1/nodes/${withdrawn.place.folder}/links`);
  const { id } = (JSON.parse(text) as { items: { id: number }[] }).items[0] ?? { id: 0 };
  await asAnna('DELETE', `/api/v1/links/${id}`);
  assert.deepEqual(await faults(withdrawn, []), [], 'withdrawn');

  const binned = await makeDoor(await makePlace('papierkorb'), { kind: 'editor' });
  assert.equal(await enter(binned, {}), 'open');
  await asAnna('POST', '/api/v1/nodes/delete', JSON.stringify({ ids: [binned.place.folder] }));
  assert.deepEqual(await faults(binned, []), [], 'in the trash');

  const ended = await makeDoor(await makePlace('beendet'), { kind: 'editor', endsAt: Date.now() + offset + day });
  assert.equal(await enter(ended, {}), 'open');
  offset += 2 * day;
  assert.deepEqual(await faults(ended, []), [], 'ended, before any job has looked');
});

/** What is sent goes on until it is cut; answers the status and how it was told. */
async function sendOn(way: Ask, end: () => Promise<unknown>): Promise<number> {
  const ended = Promise.withResolvers<void>();
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    const piece = new Uint8Array(64 * 1024);
    // more than lies between two sockets: what was sent is being taken
    for (let sent = 0; sent < 400; sent++) yield piece;
    await end();
    // nothing more comes: only what ends a right can end this
    await ended.promise;
  };
  const answer = await ask(world.url, { ...way, body: endless() });
  ended.resolve();
  return answer.status;
}

/** How much came before the connection broke. */
async function readOn(way: Ask, end: () => Promise<unknown>): Promise<number> {
  const answer = await fetch(new URL(way.path, world.url), { headers: way.headers ?? {} });
  assert.equal(answer.status, 200);
  const reader = answer.body?.getReader() ?? assert.fail('no body');
  let came = (await reader.read()).value?.length ?? 0;
  await end();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return came;
      came += value.length;
    }
  } catch {
    return came;
  }
}

test('what runs is cut when the link is withdrawn or the membership ends: up and down, by page, tus and DAV', async () => {
  const size = 32_000_000;
  const place = await makePlace('laufend');
  const large = '/remote.php/dav/files/anna/laufend/gross.bin';
  const { authorization } = world.person('anna');
  assert.equal(
    (await ask(world.url, { method: 'PUT', path: large, headers: { authorization }, body: Buffer.alloc(size, 'x') }))
      .status,
    201,
  );
  const { id: file } = JSON.parse((await asAnna('GET', '/api/v1/nodes/resolve?path=/laufend/gross.bin')).text) as {
    id: number;
  };
  const tus = {
    'tus-resumable': '1.0.0',
    'upload-length': '1000000000',
    'upload-metadata': `filename ${base64('neu.bin')}`,
  };
  const patch = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const linkOf = async (token: string): Promise<number> => {
    const { items } = JSON.parse((await asAnna('GET', `/api/v1/nodes/${place.folder}/links`)).text) as {
      items: { id: number; address: string }[];
    };
    return items.find(({ address }) => address.endsWith(token))?.id ?? assert.fail('no such link');
  };
  const begun = async (path: string, headers: Record<string, string>): Promise<Ask> => {
    const made = await ask(world.url, { method: 'POST', path, headers: { ...tus, ...headers } });
    assert.equal(made.status, 201, made.text);
    const { pathname } = new URL(made.headers.location ?? '', world.url);
    return { method: 'PATCH', path: pathname, headers: { ...patch, ...headers } };
  };

  for (const kind of ['editor', 'uploader']) {
    const door = await makeDoor(place, { kind });
    assert.equal(await enter(door, {}), 'open');
    const base = `/api/v1/public/links/${door.token}`;
    if (kind === 'uploader') {
      const headers = { ...json, cookie: door.cookie };
      const named = { method: 'POST', path: `${base}/delivery`, headers, body: JSON.stringify({ name: 'Müller' }) };
      assert.equal((await ask(world.url, named)).status, 200);
    }
    const way = await begun(`${base}/uploads`, { cookie: door.cookie });
    const id = await linkOf(door.token);
    assert.equal(await sendOn(way, () => asAnna('DELETE', `/api/v1/links/${id}`)), 403, `tus by ${kind}`);
    const { status } = await ask(world.url, {
      method: 'HEAD',
      path: way.path,
      headers: { ...tus, cookie: door.cookie },
    });
    assert.equal(status, 404);
  }
  for (const form of ['page', 'dav'] as const) {
    const door = await makeDoor(place, { kind: 'editor' });
    assert.equal(await enter(door, {}), 'open');
    const id = await linkOf(door.token);
    const root = `/public.php/dav/files/${door.token}`;
    const way: Ask =
      form === 'page'
        ? { path: `/api/v1/public/links/${door.token}/nodes/${file}/content`, headers: { cookie: door.cookie } }
        : { path: `${root}/gross.bin` };
    if (form === 'dav') {
      const other = await makeDoor(place, { kind: 'editor' });
      const put: Ask = { method: 'PUT', path: `/public.php/dav/files/${other.token}/dazu.bin` };
      const otherId = await linkOf(other.token);
      assert.equal(await sendOn(put, () => asAnna('DELETE', `/api/v1/links/${otherId}`)), 403, 'PUT');
    }
    const came = await readOn(way, () => asAnna('DELETE', `/api/v1/links/${id}`));
    assert.ok(came > 0 && came < size, `${form}: ${came} bytes came`);
  }

  const { authorization: bernd } = world.person('bernd');
  const { items: spaces } = JSON.parse((await asAnna('GET', '/api/v1/spaces')).text) as {
    items: { id: number; rootId: number; kind: string }[];
  };
  const space = spaces.find(({ kind }) => kind === 'project') ?? assert.fail('no space of both');
  const metadata = `filename ${base64('von-bernd.bin')},parentId ${base64(String(space.rootId))}`;
  const way = await begun('/api/v1/uploads', { authorization: bernd, 'upload-metadata': metadata });
  assert.equal(await sendOn(way, () => asAnna('DELETE', `/api/v1/spaces/${space.id}/members/bernd`)), 403, 'a member');
  const again: Ask = { ...way, headers: { ...way.headers, 'upload-offset': '0' }, body: 'mehr' };
  assert.equal((await ask(world.url, again)).status === 204, false, 'it does not go on');
  const names = (await asAnna('GET', `/api/v1/nodes/${place.folder}/children`)).text;
  assert.match(names, /gross\.bin/);
  assert.doesNotMatch(names, /neu\.bin|dazu\.bin/);
});
