import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { isDomainError } from '@landescloud/kernel';
import type { BlobStore } from './blob-store.ts';

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function readAll(store: BlobStore, id: string, start: number, end: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of store.read(id, start, end)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function ids(store: BlobStore): Promise<string[]> {
  const found: string[] = [];
  for await (const blob of store.list()) found.push(blob.id);
  return found.toSorted();
}

/** What every store must do; `open` makes an empty one and removes it with the test. */
export function blobContract(
  name: string,
  open: (t: { after(fn: () => Promise<void>): void }) => Promise<BlobStore>,
): void {
  describe(`blob store: ${name}`, () => {
    it('gives back what was put, whole and in ranges', async (t) => {
      const store = await open(t);
      const body = randomBytes(5 * 1024 * 1024 + 17);
      const parts = [
        body.subarray(0, 1),
        body.subarray(1, 65_536),
        body.subarray(65_536, 3_000_000),
        body.subarray(3_000_000),
      ];
      const stored = await store.put(pieces(...parts));
      assert.equal(stored.length, body.length);
      assert.deepEqual(stored.sha256, createHash('sha256').update(body).digest());
      assert.deepEqual(await readAll(store, stored.id, 0, body.length - 1), body);
      assert.deepEqual(await readAll(store, stored.id, 0, 0), body.subarray(0, 1));
      assert.deepEqual(await readAll(store, stored.id, 1_048_570, 2_097_160), body.subarray(1_048_570, 2_097_161));
      assert.deepEqual(await readAll(store, stored.id, body.length - 1, body.length + 99), body.subarray(-1));
    });

    it('makes the digests that were asked for', async (t) => {
      const store = await open(t);
      const stored = await store.put(pieces(Buffer.from('Wiki'), Buffer.from('pedia')), {
        hashes: ['sha1', 'sha256', 'md5', 'adler32', 'sha3-256'],
      });
      assert.equal(stored.digests.get('adler32'), '11e60398');
      for (const algorithm of ['sha1', 'sha256', 'md5', 'sha3-256'] as const) {
        assert.equal(stored.digests.get(algorithm), createHash(algorithm).update('Wikipedia').digest('hex'));
      }
    });

    it('stores the empty blob', async (t) => {
      const store = await open(t);
      const stored = await store.put(pieces());
      assert.equal(stored.length, 0);
      assert.equal(await store.verify(stored.id, stored.sha256), 'whole');
      assert.deepEqual(await readAll(store, stored.id, 0, -1), Buffer.alloc(0));
    });

    it('stores nothing when the source breaks', async (t) => {
      const store = await open(t);
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield randomBytes(3 * 1024 * 1024);
        throw new Error('the client went away');
      }
      await assert.rejects(store.put(broken()), /the client went away/);
      assert.deepEqual(await ids(store), []);
      assert.equal(await store.sweepTemporary(Date.now() + 60_000), 0, 'no temporary file remains');
    });

    it('stores nothing above the limit, and asks for no more of the source', async (t) => {
      const store = await open(t);
      let given = 0;
      async function* endless(): AsyncGenerator<Uint8Array> {
        for (;;) {
          given++;
          yield Buffer.alloc(1000);
        }
      }
      await assert.rejects(store.put(endless(), { limit: 10_000 }), (e) => isDomainError(e, 'LimitExceeded'));
      assert.equal(given, 11);
      assert.deepEqual(await ids(store), []);
    });

    it('lists with lengths and times, and removes', async (t) => {
      const store = await open(t);
      const before = Date.now() - 2000;
      const first = await store.put(pieces(Buffer.from('a')));
      const second = await store.put(pieces(Buffer.from('bb')));
      assert.deepEqual(await ids(store), [first.id, second.id].toSorted());
      for await (const blob of store.list()) {
        assert.equal(blob.length, blob.id === first.id ? 1 : 2);
        assert.ok(blob.modifiedAt > before);
      }
      await store.remove(first.id);
      await store.remove(first.id);
      assert.deepEqual(await ids(store), [second.id]);
      await assert.rejects(readAll(store, first.id, 0, 0), (e) => isDomainError(e) && e.code === 'blobs.missing');
    });

    it('tells whole from damaged and missing', async (t) => {
      const store = await open(t);
      const stored = await store.put(pieces(Buffer.from('whole')));
      assert.equal(await store.verify(stored.id, stored.sha256), 'whole');
      assert.equal(await store.verify(stored.id, randomBytes(32)), 'damaged');
      assert.equal(await store.verify('00000000-0000-4000-8000-000000000000', stored.sha256), 'missing');
    });

    it('takes many at once with bounded memory', async (t) => {
      const store = await open(t);
      const piece = randomBytes(256 * 1024);
      async function* sixteenMiB(): AsyncGenerator<Uint8Array> {
        for (let i = 0; i < 64; i++) yield piece;
      }
      const before = process.memoryUsage().arrayBuffers;
      const stored = await Promise.all(Array.from({ length: 8 }, () => store.put(sixteenMiB())));
      assert.equal(new Set(stored.map((blob) => blob.id)).size, 8);
      assert.ok(process.memoryUsage().arrayBuffers - before < 48 * 1024 * 1024);
      assert.equal((await ids(store)).length, 8);
    });
  });
}
