import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type ErrorKind, isDomainError } from '@landescloud/kernel';
import type { UploadMetadata, UploadView } from '../src/index.ts';
import { bytes, type FilesFixture, filesFixture, put } from './files-fixture.ts';

const code = (kind: ErrorKind, name: string) => (error: unknown) => isDomainError(error, kind) && error.code === name;
const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
const mebibyte = 1024 * 1024;

async function* inPieces(body: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function* breaking(body: Buffer): AsyncGenerator<Uint8Array> {
  yield* inPieces(body);
  throw new Error('aborted');
}

describe('uploads', () => {
  let fixture: FilesFixture;
  before(async () => {
    fixture = await filesFixture();
  });
  after(async () => {
    await fixture.assertWhole();
    await fixture[Symbol.asyncDispose]();
  });

  const create = (length: number, metadata: UploadMetadata = {}): Promise<UploadView> =>
    fixture.files.uploads.create(fixture.anna, { kind: 'tus', length, metadata });
  const append = (id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<UploadView> =>
    fixture.files.uploads.append(fixture.anna, { id }, { offset, source, length: null });
  const finish = (id: string, name: string) =>
    fixture.files.uploads.finish(fixture.anna, { id }, { place: { path: [name] }, onConflict: 'fail', checksums: [] });
  const chunk = (nextcloudId: string, position: number, body: Buffer) =>
    fixture.files.uploads.putChunk(
      fixture.anna,
      { nextcloudId },
      { position, source: inPieces(body), length: body.length },
    );
  const finishChunks = (nextcloudId: string, name: string, more: { totalLength?: number; sha1?: string } = {}) => {
    const { totalLength, sha1 } = more;
    return fixture.files.uploads.finish(
      fixture.anna,
      { nextcloudId },
      {
        place: { path: [name] },
        onConflict: 'replace',
        checksums: sha1 === undefined ? [] : [{ algorithm: 'sha1', hex: sha1 }],
        ...(totalLength === undefined ? {} : { totalLength }),
      },
    );
  };
  const startChunks = (name: string) =>
    fixture.files.uploads.create(fixture.anna, { kind: 'nextcloud', name, length: null, metadata: {} });
  const read = async (name: string): Promise<Buffer> => {
    const content = await fixture.files.contents.open(fixture.anna, { path: [name] });
    const body = content.read(0, content.size - 1);
    return Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray());
  };
  const blobCount = async (): Promise<number> => {
    let count = 0;
    for await (const _blob of fixture.blobs.list()) count++;
    return count;
  };

  describe('tus', () => {
    it('keeps what came before the connection broke, and goes on there', async () => {
      const body = randomBytes(3 * mebibyte + 7);
      const { id } = await create(body.length, { sha256: sha256(body) });
      await assert.rejects(append(id, 0, breaking(body.subarray(0, mebibyte))), /aborted/);
      const { received } = await fixture.files.uploads.get(fixture.anna, { id });
      assert.equal(received, mebibyte);
      await assert.rejects(append(id, 5, bytes('x')), code('Conflict', 'files.upload_offset_wrong'));
      await assert.rejects(finish(id, 'too-early'), code('Invalid', 'files.upload_incomplete'));
      assert.equal((await append(id, received, inPieces(body.subarray(received)))).received, body.length);
      const { node, created } = await finish(id, 'resumed');
      assert.ok(created);
      assert.deepEqual(await read('resumed'), body);
      const again = await finish(id, 'resumed');
      assert.equal(again.node.id, node.id, 'a client that missed the answer is told again');
      assert.equal((await fixture.files.uploads.get(fixture.anna, { id })).nodeId, node.id);
    });

    it('with a checksum takes all of a body or nothing', async () => {
      const body = randomBytes(100_000);
      const { id } = await create(body.length);
      const checksum = { algorithm: 'sha256', hex: sha256(randomBytes(3)) } as const;
      const before = await blobCount();
      const put = (source: AsyncIterable<Uint8Array>, hex: string) =>
        fixture.files.uploads.append(
          fixture.anna,
          { id },
          { offset: 0, source, length: null, checksum: { ...checksum, hex } },
        );
      await assert.rejects(put(inPieces(body), checksum.hex), code('Invalid', 'files.checksum_mismatch'));
      await assert.rejects(put(breaking(body), sha256(body)), /aborted/);
      assert.equal((await fixture.files.uploads.get(fixture.anna, { id })).received, 0);
      assert.equal(await blobCount(), before);
      assert.equal((await put(inPieces(body), sha256(body))).received, body.length);
    });

    it('drops an upload whose whole has another checksum', async () => {
      const before = await blobCount();
      const body = randomBytes(200_000);
      const { id } = await create(body.length, { sha256: sha256(randomBytes(3)) });
      await append(id, 0, inPieces(body));
      await assert.rejects(finish(id, 'wrong'), code('Invalid', 'files.checksum_mismatch'));
      await assert.rejects(fixture.files.uploads.get(fixture.anna, { id }), code('NotFound', 'files.upload_not_found'));
      assert.equal(await blobCount(), before);
    });

    it('takes no more than was announced', async () => {
      const { id } = await create(100);
      await assert.rejects(append(id, 0, inPieces(randomBytes(101))), code('Invalid', 'files.upload_too_long'));
      assert.equal((await fixture.files.uploads.get(fixture.anna, { id })).received, 0);
    });

    it('ends the old request of a client that comes back', async () => {
      const body = randomBytes(300_000);
      const { id } = await create(body.length);
      async function* hanging(): AsyncGenerator<Uint8Array> {
        yield body.subarray(0, 100_000);
        await delay(60_000, undefined, { ref: false });
      }
      const old = append(id, 0, hanging());
      const ended = assert.rejects(old, code('Conflict', 'files.upload_taken_over'));
      await delay(50);
      const { received } = await fixture.files.uploads.get(fixture.anna, { id });
      assert.equal(received, 100_000, 'what the old request received is kept');
      await ended;
      await append(id, received, inPieces(body.subarray(received)));
      await finish(id, 'taken-over');
      assert.deepEqual(await read('taken-over'), body);
    });

    it('joins partial uploads without copying them', async () => {
      const parts = [randomBytes(100_000), randomBytes(1), randomBytes(70_000)];
      const ids: string[] = [];
      for (const part of parts) {
        const input = { kind: 'tus-partial', length: part.length, metadata: {} } as const;
        const { id } = await fixture.files.uploads.create(fixture.anna, input);
        await append(id, 0, inPieces(part));
        ids.push(id);
      }
      const before = await blobCount();
      const body = Buffer.concat(parts);
      const { concatenate, abort } = fixture.files.uploads;
      const unfinished = await create(10);
      const joinUnfinished = concatenate(fixture.anna, { parts: [...ids, unfinished.id], metadata: {} });
      await assert.rejects(joinUnfinished, code('NotFound', 'files.upload_not_found'));
      await assert.rejects(
        concatenate(fixture.bernd, { parts: ids, metadata: {} }),
        code('NotFound', 'files.upload_not_found'),
      );
      const final = await concatenate(fixture.anna, { parts: ids, metadata: { sha256: sha256(body) } });
      assert.equal(final.received, body.length);
      await finish(final.id, 'joined');
      for (const id of ids) await abort(fixture.anna, { id });
      assert.equal(await blobCount(), before);
      assert.deepEqual(await read('joined'), body);
    });

    it('refuses early what could not be finished', async () => {
      await put(fixture.files, fixture.anna, 'taken', 'x');
      const root = await fixture.files.nodes.get(fixture.anna, { path: [] });
      await fixture.files.nodes.ensureFolders(fixture.anna, root.id, ['a', 'b']);
      await put(fixture.files, fixture.anna, 'a/b/taken', 'x');
      const parentId = root.id;
      const taken = code('Conflict', 'files.name_taken');
      await assert.rejects(create(1, { parentId, filename: 'taken', onConflict: 'fail' }), taken);
      await assert.rejects(create(1, { parentId, relativePath: 'a/b/taken', onConflict: 'fail' }), taken);
      await create(1, { parentId, relativePath: 'a/c/taken', onConflict: 'fail' });
      await create(1, { parentId, filename: 'taken' });
      await assert.rejects(create(1, { parentId, filename: 'no/name' }), code('Invalid', 'files.name_invalid'));
      const foreign = { kind: 'tus', length: 1, metadata: { parentId, filename: 'x' } } as const;
      await assert.rejects(
        fixture.files.uploads.create(fixture.bernd, foreign),
        code('NotFound', 'files.node_not_found'),
      );
    });

    it('expires, and lets go of its bytes', async () => {
      const before = await blobCount();
      const { id } = await create(200_000);
      await append(id, 0, inPieces(randomBytes(100_000)));
      fixture.clock.time += 8 * 24 * 60 * 60 * 1000;
      const { expireUploads } = await import('../src/uploads/expire-uploads.ts');
      const { RunningAppends } = await import('../src/uploads/running-appends.ts');
      const { db, blobs, clock } = fixture;
      await expireUploads({ db, blobs, clock, appends: new RunningAppends() });
      await assert.rejects(fixture.files.uploads.get(fixture.anna, { id }), code('NotFound', 'files.upload_not_found'));
      assert.ok((await blobCount()) <= before);
    });
  });

  describe('Nextcloud chunks', () => {
    it('come in any order, twice, and in parallel', async () => {
      const parts = Array.from({ length: 6 }, (_, index) => randomBytes(50_000 + index));
      await startChunks('upload-1');
      await chunk('upload-1', 3, randomBytes(10));
      await Promise.all(
        [5, 1, 3, 2, 6, 4].map((position) => chunk('upload-1', position, parts[position - 1] as Buffer)),
      );
      const body = Buffer.concat(parts);
      const sum = createHash('sha1').update(body).digest('hex');
      const listed = await fixture.files.uploads.chunks(fixture.anna, { nextcloudId: 'upload-1' });
      assert.deepEqual(
        listed.map((part) => part.position),
        [1, 2, 3, 4, 5, 6],
      );
      const { node } = await finishChunks('upload-1', 'chunked', { totalLength: body.length, sha1: sum });
      assert.deepEqual(await read('chunked'), body);
      assert.ok(node.checksums.includes(`SHA1:${sum}`));
      const gone = fixture.files.uploads.get(fixture.anna, { nextcloudId: 'upload-1' });
      await assert.rejects(gone, code('NotFound', 'files.upload_not_found'));
    });

    it('with a wrong total or a missing chunk are refused and kept', async () => {
      await startChunks('upload-2');
      await chunk('upload-2', 1, randomBytes(10));
      await chunk('upload-2', 3, randomBytes(10));
      const total = finishChunks('upload-2', 'wrong-total', { totalLength: 30 });
      await assert.rejects(total, code('Invalid', 'files.upload_total_wrong'));
      await assert.rejects(finishChunks('upload-2', 'gap'), code('Invalid', 'files.upload_incomplete'));
      await chunk('upload-2', 2, randomBytes(10));
      assert.equal((await finishChunks('upload-2', 'no-gap', { totalLength: 30 })).node.size, 30);
    });

    it('after a wrong checksum leave nothing', async () => {
      const before = await blobCount();
      await startChunks('upload-3');
      await chunk('upload-3', 1, randomBytes(50_000));
      const wrong = finishChunks('upload-3', 'wrong-sum', { sha1: '0'.repeat(40) });
      await assert.rejects(wrong, code('Invalid', 'files.checksum_mismatch'));
      assert.equal(await blobCount(), before);
    });

    it('that break off leave nothing, and a failed finish keeps the rest', async () => {
      await startChunks('upload-4');
      const before = await blobCount();
      const broken = { position: 1, source: breaking(randomBytes(100_000)), length: 200_000 };
      const { putChunk } = fixture.files.uploads;
      await assert.rejects(putChunk(fixture.anna, { nextcloudId: 'upload-4' }, broken), /aborted/);
      assert.equal(await blobCount(), before);
      await chunk('upload-4', 1, Buffer.from('whole'));
      await fixture.files.nodes.createFolder(fixture.anna, { path: ['in the way'] });
      await assert.rejects(finishChunks('upload-4', 'in the way'), code('Conflict', 'files.is_folder'));
      await chunk('upload-4', 2, Buffer.from('r'));
      assert.equal((await finishChunks('upload-4', 'elsewhere')).node.size, 6);
    });

    it('without a checksum get one later', async () => {
      await fixture.jobs.start();
      const parts = [randomBytes(50_000), randomBytes(40_000)];
      await startChunks('upload-7');
      await Promise.all(parts.map((part, index) => chunk('upload-7', index + 1, part)));
      const sum = createHash('sha1').update(Buffer.concat(parts)).digest('hex');
      const summed = await finishChunks('upload-7', 'summed', { sha1: sum });
      const expected = `SHA256:${sha256(Buffer.concat(parts))}`;
      assert.equal(summed.node.checksums, `${expected} SHA1:${sum}`, 'who reads it all for one sum makes both');
      await startChunks('upload-8');
      await Promise.all(parts.map((part, index) => chunk('upload-8', index + 1, part)));
      const { node } = await finishChunks('upload-8', 'summed later');
      assert.equal(node.checksums, '');
      const deadline = Date.now() + 20_000;
      for (let seen = ''; seen !== expected; await delay(50)) {
        seen = (await fixture.files.nodes.get(fixture.anna, { id: node.id })).checksums;
        assert.ok(Date.now() < deadline, `${seen} instead of ${expected}`);
      }
    });

    it('finished twice at once become one file', async () => {
      await startChunks('upload-5');
      await chunk('upload-5', 1, randomBytes(40_000));
      const [first, second] = await Promise.all([
        finishChunks('upload-5', 'once', { totalLength: 40_000 }),
        finishChunks('upload-5', 'once', { totalLength: 40_000 }),
      ]);
      assert.equal(first.node.id, second.node.id);
      assert.deepEqual(await fixture.files.versions.list(fixture.anna, { id: first.node.id }), []);
    });

    it('of another person are not there', async () => {
      await startChunks('upload-6');
      const ref = { nextcloudId: 'upload-6' };
      const gone = code('NotFound', 'files.upload_not_found');
      const { uploads } = fixture.files;
      await assert.rejects(uploads.get(fixture.bernd, ref), gone);
      await assert.rejects(uploads.abort(fixture.bernd, ref), gone);
      await assert.rejects(uploads.putChunk(fixture.bernd, ref, { position: 1, source: bytes('x'), length: 1 }), gone);
      await assert.rejects(startChunks('upload-6'), code('Conflict', 'files.upload_exists'));
      await uploads.abort(fixture.anna, ref);
      await startChunks('upload-6');
    });
  });

  it('of too many chunks are refused, whatever their numbers', async () => {
    const { uploads } = fixture.files;
    const { id } = await uploads.create(fixture.anna, { kind: 'nextcloud', name: 'viele', length: null, metadata: {} });
    const body = Buffer.from('x');
    const put = (position: number) => chunk('viele', position, body);
    await put(50_000);
    const [one] = await uploads.chunks(fixture.anna, { nextcloudId: 'viele' });
    assert.equal(one?.position, 50_000);
    await fixture.db.query(
      `insert into files.part (content_id, position, blob, length, sha256)
       select p.content_id, n, p.blob, p.length, p.sha256 from files.upload u join files.part p using (content_id),
         generate_series(10001, 19999) n where u.id = $1`,
      [id],
    );
    const tooMany = code('LimitExceeded', 'files.too_many_chunks');
    await assert.rejects(put(50_001), tooMany);
    await assert.rejects(put(20_000), tooMany);
    await put(10_000);
    await put(19_999);
    await fixture.db.query('delete from files.part where position between 10001 and 19998');
    await put(50_001);
    await uploads.abort(fixture.anna, { nextcloudId: 'viele' });
  });

  it('that fit nowhere are refused before their bytes come', async () => {
    const [space] = await fixture.files.spaces.list(fixture.bernd);
    await fixture.files.spaces.list(fixture.anna);
    await fixture.db.query('update files.space set quota_bytes = 1000 where id = $1', [space?.id]);
    const full = code('InsufficientStorage', 'files.quota_exceeded');
    const { uploads } = fixture.files;
    await assert.rejects(uploads.create(fixture.bernd, { kind: 'tus', length: 1001, metadata: {} }), full);
    await uploads.create(fixture.bernd, { kind: 'nextcloud', name: 'full', length: null, metadata: {} });
    const put = (position: number, length: number) =>
      uploads.putChunk(
        fixture.bernd,
        { nextcloudId: 'full' },
        { position, length, source: inPieces(Buffer.alloc(length)) },
      );
    await put(1, 900);
    await assert.rejects(put(2, 101), full);
    await put(2, 100);
    await fixture.db.query('update files.space set quota_bytes = null where id = $1', [space?.id]);
    await uploads.abort(fixture.bernd, { nextcloudId: 'full' });
  });

  it('many unfinished ones of a person end somewhere', async () => {
    const start = (): Promise<UploadView> =>
      fixture.files.uploads.create(fixture.bernd, { kind: 'tus', length: 1, metadata: {} });
    for (let n = 0; n < 1000; n += 50) await Promise.all(Array.from({ length: 50 }, start));
    await assert.rejects(start(), code('LimitExceeded', 'files.too_many_uploads'));
  });

  it('finishing costs the same for one part and for a thousand', async () => {
    await startChunks('few');
    await chunk('few', 1, Buffer.alloc(10));
    await startChunks('many');
    for (let n = 0; n < 1000; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => chunk('many', n + index + 1, Buffer.alloc(10, n))));
    }
    const time = async (name: string): Promise<number> => {
      const begin = performance.now();
      await finishChunks(name, `${name}-finished`);
      return performance.now() - begin;
    };
    const [few, many] = [await time('few'), await time('many')];
    // Whatever took a millisecond a part would take a second; how busy the machine is must not matter.
    assert.ok(many < 5 * few + 200, `${few.toFixed(1)} ms for one part, ${many.toFixed(1)} ms for a thousand`);
  });
});
