import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type ErrorKind, isDomainError } from '@landescloud/kernel';
import type { ClientChecksum, WriteInput } from '../src/index.ts';
import { bytes, type FilesFixture, filesFixture, names, put, readText } from './files-fixture.ts';

const code = (kind: ErrorKind, name: string) => (error: unknown) => isDomainError(error, kind) && error.code === name;

async function* inPieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

const sha1 = (body: string | Buffer): ClientChecksum => ({
  algorithm: 'sha1',
  hex: createHash('sha1').update(body).digest('hex'),
});

describe('contents', () => {
  let fixture: FilesFixture;
  before(async () => {
    fixture = await filesFixture();
  });
  after(async () => {
    await fixture.assertWhole();
    await fixture[Symbol.asyncDispose]();
  });

  const write = (name: string, body: Buffer, more: { checksums?: ClientChecksum[]; length?: number | null } = {}) => {
    const input: WriteInput = { place: { path: [name] }, onConflict: 'replace' };
    const { checksums = [], length = body.length } = more;
    return fixture.files.contents.write(fixture.anna, { ...input, source: inPieces(body, 65_536), length, checksums });
  };
  const read = async (name: string, start: number, end: number): Promise<Buffer> => {
    const content = await fixture.files.contents.open(fixture.anna, { path: [name] });
    const body = content.read(start, end);
    return Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray());
  };
  const blobCount = async (): Promise<number> => {
    let count = 0;
    for await (const _blob of fixture.blobs.list()) count++;
    return count;
  };

  for (const size of [0, 1, 32 * 1024, 32 * 1024 + 1, 3 * 1024 * 1024 + 5]) {
    it(`keeps ${size} bytes as they came`, async () => {
      const body = randomBytes(size);
      const { node, created } = await write(`size-${size}`, body, { checksums: [sha1(body)] });
      assert.equal(node.size, size);
      assert.ok(created);
      assert.ok(node.checksums.split(' ').includes(`SHA1:${sha1(body).hex}`));
      assert.deepEqual(await read(`size-${size}`, 0, size - 1), body);
      if (size > 10) assert.deepEqual(await read(`size-${size}`, 5, size - 4), body.subarray(5, size - 3));
    });
  }

  it('keeps small contents in the row and large ones as one blob', async () => {
    const before = await blobCount();
    await write('small', randomBytes(32 * 1024));
    assert.equal(await blobCount(), before);
    await write('large', randomBytes(32 * 1024 + 1), { length: null });
    assert.equal(await blobCount(), before + 1);
  });

  for (const size of [100, 100_000]) {
    it(`stores nothing of ${size} bytes with a wrong checksum`, async () => {
      const before = await blobCount();
      await write(`sum-${size}`, Buffer.from('before'));
      const wrong = sha1('something else');
      await assert.rejects(
        write(`sum-${size}`, randomBytes(size), { checksums: [wrong] }),
        code('Invalid', 'files.checksum_mismatch'),
      );
      assert.equal(await readText(fixture.files, fixture.anna, `sum-${size}`), 'before');
      assert.equal(await blobCount(), before);
    });

    it(`stores nothing of ${size} bytes when fewer came than were announced`, async () => {
      const before = await blobCount();
      await assert.rejects(
        write(`short-${size}`, randomBytes(size), { length: size + 1 }),
        code('Invalid', 'files.body_incomplete'),
      );
      assert.equal(await blobCount(), before);
    });
  }

  it('stores nothing of a client that goes away', async () => {
    const before = await blobCount();
    async function* leaving(): AsyncGenerator<Uint8Array> {
      yield randomBytes(2 * 1024 * 1024);
      throw new Error('aborted');
    }
    await put(fixture.files, fixture.anna, 'kept.txt', 'whole');
    const input = { place: { path: ['kept.txt'] }, onConflict: 'replace', length: null, checksums: [] } as const;
    await assert.rejects(fixture.files.contents.write(fixture.anna, { ...input, source: leaving() }), /aborted/);
    assert.equal(await readText(fixture.files, fixture.anna, 'kept.txt'), 'whole');
    assert.equal(await blobCount(), before);
  });

  it('refuses a missing parent before it reads a large body', async () => {
    let asked = 0;
    async function* large(): AsyncGenerator<Uint8Array> {
      asked++;
      yield randomBytes(100_000);
    }
    const input = {
      place: { path: ['no', 'where'] },
      onConflict: 'replace',
      length: 2_000_000,
      checksums: [],
    } as const;
    await assert.rejects(
      fixture.files.contents.write(fixture.anna, { ...input, source: large() }),
      code('Conflict', 'files.parent_missing'),
    );
    assert.equal(asked, 0);
  });

  it('removes the blob of a body that does not fit in the end', async () => {
    const before = await blobCount();
    const folder = await fixture.files.nodes.createFolder(fixture.anna, { path: ['a folder'] });
    assert.equal(folder.kind, 'folder');
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield randomBytes(40_000);
      await fixture.files.nodes.createFolder(fixture.anna, { path: ['becomes a folder'] });
      yield randomBytes(40_000);
    }
    const input = {
      place: { path: ['becomes a folder'] },
      onConflict: 'replace',
      length: 80_000,
      checksums: [],
    } as const;
    await assert.rejects(
      fixture.files.contents.write(fixture.anna, { ...input, source: slow() }),
      code('Conflict', 'files.is_folder'),
    );
    assert.equal(await blobCount(), before);
  });

  it('opens a folder as a conflict and a stranger’s file as nothing', async () => {
    const { node } = await put(fixture.files, fixture.anna, 'mine.txt', 'mine');
    await fixture.files.nodes.createFolder(fixture.anna, { path: ['opened'] });
    const { contents } = fixture.files;
    await assert.rejects(contents.open(fixture.anna, { path: ['opened'] }), code('Conflict', 'files.is_folder'));
    await assert.rejects(contents.open(fixture.bernd, { id: node.id }), code('NotFound', 'files.node_not_found'));
    await assert.rejects(
      contents.open(fixture.bernd, { path: ['mine.txt'] }),
      code('NotFound', 'files.node_not_found'),
    );
    await assert.rejects(contents.preview(fixture.bernd, node.id, 'small'), code('NotFound', 'files.node_not_found'));
    await assert.rejects(contents.zip(fixture.bernd, [node.id]), code('NotFound', 'files.node_not_found'));
  });

  it('opens past versions and what lies in the trash', async () => {
    await put(fixture.files, fixture.anna, 'history.txt', 'first');
    const { node } = await put(fixture.files, fixture.anna, 'history.txt', 'second');
    const [version] = await fixture.files.versions.list(fixture.anna, { id: node.id });
    assert.ok(version);
    const { contents, nodes } = fixture.files;
    const past = await contents.open(fixture.anna, { id: node.id }, { versionId: version.id });
    assert.equal(String(past.read(0, past.size - 1)), 'first');
    assert.equal(past.etag, version.etag);
    const { trashId } = await nodes.remove(fixture.anna, { id: node.id });
    assert.ok(trashId);
    const trashed = await contents.open(fixture.anna, { id: node.id }, { trashId });
    assert.equal(String(trashed.read(0, trashed.size - 1)), 'second');
    await assert.rejects(contents.open(fixture.anna, { id: node.id }), code('NotFound', 'files.node_not_found'));
    await assert.rejects(
      contents.open(fixture.bernd, { id: node.id }, { trashId }),
      code('NotFound', 'files.trash_not_found'),
    );
  });

  it('takes a quota as the end of it', async () => {
    const [space] = await fixture.files.spaces.list(fixture.bernd);
    assert.ok(space);
    await fixture.db.query('update files.space set quota_bytes = 100000 where id = $1', [space.id]);
    const input = { place: { path: ['big'] }, onConflict: 'replace', checksums: [] } as const;
    const before = await blobCount();
    for (const length of [100_001, null]) {
      const source = inPieces(randomBytes(100_001), 10_000);
      await assert.rejects(
        fixture.files.contents.write(fixture.bernd, { ...input, source, length }),
        code('InsufficientStorage', 'files.quota_exceeded'),
      );
    }
    assert.equal(await blobCount(), before);
    assert.deepEqual(await names(fixture.files, fixture.bernd, ''), []);
    await fixture.files.contents.write(fixture.bernd, { ...input, source: bytes('small'), length: 5 });
  });
});
