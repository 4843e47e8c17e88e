import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startWorld, type World } from '@landescloud/testing';
import { ask, type Answer, type Ask } from './ask.ts';
import { multipart, part } from './bad-uploads.ts';

const project = 'Haushalt%202027';
const bernds = `/remote.php/dav/files/bernd`;
const shared = `${bernds}/${project}`;
const json = { 'content-type': 'application/json' };
const base64 = (text: string | number): string => Buffer.from(String(text)).toString('base64');

let world: World;
let ids: { root: number; file: number; folder: number; own: number; version: number; trash: number; space: number };

function as(login: string, request: Ask): Promise<Answer> {
  return ask(world.url, {
    ...request,
    headers: { authorization: world.person(login).authorization, ...request.headers },
  });
}

async function put(login: string, path: string, body: string): Promise<void> {
  const { status, text } = await as(login, { method: 'PUT', path, body });
  assert.ok(status < 300, text);
}

before(async () => {
  world = await startWorld({ seed: 'files', settings: { requestsPerPerson: 0, requestsPerAddress: 0 } });
  const { files } = world.landescloud;
  const anna = world.person('anna').actor;
  const folder = `/remote.php/dav/files/anna/${project}`;
  for (const text of ['one', 'two']) await put('anna', `${folder}/plan.txt`, text);
  await put('anna', `${folder}/old.txt`, 'old');
  await as('anna', { method: 'DELETE', path: `${folder}/old.txt` });
  await put('bernd', `${bernds}/own.txt`, 'own');
  const get = (path: string[]) => files.nodes.get(anna, { path: ['Haushalt 2027', ...path] });
  const [root, file, inner] = await Promise.all([get([]), get(['plan.txt']), get(['Einzelpläne'])]);
  await files.spaces.setMember(anna, root.spaceId, 'bernd', 'viewer');
  const own = await files.nodes.get(world.person('bernd').actor, { path: ['own.txt'] });
  const [version] = await files.versions.list(anna, { id: file.id });
  const trash = await files.trash.list(anna, { spaceId: root.spaceId, offset: 0, limit: 1 });
  assert.ok(version !== undefined && trash.items[0] !== undefined);
  ids = {
    root: root.id,
    file: file.id,
    folder: inner.id,
    own: own.id,
    version: version.id,
    trash: trash.items[0].id,
    space: root.spaceId,
  };
});
after(() => world?.stop());

/** Whatever the project has that could have been changed. */
async function state(): Promise<string> {
  const { files } = world.landescloud;
  const anna = world.person('anna').actor;
  return JSON.stringify([
    await files.nodes.get(anna, { id: ids.root }),
    await files.nodes.list(anna, { id: ids.root }),
    await files.versions.list(anna, { id: ids.file }),
    await files.trash.list(anna, { spaceId: ids.space, offset: 0, limit: 100 }),
    await files.spaces.members(anna, ids.space),
    await files.locks.list(anna, { id: ids.file }),
  ]);
}

function davWrites(): Ask[] {
  const to = (destination: string) => ({ destination });
  const lock =
    '<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockinfo>';
  const patch =
    '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><x xmlns="urn:x">1</x></d:prop></d:set></d:propertyupdate>';
  return [
    { method: 'PUT', path: `${shared}/new.txt`, body: 'x' },
    { method: 'PUT', path: `${shared}/plan.txt`, body: 'x' },
    { method: 'MKCOL', path: `${shared}/new` },
    { method: 'DELETE', path: `${shared}/plan.txt` },
    { method: 'MOVE', path: `${shared}/plan.txt`, headers: to(`${shared}/other.txt`) },
    { method: 'MOVE', path: `${shared}/plan.txt`, headers: to(`${bernds}/taken.txt`) },
    { method: 'MOVE', path: `${bernds}/own.txt`, headers: to(`${shared}/own.txt`) },
    { method: 'COPY', path: `${bernds}/own.txt`, headers: to(`${shared}/plan.txt`) },
    { method: 'PROPPATCH', path: `${shared}/plan.txt`, body: patch },
    { method: 'LOCK', path: `${shared}/plan.txt`, body: lock },
    { method: 'LOCK', path: `${shared}/new.txt`, body: lock },
    { method: 'LOCK', path: `${shared}/plan.txt`, headers: { 'x-user-lock': '1' } },
    { method: 'MOVE', path: '/remote.php/dav/uploads/bernd/chunks/.file', headers: to(`${shared}/plan.txt`) },
    {
      method: 'MOVE',
      path: `/remote.php/dav/versions/bernd/versions/${ids.file}/${ids.version}`,
      headers: to('/remote.php/dav/versions/bernd/restore/x'),
    },
  ];
}

function jsonWrites(): Ask[] {
  const { root, file, folder, version, space } = ids;
  const send = (method: string, path: string, body: unknown = {}): Ask => ({
    method,
    path: `/api/v1/${path}`,
    headers: json,
    body: JSON.stringify(body),
  });
  const tus = (metadata: string): Ask => ({
    method: 'POST',
    path: '/api/v1/uploads',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '3', 'upload-metadata': metadata },
  });
  return [
    send('POST', `nodes/${root}/folders`, { name: 'new' }),
    send('POST', `nodes/${folder}/files`, { name: 'new' }),
    send('PATCH', `nodes/${file}`, { name: 'other.txt' }),
    send('POST', `nodes/${file}/versions/${version}/restore`),
    send('PATCH', `nodes/${file}/versions/${version}`, { label: 'x' }),
    { method: 'DELETE', path: `/api/v1/nodes/${file}/versions/${version}` },
    send('PATCH', `spaces/${space}`, { name: 'Mine' }),
    send('PATCH', `spaces/${space}`, { quotaBytes: 1 }),
    send('PUT', `spaces/${space}/members/clara`, { role: 'viewer' }),
    send('PUT', `spaces/${space}/members/bernd`, { role: 'manager' }),
    { method: 'DELETE', path: `/api/v1/spaces/${space}/members/anna` },
    tus(`filename ${base64('x')},parentId ${base64(root)}`),
    tus(`filename ${base64('x')},relativePath ${base64('new/x')},parentId ${base64(folder)}`),
  ];
}

describe('whoever may only read a project changes nothing in it', () => {
  test('WebDAV and the JSON API answer 403', async () => {
    await as('bernd', { method: 'MKCOL', path: '/remote.php/dav/uploads/bernd/chunks' });
    await put('bernd', '/remote.php/dav/uploads/bernd/chunks/1', 'x');
    const untouched = await state();
    for (const request of [...davWrites(), ...jsonWrites()]) {
      const { status, text } = await as('bernd', request);
      const what = `${request.method} ${request.path} ${JSON.stringify(request.headers ?? {})}`;
      assert.equal(status, 403, `${what}: ${text}`);
      assert.equal(await state(), untouched, what);
    }
  });

  test('several at once are refused each', async () => {
    const untouched = await state();
    const { root, file, own, trash } = ids;
    for (const [path, body] of [
      ['nodes/move', { ids: [file], parentId: root, onConflict: 'rename' }],
      ['nodes/move', { ids: [own], parentId: root, onConflict: 'rename' }],
      ['nodes/copy', { ids: [own, file], parentId: root, onConflict: 'replace' }],
      ['nodes/delete', { ids: [file] }],
      ['trash/restore', { ids: [trash] }],
      ['trash/purge', { ids: [trash] }],
    ] as const) {
      const request = { method: 'POST', path: `/api/v1/${path}`, headers: json, body: JSON.stringify(body) };
      const { status, text } = await as('bernd', request);
      assert.equal(status, 200, text);
      const { results } = JSON.parse(text) as { results: { error?: { code: string } }[] };
      assert.ok(
        results.every(({ error }) => error !== undefined),
        text,
      );
      assert.equal(await state(), untouched, path);
    }
    const body = `${part(['X-File-Path: /Haushalt 2027/bulk.txt', 'Content-Length: 1'], 'x')}--b--\r\n`;
    const bulk = await as('bernd', { method: 'POST', path: '/remote.php/dav/bulk', headers: multipart, body });
    assert.match(bulk.text, /"error":true/);
    await as('bernd', { method: 'DELETE', path: '/remote.php/dav/trashbin/bernd/trash/' });
    const all = { method: 'POST', path: '/api/v1/trash/purge', headers: json, body: '{"all":true}' };
    await as('bernd', all);
    await as('bernd', { ...all, body: JSON.stringify({ all: true, spaceId: ids.space }) });
    assert.equal(await state(), untouched);
  });

  test('but may read, copy out and have favourites', async () => {
    assert.equal((await as('bernd', { path: `${shared}/plan.txt` })).text, 'two');
    const copied = await as('bernd', {
      method: 'COPY',
      path: `${shared}/plan.txt`,
      headers: { destination: `${bernds}/copy.txt` },
    });
    assert.equal(copied.status, 201, copied.text);
    const favoured = await as('bernd', {
      method: 'PATCH',
      path: `/api/v1/nodes/${ids.file}`,
      headers: json,
      body: '{"favourite":true}',
    });
    assert.equal(favoured.status, 200, favoured.text);
  });

  test('two managers who take each other’s role leave one', async () => {
    const { spaces } = world.landescloud.files;
    const [anna, clara] = [world.person('anna').actor, world.person('clara').actor];
    for (let n = 0; n < 10; n++) {
      await spaces.setMember(world.person('admin').actor, ids.space, 'anna', 'manager');
      await spaces.setMember(world.person('admin').actor, ids.space, 'clara', 'manager');
      await Promise.allSettled([
        spaces.setMember(anna, ids.space, 'clara', 'viewer'),
        n % 2 === 0
          ? spaces.removeMember(clara, ids.space, 'anna')
          : spaces.setMember(clara, ids.space, 'anna', 'viewer'),
      ]);
      const members = await spaces.members(world.person('admin').actor, ids.space);
      assert.equal(members.filter(({ role }) => role === 'manager').length, 1, `try ${n}`);
    }
    await spaces.setMember(world.person('admin').actor, ids.space, 'anna', 'manager');
    await spaces.removeMember(world.person('admin').actor, ids.space, 'clara');
  });

  test('and whoever is a member no longer finds nothing at once', async () => {
    await world.landescloud.files.spaces.removeMember(world.person('anna').actor, ids.space, 'bernd');
    for (const path of [`${shared}/plan.txt`, `/api/v1/nodes/${ids.file}`, `/api/v1/nodes/${ids.file}/content`])
      assert.equal((await as('bernd', { path })).status, 404, path);
    assert.doesNotMatch((await as('bernd', { path: '/api/v1/favourites' })).text, /plan\.txt/);
    assert.doesNotMatch((await as('bernd', { path: '/api/v1/search?q=plan' })).text, /plan\.txt/);
  });
});
