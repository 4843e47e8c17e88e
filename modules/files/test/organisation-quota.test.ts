import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { bytes, filesFixture, put, type FilesFixture } from './files-fixture.ts';

const full = { kind: 'InsufficientStorage', code: 'files.organisation_quota_exceeded' };

async function setQuota({ db, hints }: FilesFixture, bytesOf: number | null): Promise<void> {
  await db.query('update directory.organisation set quota_bytes = $1', [bytesOf]);
  hints.publish('directory.organisation', {});
}

test('all spaces of an organisation together hold no more than its quota', async () => {
  await using fixture = await filesFixture();
  const { files, anna, bernd } = fixture;
  await put(files, anna, 'a.txt', 'x'.repeat(600));
  await setQuota(fixture, 1_000);
  await assert.rejects(put(files, bernd, 'b.txt', 'x'.repeat(500)), full);
  await put(files, bernd, 'b.txt', 'x'.repeat(300));
  await assert.rejects(put(files, bernd, 'c.txt', 'x'.repeat(101)), full);
  await assert.rejects(
    files.nodes.copy(anna, { source: { path: ['a.txt'] }, destination: { path: ['b.txt'] }, onConflict: 'fail' }),
    full,
  );
  const [annas] = await files.spaces.list(anna);
  assert.deepEqual([annas?.quotaBytes, annas?.usedBytes, annas?.freeBytes], [null, 600, 100]);
  await put(files, anna, 'd.txt', 'x'.repeat(100));
  await assert.rejects(put(files, anna, 'e.txt', 'x'), full);
  await fixture.assertWhole();
});

test('what is purged makes room at once, and so does a larger quota', async () => {
  await using fixture = await filesFixture();
  const { files, anna, bernd, db } = fixture;
  await setQuota(fixture, 1_000);
  await put(files, anna, 'a.txt', 'x'.repeat(900));
  await assert.rejects(put(files, bernd, 'b.txt', 'x'.repeat(200)), full);
  // as another process does it: nothing tells this one
  await db.query('update files.space set used_bytes = 100 where used_bytes = 900');
  await put(files, bernd, 'b.txt', 'x'.repeat(200));
  await assert.rejects(put(files, bernd, 'c.txt', 'x'.repeat(800)), full);
  await setQuota(fixture, null);
  await put(files, bernd, 'c.txt', 'x'.repeat(800));
  const [space] = await files.spaces.list(bernd);
  assert.equal(space?.freeBytes, null);
});

test('uploads are refused before they come, and a body without a length is cut off', async () => {
  await using fixture = await filesFixture();
  const { files, anna, blobs } = fixture;
  await setQuota(fixture, 100_000);
  const big = files.uploads.create(anna, { kind: 'tus', length: 100_001, metadata: { filename: 'x' } });
  await assert.rejects(big, { code: 'files.quota_exceeded' });
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield Buffer.alloc(65_536);
  }
  const cut = files.contents.write(anna, {
    place: { path: ['endlos.bin'] },
    onConflict: 'replace',
    source: endless(),
    length: null,
    checksums: [],
  });
  await assert.rejects(cut, { code: 'files.quota_exceeded' });
  const upload = await files.uploads.create(anna, { kind: 'nextcloud', name: 'stueck', length: null, metadata: {} });
  const chunk = { position: 1, source: bytes('x'.repeat(60_000)), length: 60_000 };
  await files.uploads.putChunk(anna, { nextcloudId: 'stueck' }, chunk);
  await put(files, anna, 'a.txt', 'x'.repeat(50_000));
  const finish = files.uploads.finish(
    anna,
    { nextcloudId: 'stueck' },
    { place: { path: ['b.bin'] }, onConflict: 'replace', checksums: [] },
  );
  await assert.rejects(finish, full);
  assert.equal(upload.kind, 'nextcloud');
  let count = 0;
  for await (const _ of blobs.list()) count += 1;
  assert.ok(count <= 2, 'only what an upload in work and a file hold');
});

test('what moves within the organisation needs no room, what comes from another one does', async () => {
  await using fixture = await filesFixture();
  const { files, anna, db } = fixture;
  await put(files, anna, 'a.txt', 'x'.repeat(600));
  const [other] = await db.query<{ id: number }>(
    `insert into directory.organisation (key, name) values ('jena', 'Jena') returning id`,
  );
  const system = systemActor('test');
  const same = await files.spaces.createProject(system, { name: 'Eigen', organisationKey: 'land' });
  const theirs = await files.spaces.createProject(system, { name: 'Fremd', organisationKey: 'jena' });
  for (const { id } of [same, theirs]) await files.spaces.setMember(system, id, 'anna', 'manager');
  await setQuota(fixture, 600);
  const move = (from: string[], to: string[]) =>
    files.nodes.move(anna, { source: { path: from }, destination: { path: to }, onConflict: 'fail' });
  await move(['a.txt'], ['Eigen', 'a.txt']);
  await move(['Eigen', 'a.txt'], ['Fremd', 'a.txt']);
  await put(files, anna, 'neu.txt', 'x'.repeat(600));
  await assert.rejects(move(['Fremd', 'a.txt'], ['b.txt']), full);
  await db.query('update directory.organisation set quota_bytes = null where id <> $1', [other?.id]);
  fixture.hints.publish('directory.organisation', {});
  await move(['Fremd', 'a.txt'], ['b.txt']);
  await fixture.assertWhole();
});

test('writes at once into several spaces keep the sum right, and the next one is refused', async () => {
  await using fixture = await filesFixture();
  const { files, anna, bernd, db } = fixture;
  await setQuota(fixture, 10_000);
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, n) => put(files, n % 2 === 0 ? anna : bernd, `n${n}.txt`, 'x'.repeat(500))),
  );
  const [sum] = await db.query<{ used: number }>('select sum(used_bytes)::bigint as used from files.space');
  const stored = results.filter(({ status }) => status === 'fulfilled').length;
  assert.equal(sum?.used, stored * 500);
  // two lanes may each see the other's last batch too late
  assert.ok(stored >= 20 && stored <= 40, String(stored));
  await assert.rejects(put(files, anna, 'mehr.txt', 'x'.repeat(500)), full);
});
