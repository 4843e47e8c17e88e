import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { startWorldProcess, type WorldProcess } from '@landescloud/testing';
import { ask, flood, tell, type Answer, type Ask } from './ask.ts';
import { badHttp } from './bad-http.ts';
import { badBodyRequests, badIdRequests, badQueries, type Known } from './bad-json.ts';
import { badBulks, badChunks, badTus, multipart, part } from './bad-uploads.ts';
import { badCalls, badXml } from './bad-dav.ts';
import { badPaths } from './bad-paths.ts';
import { assertRefused, type Bad } from './refusal.ts';

const root = '/remote.php/dav/files/anna';
let world: WorldProcess;

function send(login: string, request: Ask): Promise<Answer> {
  const { authorization } = world.person(login);
  return ask(world.url, { ...request, headers: { authorization, ...request.headers } });
}

/** What must not change: the etag of everything one has, and how many blobs there are. */
async function stateOf(login: string): Promise<string> {
  const { text } = await send(login, { path: '/api/v1/nodes/root' });
  return (JSON.parse(text) as { etag: string }).etag;
}

async function countBlobs(): Promise<number> {
  let count = 0;
  for await (const entry of glob('blobs/**/*', { cwd: world.dataDir, withFileTypes: true }))
    if (entry.isFile()) count++;
  return count;
}

function residentMegabytes(): number {
  const status = readFileSync(`/proc/${world.server.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1]) / 1024;
}

async function refusedAll(bads: readonly Bad[]): Promise<void> {
  const state = await stateOf('anna');
  const blobs = await countBlobs();
  const failures: string[] = [];
  for (const bad of bads) {
    try {
      assertRefused(bad, await send('anna', bad));
      assert.equal(await stateOf('anna'), state, `${bad.method} ${bad.path} (${bad.why}) changed something`);
    } catch (error) {
      failures.push(`${bad.method ?? 'GET'} ${bad.path.slice(0, 80)} (${bad.why}): ${(error as Error).message}`);
    }
  }
  assert.equal(failures.length, 0, `${failures.length} of ${bads.length}:\n${failures.slice(0, 40).join('\n')}`);
  assert.equal(await countBlobs(), blobs, 'blobs were left behind');
}

describe('bad input is refused clearly, and nothing is stored', () => {
  before(async () => {
    world = await startWorldProcess({
      seed: 'files',
      env: { LANDESCLOUD_REQUESTS_PER_PERSON: '0', LANDESCLOUD_REQUESTS_PER_ADDRESS: '0' },
    });
    await send('anna', { method: 'PUT', path: `${root}/file.txt`, body: 'hello' });
    await send('anna', { method: 'PUT', path: `${root}/blob.bin`, body: Buffer.alloc(100_000, 'x') });
    await send('anna', { method: 'MKCOL', path: `${root}/folder` });
    await send('anna', { method: 'MKCOL', path: `${root}/folder/inner` });
  });
  after(() => world?.stop());

  test('XML', () => refusedAll(badXml(root)));
  test('paths and destinations', () => refusedAll(badPaths(root)));
  test('headers and bodies of DAV', () => refusedAll(badCalls(root)));
  test('properties without end', async () => {
    const path = `${root}/folder`;
    const patch = (n: number): Ask => ({
      method: 'PROPPATCH',
      path,
      body: `<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><p${n} xmlns="urn:x">${'x'.repeat(9_000)}</p${n}></d:prop></d:set></d:propertyupdate>`,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 20; n++) statuses.push((await send('anna', patch(n))).status);
    assert.deepEqual(new Set(statuses), new Set([207, 400]), 'a node takes properties without end');
    await refusedAll([{ ...patch(20), why: 'one more', status: 400 }]);
    const names = Array.from({ length: 5_000 }, (_, n) => `<q${n} xmlns="urn:x"/>`).join('');
    const body = `<d:propfind xmlns:d="DAV:"><d:prop>${names}</d:prop></d:propfind>`;
    await refusedAll([{ why: 'an answer without end', method: 'PROPFIND', path, body, status: 413 }]);
  });
  test('ids of the JSON API', () => refusedAll(badIdRequests()));
  test('bodies of the JSON API', async () => refusedAll(badBodyRequests(await known())));
  test('questions of the JSON API', async () => refusedAll(badQueries(await known())));

  test('tus', async () => {
    const upload = await createUpload({ 'upload-metadata': `filename ${Buffer.from('tus.txt').toString('base64')}` });
    const partial = await createUpload({ 'upload-concat': 'partial' });
    const first = await send('anna', {
      method: 'PATCH',
      path: `/api/v1/uploads/${upload}`,
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body: 'hello',
    });
    assert.equal(first.status, 204);
    await refusedAll(badTus(upload, partial, (await known()).root));
    const { headers } = await send('anna', { method: 'HEAD', path: `/api/v1/uploads/${upload}`, headers: tus });
    assert.equal(headers['upload-offset'], '5', 'what was refused counted');
    for (const id of [upload, partial])
      await send('anna', { method: 'DELETE', path: `/api/v1/uploads/${id}`, headers: tus });
  });

  test('chunks', async () => {
    const folder = '/remote.php/dav/uploads/anna/bad-chunks';
    await send('anna', { method: 'MKCOL', path: folder });
    for (const [name, body] of [
      ['3', 'third'],
      ['1', 'first'],
    ] as const)
      assert.equal((await send('anna', { method: 'PUT', path: `${folder}/${name}`, body })).status, 201);
    await refusedAll(badChunks(root, 'bad-chunks'));
    // Out of order, twice, and the total right at last.
    assert.equal((await send('anna', { method: 'PUT', path: `${folder}/2`, body: 'wrong' })).status, 201);
    assert.equal((await send('anna', { method: 'PUT', path: `${folder}/2`, body: ' second ' })).status, 201);
    const headers = { destination: `${root}/from-chunks.bin`, 'oc-total-length': '18' };
    assert.equal((await send('anna', { method: 'MOVE', path: `${folder}/.file`, headers })).status, 201);
    assert.equal((await send('anna', { path: `${root}/from-chunks.bin` })).text, 'first second third');
  });

  test('bulk uploads', async () => {
    await refusedAll(badBulks());
    const body = ['../x', 'a/../b', 'no/x', '__proto__', 'constructor']
      .map((name) => part([`X-File-Path: /${name}`, 'Content-Length: 5'], 'hello'))
      .join('');
    const answer = await send('anna', {
      method: 'POST',
      path: '/remote.php/dav/bulk',
      headers: multipart,
      body: `${body}--b--\r\n`,
    });
    assert.equal(answer.status, 200, answer.text);
    const results = new Map(Object.entries(JSON.parse(answer.text) as Record<string, { error: boolean }>));
    assert.deepEqual(
      ['/../x', '/a/../b', '/no/x', '/__proto__', '/constructor'].map((name) => results.get(name)?.error),
      [true, true, true, false, false],
    );
  });

  test('HTTP', async () => {
    const state = await stateOf('anna');
    const failures: string[] = [];
    for (const [why, bytes] of Object.entries(badHttp(root, `Authorization: ${world.person('anna').authorization}`))) {
      const heard = await tell(world.url, Buffer.from(bytes, 'latin1'));
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1]);
      if (!(status >= 400 && status < 500)) failures.push(`${why}: ${heard.slice(0, 200) || 'no answer'}`);
      if ((await stateOf('anna')) !== state) failures.push(`${why}: something changed`);
    }
    assert.equal(failures.length, 0, failures.join('\n'));
  });

  test('wildcards and quotes in a search are letters', async () => {
    const { root: home } = await known();
    for (const q of ['%', '_', '%25', "'", '"', '\\', "' or 1=1 --", '\u{10ffff}', '*', '.*']) {
      const found = await send('anna', { path: `/api/v1/search?q=${encodeURIComponent(q)}` });
      const { items } = JSON.parse(found.text) as { items: { node: { name: string } }[] };
      const filtered = await send('anna', { path: `/api/v1/nodes/${home}/children?filter=${encodeURIComponent(q)}` });
      const page = JSON.parse(filtered.text) as { items: { name: string }[] };
      const names = [...items.map(({ node }) => node.name), ...page.items.map(({ name }) => name)];
      assert.deepEqual(
        names.filter((name) => !name.includes(q)),
        [],
        q,
      );
    }
  });

  test('floods leave the memory alone', async () => {
    const before = residentMegabytes();
    const hundred = 100 * 1024 * 1024;
    const xml = Buffer.alloc(64 * 1024, '<a/>');
    const floods: Bad[] = [
      { why: '100 MB of XML', method: 'PROPFIND', path: `${root}/`, headers: { depth: '0' }, status: 413 },
      { why: '100 MB of XML', method: 'PROPPATCH', path: `${root}/folder`, status: 413 },
      { why: '100 MB of XML', method: 'REPORT', path: `${root}/`, status: 413 },
      { why: '100 MB of XML', method: 'SEARCH', path: '/remote.php/dav/', status: 413 },
      { why: '100 MB of XML', method: 'LOCK', path: `${root}/folder`, status: 413 },
      {
        why: '100 MB of XML',
        method: 'MKCOL',
        path: `${root}/flood`,
        headers: { 'content-type': 'text/xml' },
        status: 413,
      },
      {
        why: '100 MB of JSON',
        method: 'POST',
        path: '/api/v1/nodes/delete',
        headers: { 'content-type': 'application/json' },
        status: 413,
      },
      { why: '100 MB of headers', method: 'POST', path: '/remote.php/dav/bulk', headers: multipart, status: 400 },
      {
        why: '100 MB instead of 5',
        method: 'POST',
        path: '/api/v1/uploads',
        headers: {
          ...tus,
          'content-type': 'application/offset+octet-stream',
          'upload-length': '5',
          'upload-metadata': 'filename eA==',
        },
        status: 400,
      },
    ];
    await refusedAll(floods.map((bad) => ({ ...bad, body: flood(hundred, xml) })));
    await refusedAll(
      floods.slice(0, 2).map((bad) => ({
        ...bad,
        headers: { ...bad.headers, 'content-length': String(hundred) },
        body: flood(hundred, xml),
      })),
    );
    // Whoever says that it is the last request hears the answer too.
    const last = { connection: 'close' };
    await refusedAll(
      floods.map((bad) => ({ ...bad, headers: { ...bad.headers, ...last }, body: flood(hundred, xml) })),
    );
    const grown = residentMegabytes() - before;
    assert.ok(grown < 150, `the server grew by ${Math.round(grown)} MB`);
  });
});

const tus = { 'tus-resumable': '1.0.0' };

async function createUpload(headers: Record<string, string>): Promise<string> {
  const {
    status,
    headers: answer,
    text,
  } = await send('anna', {
    method: 'POST',
    path: '/api/v1/uploads',
    headers: { ...tus, 'upload-length': '10', ...headers },
  });
  assert.equal(status, 201, text);
  return answer.location?.split('/').at(-1) ?? '';
}

async function known(): Promise<Known> {
  const get = async <T>(path: string): Promise<T> => JSON.parse((await send('anna', { path })).text) as T;
  const resolve = (path: string): Promise<{ id: number; spaceId: number }> =>
    get(`/api/v1/nodes/resolve?path=${encodeURIComponent(path)}`);
  const [home, folder, file, project] = await Promise.all(['', 'folder', 'file.txt', 'Haushalt 2027'].map(resolve));
  return { root: home?.id ?? 0, folder: folder?.id ?? 0, file: file?.id ?? 0, space: project?.spaceId ?? 0 };
}
