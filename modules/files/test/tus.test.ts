import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { put } from './files-fixture.ts';
import { type HttpFixture, httpFixture } from './http-fixture.ts';

const version = { 'tus-resumable': '1.0.0' };
const bodyType = { 'content-type': 'application/offset+octet-stream' };

function metadata(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(String(value)).toString('base64')}`)
    .join(',');
}

describe('tus 1.0', () => {
  let fixture: HttpFixture;
  let rootId: number;
  before(async () => {
    fixture = await httpFixture();
    rootId = (await fixture.json<{ id: number }>('GET', '/nodes/root')).id;
  });
  after(async () => {
    await fixture.assertWhole();
    await fixture[Symbol.asyncDispose]();
  });

  const create = (headers: Record<string, string>, body?: Buffer<ArrayBuffer>, as = 'anna'): Promise<Response> =>
    fixture.call('POST', '/uploads', {
      as,
      headers: { ...version, ...headers, ...(body === undefined ? {} : bodyType) },
      ...(body === undefined ? {} : { body }),
    });
  const start = async (length: number, fields: Record<string, string | number>): Promise<string> => {
    const response = await create({ 'upload-length': String(length), 'upload-metadata': metadata(fields) });
    assert.equal(response.status, 201, await response.text());
    return (response.headers.get('location') ?? '').replace('/api/v1', '');
  };
  const patch = (path: string, offset: number, body: Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fixture.call('PATCH', path, {
      headers: { ...version, ...bodyType, 'upload-offset': String(offset), ...headers },
      body,
    });
  const head = (path: string, as = 'anna') => fixture.call('HEAD', path, { as, headers: version });
  const content = async (id: string | null): Promise<Buffer> =>
    Buffer.from(await (await fixture.call('GET', `/nodes/${id}/content`)).arrayBuffer());

  it('says what it can', async () => {
    const response = await fixture.call('OPTIONS', '/uploads', { as: '' });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('tus-version'), '1.0.0');
    assert.match(response.headers.get('tus-extension') ?? '', /creation-with-upload/);
    const old = await fixture.call('POST', '/uploads', { headers: { 'tus-resumable': '0.2.2' } });
    assert.deepEqual([old.status, old.headers.get('tus-version')], [412, '1.0.0']);
  });

  it('uploads in steps, into folders that it makes', async () => {
    const body = randomBytes(150_000);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const fields = {
      parentId: rootId,
      relativePath: 'Fotos/2026/Möwe.jpg',
      filename: 'Möwe.jpg',
      sha256,
      mtime: 1_700_000_000_000,
    };
    const path = await start(body.length, { ...fields, onConflict: 'fail' });
    const first = await patch(path, 0, body.subarray(0, 100_000));
    assert.deepEqual([first.status, first.headers.get('upload-offset')], [204, '100000']);
    assert.equal(first.headers.get('landescloud-node-id'), null);
    const stand = await head(path);
    assert.deepEqual([stand.headers.get('upload-offset'), stand.headers.get('upload-length')], ['100000', '150000']);
    assert.equal(stand.headers.get('cache-control'), 'no-store');
    assert.match(stand.headers.get('upload-metadata') ?? '', /relativePath /);
    assert.equal((await patch(path, 5, body)).status, 409);
    const last = await patch(path, 100_000, body.subarray(100_000));
    const node = await fixture.json<{ id: number; mtime: number }>('GET', '/nodes/resolve?path=/Fotos/2026/Möwe.jpg');
    assert.equal(last.headers.get('landescloud-node-id'), String(node.id));
    assert.equal(node.mtime, fields.mtime);
    assert.equal((await head(path)).headers.get('landescloud-node-id'), String(node.id));
    assert.deepEqual(await content(String(node.id)), body);
    const range = { headers: { range: 'bytes=99990-100009' } };
    const across = await fixture.call('GET', `/nodes/${node.id}/content`, range);
    assert.deepEqual(Buffer.from(await across.arrayBuffer()), body.subarray(99_990, 100_010));
  });

  it('creates with the body at once, also an empty one', async () => {
    const body = randomBytes(70_000);
    const fields = { 'upload-metadata': metadata({ filename: 'sofort.bin', parentId: rootId }) };
    const response = await create({ ...fields, 'upload-length': '70000' }, body);
    assert.deepEqual([response.status, response.headers.get('upload-offset')], [201, '70000']);
    assert.deepEqual(await content(response.headers.get('landescloud-node-id')), body);
    const small = randomBytes(5000);
    const wrong = { 'upload-metadata': metadata({ filename: 'klein.bin', sha256: '0'.repeat(64) }) };
    assert.equal((await create({ ...wrong, 'upload-length': '5000' }, small)).status, 460);
    const klein = { 'upload-metadata': metadata({ filename: 'klein.bin', relativePath: 'Neu/klein.bin' }) };
    const atOnce = await create({ ...klein, 'upload-length': '5000' }, small);
    assert.deepEqual([atOnce.status, atOnce.headers.get('upload-offset')], [201, '5000']);
    assert.deepEqual(await content(atOnce.headers.get('landescloud-node-id')), small);
    const empty = await create({ 'upload-length': '0', 'upload-metadata': metadata({ filename: 'leer.bin' }) });
    assert.deepEqual(await content(empty.headers.get('landescloud-node-id')), Buffer.alloc(0));
  });

  it('answers 460 to a wrong checksum and keeps nothing of it', async () => {
    const path = await start(1000, { filename: 'summe.bin' });
    const body = randomBytes(1000);
    const wrong = await patch(path, 0, body, { 'upload-checksum': `sha1 ${randomBytes(20).toString('base64')}` });
    assert.equal(wrong.status, 460);
    assert.equal(((await wrong.json()) as { code: string }).code, 'files.checksum_mismatch');
    assert.equal((await head(path)).headers.get('upload-offset'), '0');
    const unknown = await patch(path, 0, body, { 'upload-checksum': 'crc32 AAAA' });
    assert.equal(unknown.status, 400);
    const right = createHash('sha1').update(body).digest('base64');
    assert.equal((await patch(path, 0, body, { 'upload-checksum': `sha1 ${right}` })).status, 204);
  });

  it('answers 460 where the whole file is not what was announced', async () => {
    const path = await start(10, { filename: 'falsch.bin', sha256: '0'.repeat(64) });
    assert.equal((await patch(path, 0, randomBytes(10))).status, 460);
    assert.equal((await head(path)).status, 404);
  });

  it('joins partial uploads', async () => {
    const parts = [randomBytes(50_000), randomBytes(60_000)];
    const locations: string[] = [];
    for (const part of parts) {
      const response = await create({ 'upload-concat': 'partial', 'upload-length': String(part.length) }, part);
      assert.equal(response.headers.get('landescloud-node-id'), null);
      locations.push(response.headers.get('location') ?? '');
    }
    const final = await create({
      'upload-concat': `final;${locations[0]} ${fixture.url}${locations[1]}`,
      'upload-metadata': metadata({ filename: 'parallel.bin' }),
    });
    assert.equal(final.status, 201);
    assert.deepEqual(await content(final.headers.get('landescloud-node-id')), Buffer.concat(parts));
    assert.equal((await create({ 'upload-concat': 'final;nothing' })).status, 400);
  });

  it('ends an upload', async () => {
    const path = await start(10, { filename: 'abgebrochen.bin' });
    assert.equal((await fixture.call('DELETE', path, { headers: version })).status, 204);
    assert.equal((await head(path)).status, 404);
  });

  it('shows nobody another’s upload', async () => {
    const path = await start(10, { filename: 'meins.bin' });
    assert.equal((await head(path, 'bernd')).status, 404);
    assert.equal((await head(path, '')).status, 401);
    const foreign = { as: 'bernd', headers: { ...version, ...bodyType, 'upload-offset': '0' }, body: randomBytes(10) };
    assert.equal((await fixture.call('PATCH', path, foreign)).status, 404);
  });

  it('refuses bad headers', async () => {
    const named = { 'upload-metadata': metadata({ filename: 'x' }) };
    const bad: Record<string, string>[] = [
      named,
      { ...named, 'upload-length': '-1' },
      { ...named, 'upload-length': '99999999999999999999' },
      { ...named, 'upload-length': '1e3' },
      { 'upload-length': '1' },
      { 'upload-length': '1', 'upload-metadata': 'filename %%%' },
      { 'upload-length': '1', 'upload-metadata': metadata({ filename: 'a/b' }) },
      { 'upload-length': '1', 'upload-metadata': metadata({ filename: 'x', parentId: 'y' }) },
      { 'upload-length': '1', 'upload-metadata': metadata({ filename: 'x', relativePath: '../x', parentId: rootId }) },
    ];
    for (const headers of bad) {
      const response = await create(headers);
      assert.equal(response.status, 400, `${JSON.stringify(headers)}: ${await response.text()}`);
    }
    const path = await start(10, { filename: 'x' });
    const type = await fixture.call('PATCH', path, { headers: { ...version, 'upload-offset': '0' }, body: 'x' });
    assert.equal(type.status, 415);
    assert.equal((await patch(path, 0, randomBytes(11))).status, 400);
  });

  it('tells before the bytes come that the name is taken', async () => {
    await put(fixture.files, fixture.anna, 'vergeben.txt', 'x');
    const fields = metadata({ filename: 'vergeben.txt', parentId: rootId, onConflict: 'fail' });
    assert.equal((await create({ 'upload-length': '5', 'upload-metadata': fields })).status, 409);
  });

  it('keeps what a broken connection brought', async () => {
    const path = await start(1_000_000, { filename: 'abgerissen.bin' });
    const socket = connect(fixture.port, '127.0.0.1');
    const lines = [
      `PATCH /api/v1${path} HTTP/1.1`,
      'host: localhost',
      'x-person: anna',
      'tus-resumable: 1.0.0',
      'upload-offset: 0',
      'content-type: application/offset+octet-stream',
      'content-length: 1000000',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.write(randomBytes(300_000));
    await delay(100);
    socket.resetAndDestroy();
    let offset = 0;
    for (let tries = 0; offset === 0 && tries < 50; tries++) {
      await delay(20);
      offset = Number((await head(path)).headers.get('upload-offset'));
    }
    assert.equal(offset, 300_000);
  });

  it('answers on the same connection after it refused a body', async () => {
    const path = await start(10, { filename: 'zu-lang.bin' });
    const response = await patch(path, 0, Buffer.alloc(5_000_000));
    assert.equal(response.status, 400);
    assert.equal((await head(path)).headers.get('upload-offset'), '0');
  });
});
