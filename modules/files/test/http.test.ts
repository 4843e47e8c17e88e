import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import type { SpacesQuery } from '../src/index.ts';
import { put } from './files-fixture.ts';
import { type HttpFixture, httpFixture } from './http-fixture.ts';

interface NodeAnswer {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly kind: string;
  readonly size: number;
  readonly etag: string;
  readonly favourite: boolean;
  readonly hasPreview: boolean;
}
interface Results {
  readonly results: { id: number; node?: NodeAnswer; trashId?: number; error?: { code: string } }[];
}

describe('the JSON API of files', () => {
  let fixture: HttpFixture;
  let root: NodeAnswer;
  before(async () => {
    fixture = await httpFixture();
    root = await fixture.json<NodeAnswer>('GET', '/nodes/root');
  });
  after(async () => {
    await fixture.assertWhole();
    await fixture[Symbol.asyncDispose]();
  });

  const folder = (name: string, parentId = root.id) =>
    fixture.json<NodeAnswer>('POST', `/nodes/${parentId}/folders`, { name });
  const file = (name: string, parentId = root.id) =>
    fixture.json<NodeAnswer>('POST', `/nodes/${parentId}/files`, { name });
  const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

  it('lists, pages, sorts and filters', async () => {
    const { id } = await folder('Listen');
    await folder('zuletzt', id);
    for (const name of ['b.txt', 'a.txt', 'c.pdf']) await file(name, id);
    const page = await fixture.json<{
      total: number;
      folder: NodeAnswer;
      ancestors: { id: number }[];
      items: NodeAnswer[];
    }>('GET', `/nodes/${id}/children?sort=name&order=asc&limit=2&offset=1`);
    assert.equal(page.total, 4);
    assert.deepEqual(
      page.items.map((item) => item.name),
      ['a.txt', 'b.txt'],
    );
    assert.deepEqual(
      page.ancestors.map((ancestor) => ancestor.id),
      [root.id],
    );
    const { ids } = await fixture.json<{ ids: number[] }>('GET', `/nodes/${id}/children/ids?filter=.txt`);
    assert.equal(ids.length, 2);
    const resolved = await fixture.json<NodeAnswer>('GET', '/nodes/resolve?path=/Listen/a.txt');
    assert.ok(ids.includes(resolved.id));
  });

  it('renames, marks, moves, copies, deletes and restores', async () => {
    const [from, into] = [await folder('von'), await folder('nach')];
    const { id } = await file('entwurf.txt', from.id);
    const renamed = await fixture.json<NodeAnswer>('PATCH', `/nodes/${id}`, {
      name: 'endfassung.txt',
      favourite: true,
    });
    assert.deepEqual([renamed.name, renamed.favourite], ['endfassung.txt', true]);
    const favourites = await fixture.json<{ items: { node: NodeAnswer; path: string[] }[] }>('GET', '/favourites');
    assert.deepEqual(favourites.items[0]?.path, ['von', 'endfassung.txt']);

    const transfer = { ids: [id, 999_999], parentId: into.id, onConflict: 'fail' };
    const moved = await fixture.json<Results>('POST', '/nodes/move', transfer);
    assert.equal(moved.results[0]?.node?.parentId, into.id);
    assert.equal(moved.results[1]?.error?.code, 'files.node_not_found');
    const copied = await fixture.json<Results>('POST', '/nodes/copy', {
      ids: [id],
      parentId: into.id,
      onConflict: 'rename',
    });
    assert.equal(copied.results[0]?.node?.name, 'endfassung (2).txt');

    const deleted = await fixture.json<Results>('POST', '/nodes/delete', { ids: [id] });
    assert.equal(deleted.results[0]?.trashId, id);
    const trash = await fixture.json<{ total: number; items: { id: number; path: string }[] }>('GET', '/trash');
    assert.equal(trash.items[0]?.path, 'nach/endfassung.txt');
    const restored = await fixture.json<Results>('POST', '/trash/restore', { ids: [id] });
    assert.equal(restored.results[0]?.node?.parentId, into.id);
    await fixture.json('POST', '/nodes/delete', { ids: [id] });
    assert.deepEqual(await fixture.json('POST', '/trash/purge', { ids: [id] }), { results: [{ id }] });
    assert.equal(await codeOf(await post('/trash/purge', {})), 'files.purge_unclear');
    await fixture.json('POST', '/trash/purge', { all: true });
  });

  const post = (path: string, body: unknown): Promise<Response> =>
    fixture.call('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  it('serves contents with ranges and conditions', async () => {
    const body = randomBytes(100_000);
    const { node } = await fixture.files.contents.write(fixture.anna, {
      place: { path: ['Daten.bin'] },
      onConflict: 'replace',
      source: (async function* () {
        yield body;
      })(),
      length: body.length,
      checksums: [],
    });
    const path = `/nodes/${node.id}/content`;
    const whole = await fixture.call('GET', path);
    assert.equal(whole.status, 200);
    assert.equal(whole.headers.get('content-length'), '100000');
    assert.match(whole.headers.get('content-disposition') ?? '', /^attachment; /);
    assert.equal(whole.headers.get('x-content-type-options'), 'nosniff');
    assert.match(whole.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), body);

    const part = await fixture.call('GET', path, { headers: { range: 'bytes=10-19' } });
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, 'bytes 10-19/100000']);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), body.subarray(10, 20));
    assert.equal((await fixture.call('GET', path, { headers: { range: 'bytes=100000-' } })).status, 416);
    const same = await fixture.call('GET', path, { headers: { 'if-none-match': `"${node.etag}"` } });
    assert.equal(same.status, 304);

    const head = await fixture.call('HEAD', path);
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, '100000']);
    assert.equal(await head.text(), '');
  });

  it('shows what cannot carry scripts, and saves the rest', async () => {
    const kinds = {
      'a.txt': 'text/plain; charset=utf-8',
      'b.html': 'text/plain; charset=utf-8',
      'c.svg': null,
      'd.pdf': 'application/pdf',
    };
    for (const [name, shown] of Object.entries(kinds)) {
      const { node } = await put(fixture.files, fixture.anna, name, '<script>alert(1)</script>');
      const response = await fixture.call('GET', `/nodes/${node.id}/content`);
      const disposition = response.headers.get('content-disposition') ?? '';
      assert.match(disposition, shown === null ? /^attachment/ : /^inline/);
      if (shown !== null) assert.equal(response.headers.get('content-type'), shown);
      const saved = await fixture.call('GET', `/nodes/${node.id}/content?download=1`);
      assert.match(saved.headers.get('content-disposition') ?? '', /^attachment/);
    }
  });

  it('zips folders and files as they are', async () => {
    await fixture.files.nodes.ensureFolders(fixture.anna, root.id, ['Archiv', 'leer']);
    await put(fixture.files, fixture.anna, 'Archiv/Grüße.txt', 'hallo');
    const { node } = await put(fixture.files, fixture.anna, 'Grüße.txt', 'außen');
    const archive = await fixture.json<NodeAnswer>('GET', '/nodes/resolve?path=Archiv');
    const response = await fixture.call('GET', `/nodes/zip?ids=${archive.id},${node.id}`);
    assert.equal(response.headers.get('content-type'), 'application/zip');
    const zip = Buffer.from(await response.arrayBuffer());
    for (const name of ['Archiv/', 'Archiv/leer/', 'Archiv/Grüße.txt', 'Grüße.txt', 'hallo', 'außen']) {
      assert.ok(zip.includes(name), name);
    }
    const many = await folder('viele');
    const long = 'x'.repeat(200);
    for (let n = 0; n < 120; n++) await put(fixture.files, fixture.anna, `viele/${n}-${long}`, 'inhalt');
    const all = Buffer.from(await (await fixture.call('GET', `/nodes/zip?ids=${many.id}`)).arrayBuffer());
    const end = all.lastIndexOf('PK\u0005\u0006');
    assert.equal(all.readUInt16LE(end + 10), 121, 'its directory is whole');
    assert.equal(all.length, end + 22);
    const one = await fixture.call('GET', `/nodes/zip?ids=${archive.id}`);
    assert.match(one.headers.get('content-disposition') ?? '', /filename="Archiv.zip"/);
    await one.arrayBuffer();
    assert.equal((await fixture.call('GET', '/nodes/zip?ids=-1')).status, 400);
  });

  it('keeps versions and tells what happened', async () => {
    await put(fixture.files, fixture.anna, 'verlauf.txt', 'eins');
    const { node } = await put(fixture.files, fixture.anna, 'verlauf.txt', 'zwei');
    const list = () =>
      fixture.json<{ items: { id: number; label: string | null }[] }>('GET', `/nodes/${node.id}/versions`);
    const version = (await list()).items[0];
    assert.ok(version);
    await fixture.json('PATCH', `/nodes/${node.id}/versions/${version.id}`, { label: 'erste' });
    assert.equal((await list()).items[0]?.label, 'erste');
    const past = await fixture.call('GET', `/nodes/${node.id}/content?version=${version.id}`);
    assert.equal(await past.text(), 'eins');
    await fixture.json('POST', `/nodes/${node.id}/versions/${version.id}/restore`);
    assert.equal(await (await fixture.call('GET', `/nodes/${node.id}/content`)).text(), 'eins');
    const replaced = (await list()).items[0];
    await fixture.json('DELETE', `/nodes/${node.id}/versions/${replaced?.id}`);
    assert.deepEqual((await list()).items, []);
    const activity = await fixture.json<{ items: { kind: string }[] }>('GET', `/nodes/${node.id}/activity`);
    assert.ok(activity.items.some((entry) => entry.kind === 'created'));
  });

  it('finds by name and by time', async () => {
    fixture.clock.time += 1000;
    await put(fixture.files, fixture.anna, 'Haushaltsplan.txt', 'x');
    const search = await fixture.json<{ items: { node: NodeAnswer }[] }>('GET', '/search?q=haushalts&kind=file');
    assert.deepEqual(
      search.items.map((item) => item.node.name),
      ['Haushaltsplan.txt'],
    );
    const recent = await fixture.json<{ items: { node: NodeAnswer }[] }>('GET', '/recent?limit=1');
    assert.equal(recent.items[0]?.node.name, 'Haushaltsplan.txt');
  });

  it('manages spaces', async () => {
    const admin = await fixture.call('GET', '/spaces/all');
    assert.equal(admin.status, 403);
    const { items } = await fixture.json<{ items: { kind: string; rootId: number }[] }>('GET', '/spaces');
    assert.deepEqual(
      items.map((space) => [space.kind, space.rootId]),
      [['personal', root.id]],
    );
  });

  it('lists every space a page at a time, by kind and by name', async () => {
    const { files } = fixture;
    const system = systemActor('test');
    for (const name of ['Alpha', 'Beta_1', 'Gamma']) {
      await files.spaces.createProject(system, { name, organisationKey: 'land' });
    }
    const names = async (query: SpacesQuery) => {
      const { total, items } = await files.spaces.listAll(system, query);
      return [total, ...items.map((space) => space.name)];
    };
    assert.deepEqual(await names({ kind: 'project', limit: 2 }), [3, 'Alpha', 'Beta_1']);
    assert.deepEqual(await names({ kind: 'project', limit: 2, offset: 2 }), [3, 'Gamma']);
    assert.deepEqual(await names({ kind: 'project', text: 'a_' }), [1, 'Beta_1']);
    assert.deepEqual(await names({ text: 'ANNA' }), [1, 'Anna Petersen']);
    assert.deepEqual(await names({ text: '%' }), [0]);
    assert.equal((await files.spaces.listAll(system)).items.length, (await names({}))[0]);
  });

  it('shows another person nothing, and nobody even less', async () => {
    const { node } = await put(fixture.files, fixture.anna, 'geheim.txt', 'x');
    const paths = ['', '/children', '/children/ids', '/content', '/versions', '/activity', '/preview'];
    for (const path of paths) {
      const target = path.startsWith('/children') ? root.id : node.id;
      const response = await fixture.call('GET', `/nodes/${target}${path}`, { as: 'bernd' });
      assert.deepEqual([response.status, await codeOf(response)], [404, 'files.node_not_found'], path);
      assert.equal((await fixture.call('GET', `/nodes/${target}${path}`, { as: '' })).status, 401, path);
    }
    assert.equal((await fixture.call('GET', `/nodes/zip?ids=${node.id}`, { as: 'bernd' })).status, 404);
    const deleted = await fixture.json<Results>('POST', '/nodes/delete', { ids: [node.id] }, 'bernd');
    assert.equal(deleted.results[0]?.error?.code, 'files.node_not_found');
    assert.deepEqual(await fixture.json('GET', '/search?q=geheim', undefined, 'bernd'), { items: [] });
  });

  it('refuses bad input with a reason', async () => {
    for (const path of [
      '/nodes/0',
      '/nodes/x',
      '/nodes/99999999999999999999',
      '/nodes/1/children?limit=5000',
      '/search?q=',
    ]) {
      assert.equal((await fixture.call('GET', path)).status, 400, path);
    }
    for (const name of ['', '.', '..', 'a/b', 'a\u0000b', 'x'.repeat(256)]) {
      assert.equal((await post(`/nodes/${root.id}/folders`, { name })).status, 400, JSON.stringify(name));
    }
  });

  it('tells live what changed, to members only', async () => {
    const listen = async (as: string) => {
      const response = await fixture.call('GET', '/events', { as });
      assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      assert.ok(reader);
      return reader;
    };
    const [anna, bernd] = [await listen('anna'), await listen('bernd')];
    for (const reader of [anna, bernd]) assert.match((await reader.read()).value ?? '', /event: ping/);
    const target = await folder('live');
    await file('neu.txt', target.id);
    let told = '';
    while (!told.includes(`${target.id}`)) told += (await anna.read()).value ?? '';
    assert.match(told, /event: files\ndata: \{"spaceId":\d+,"change":\d+,"parentIds":\[/);
    await bernd.cancel();
    await anna.cancel();
  });
});
