import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startWorldProcess, type WorldProcess } from '@landescloud/testing';
import { base64 } from '../faults/address-entry.ts';
import { ask } from '../faults/ask.ts';
import { fetchInto, LargeFile, send } from './large-file.ts';

/** 5 GB; `TEST_EXCHANGE_BYTES=50000000000` needs the disk for it twice, and a quarter of an hour. */
const size = Number(process.env['TEST_EXCHANGE_BYTES'] ?? 5_000_000_000);
const tus = { 'tus-resumable': '1.0.0' };

let world: WorldProcess;
before(async () => {
  world = await startWorldProcess();
});
after(() => world?.stop());

/** As anna; JSON in, JSON out. */
async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { authorization } = world.person('anna');
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await ask(world.url, { method, path: `/api/v1${path}`, headers, ...json });
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
  return (answer.text === '' ? null : JSON.parse(answer.text)) as T;
}

/** Somebody without an account, who comes by a link; answers what to send with each request. */
async function visit(nodeId: number, kind: string): Promise<{ path: string; headers: { cookie: string } }> {
  const { address } = await api<{ address: string }>('POST', `/nodes/${nodeId}/links`, { kind });
  const path = `/api/v1/public/links/${new URL(address).pathname.split('/').at(-1)}`;
  const entered = await ask(world.url, {
    method: 'POST',
    path: `${path}/visit`,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(entered.status, 200, entered.text);
  return { path, headers: { cookie: entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '' } };
}

/** A server that was killed comes back, on the port that it gets. */
async function killAndRestart(): Promise<void> {
  world.server.kill('SIGKILL');
  await world.restart();
}

const rates: string[] = [];
async function timed<T>(what: string, bytes: number, work: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const result = await work();
  rates.push(`${what}: ${Math.round(bytes / 1000 / (performance.now() - begin))} MB/s`);
  return result;
}

test('somebody without an account hands in a huge file; the line breaks, the server dies; who it is for gets every byte', async (t) => {
  const file = new LargeFile(size);
  const sha256 = file.sha256();
  const root = await api<{ id: number }>('GET', '/nodes/root');
  const drop = await api<{ id: number }>('POST', `/nodes/${root.id}/folders`, { name: 'Ablage' });
  const sender = await visit(drop.id, 'uploader');
  const begun = await ask(world.url, {
    method: 'POST',
    path: `${sender.path}/delivery`,
    headers: { ...sender.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Max Müller', organisation: 'Müller GmbH' }),
  });
  assert.equal(begun.status, 200, begun.text);
  const metadata = `filename ${base64('Pläne.bin')},sha256 ${base64(sha256)}`;
  const made = await ask(world.url, {
    method: 'POST',
    path: `${sender.path}/uploads`,
    headers: { ...sender.headers, ...tus, 'upload-length': String(size), 'upload-metadata': metadata },
  });
  assert.equal(made.status, 201, made.text);
  const upload = new URL(made.headers.location ?? '', world.url).pathname;
  const offset = async (): Promise<number> => {
    const answer = await ask(world.url, { method: 'HEAD', path: upload, headers: { ...sender.headers, ...tus } });
    assert.equal(answer.status, 200);
    return Number(answer.headers['upload-offset']);
  };
  const patch = async (end: number, cut?: (sent: number) => boolean): Promise<number | null> => {
    const from = await offset();
    const headers = { ...sender.headers, ...tus, 'upload-offset': String(from), 'content-length': String(end - from) };
    const type = { 'content-type': 'application/offset+octet-stream' };
    return send(
      world.url,
      { method: 'PATCH', path: upload, headers: { ...headers, ...type } },
      file.bytes(from, end),
      cut,
    );
  };

  await timed('sent by tus, cut and killed on the way', size, async () => {
    assert.equal(await patch(size, (sent) => sent > size * 0.2), null);
    const kept = await offset();
    assert.ok(kept > size * 0.1, `${kept} bytes were kept`);
    const dying: Promise<void>[] = [];
    const killed = await patch(size, (sent) => {
      if (sent > size * 0.3 && dying.length === 0) dying.push(killAndRestart());
      return false;
    });
    assert.equal(killed, null);
    await Promise.all(dying);
    assert.ok((await offset()) >= kept);
    assert.equal(await patch(size - 1), 204);
  });
  const finishing = performance.now();
  assert.equal(await patch(size), 204);
  const finished = performance.now() - finishing;
  const submitted = await ask(world.url, {
    method: 'POST',
    path: `${sender.path}/delivery/submit`,
    headers: sender.headers,
  });
  assert.equal(submitted.status, 200, submitted.text);

  // who handed it in reaches it no more; who it is for passes it on by another link
  assert.ok(
    (await ask(world.url, { method: 'HEAD', path: upload, headers: { ...sender.headers, ...tus } })).status >= 400,
  );
  const { items: found } = await api<{ items: { node: { id: number; size: number; checksums: string } }[] }>(
    'GET',
    '/search?q=pl%C3%A4ne.bin',
  );
  const node = found[0]?.node ?? assert.fail('it did not arrive');
  assert.equal(node.size, size);
  assert.match(node.checksums, new RegExp(`SHA256:${sha256}`));
  const reader = await visit(drop.id, 'viewer');
  const content = { method: 'GET', path: `${reader.path}/nodes/${node.id}/content` };
  const hash = createHash('sha256');
  await timed('fetched by a link, cut on the way', size, async () => {
    const first = await fetchInto(world.url, { ...content, headers: reader.headers }, hash, Math.floor(size * 0.4));
    const headers = { ...reader.headers, range: `bytes=${first}-` };
    assert.equal(first + (await fetchInto(world.url, { ...content, headers }, hash)), size);
  });
  assert.equal(hash.digest('hex'), sha256);
  t.diagnostic(`finished in ${finished.toFixed(0)} ms`);
  for (const rate of rates.splice(0)) t.diagnostic(rate);
});

test('in chunks, as the desktop client sends: the server dies on the way, finishing does not grow with the size', async (t) => {
  const bytes = Math.floor(size / 5);
  const chunk = 100_000_000;
  const file = new LargeFile(bytes);
  const { authorization } = world.person('anna');
  const folder = `/remote.php/dav/uploads/anna/${randomUUID()}`;
  const ask_ = (method: string, path: string, headers: Record<string, string> = {}) =>
    ask(world.url, { method, path, headers: { authorization, ...headers } });
  assert.equal((await ask_('MKCOL', folder)).status, 201);
  await timed('sent in chunks', bytes, async () => {
    for (let n = 0, at = 0; at < bytes; n++, at += chunk) {
      const end = Math.min(at + chunk, bytes);
      const sent = { method: 'PUT', path: `${folder}/${String(n + 1).padStart(5, '0')}` };
      const headers = { authorization, 'content-length': String(end - at) };
      if (n === 3) await killAndRestart();
      assert.equal(await send(world.url, { ...sent, headers }, file.bytes(at, end)), 201);
    }
  });
  const begin = performance.now();
  const destination = '/remote.php/dav/files/anna/chunks.bin';
  const moved = await ask_('MOVE', `${folder}/.file`, { destination, 'oc-total-length': String(bytes) });
  const finished = performance.now() - begin;
  assert.equal(moved.status, 201, moved.text);
  const hash = createHash('sha256');
  const content = { method: 'GET', path: destination, headers: { authorization } };
  assert.equal(await timed('fetched by DAV', bytes, () => fetchInto(world.url, content, hash)), bytes);
  assert.equal(hash.digest('hex'), file.sha256());
  t.diagnostic(`finished in ${finished.toFixed(0)} ms`);
  for (const rate of rates.splice(0)) t.diagnostic(rate);
  assert.equal((await ask_('PROPFIND', folder)).status, 404, 'the upload folder is gone');
});
