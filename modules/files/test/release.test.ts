import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { systemClock, type LinkActor, type PersonActor } from '@landescloud/kernel';
import { createScanner } from '@landescloud/platform/scan';
import { type Clamd, eicar, ownMalware, startClamd } from '@landescloud/testing/clamd';
import { until } from '@landescloud/testing/until';
import { bytes, filesFixture, put, readText, refusedAs, type FilesFixture } from './files-fixture.ts';

const MiB = 1024 * 1024;
let clamd: Clamd;
let it: FilesFixture;
let guest: PersonActor;
let link: LinkActor;
let round = 0;

before(async () => {
  clamd = await startClamd({ streamMaxLength: '2M', maxFileSize: '2M' });
  it = await filesFixture({
    scanner: createScanner({ address: clamd.address, maxBytes: 8 * MiB, clock: systemClock }),
  });
  await it.jobs.start();
  const [row] = await it.db.query<{ id: number }>(
    `insert into directory.person (login, name, organisation_id, role) values ('gast', 'Gerda Gast', $1, 'guest') returning id`,
    [it.anna.organisationId],
  );
  guest = { ...it.anna, personId: (row as { id: number }).id, login: 'gast', name: 'Gerda Gast', role: 'guest' };
  const space = await it.files.spaces.createProject(
    { ...it.anna, role: 'platform-administrator' },
    { name: 'Austausch' },
  );
  await it.files.spaces.setMember({ ...it.anna, role: 'platform-administrator' }, space.id, 'gast', 'editor');
});
after(async () => {
  await it[Symbol.asyncDispose]();
  await clamd[Symbol.asyncDispose]();
});

let folder = '';
beforeEach(async () => {
  folder = `Austausch/${++round}`;
  const node = await it.files.nodes.createFolder(it.anna, { path: folder.split('/') });
  const granteeId = -round;
  link = {
    kind: 'link',
    granteeId,
    makerId: it.anna.personId,
    organisationId: it.anna.organisationId,
    name: 'Firma Kies',
    client: 'browser',
  };
  await it.db.transaction((tx) => it.files.grants.share(tx, node.id, [{ granteeId, roles: ['uploader'] }]));
});

const stateOf = async (path: string) => (await it.files.nodes.get(it.anna, { path: path.split('/') })).release;
const comesTo = (path: string, state: string) =>
  until(async () => (await stateOf(path)) === state, { what: `${path} ${state}` });
const rule = (name: string, value: string | null) =>
  value === null
    ? it.db.query('delete from directory.organisation_rule where rule = $1', [name])
    : it.db.query(
        `insert into directory.organisation_rule (organisation_id, rule, value) values ($1, $2, to_jsonb($3::text))
         on conflict (organisation_id, rule) do update set value = excluded.value`,
        [it.anna.organisationId, name, value],
      );
const eventsOf = (nodeId: number) =>
  it.db.query<{ type: string; data: Record<string, unknown> }>(
    `select type, data from platform.outbox where subject = $1 and type like 'files.content%' order by id`,
    [`node:${nodeId}`],
  );

/** Bytes that nobody ever asks a compressor about. */
function* mebibytes(count: number, end = ''): Generator<Uint8Array> {
  for (let at = 0; at < count; at++) yield Buffer.alloc(MiB, `${at}x`);
  if (end !== '') yield Buffer.from(end);
}
async function* streamed(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
const putStream = (actor: PersonActor, path: string, pieces: Iterable<Uint8Array>) =>
  it.files.contents.write(actor, {
    place: { path: path.split('/') },
    onConflict: 'replace',
    source: streamed(pieces),
    length: null,
    checksums: [],
  });

test('what comes from outside waits, visible and kept from everyone, until the scanner is there; own people wait for nobody', async () => {
  await clamd.kill();
  const { node } = await put(it.files, guest, `${folder}/brief.txt`, 'Guten Tag');
  assert.equal(node.release, 'waiting', 'who sent it sees that it arrived');
  await it.files.contents.write(link, {
    place: { path: ['kies.txt'] },
    onConflict: 'rename',
    source: bytes('Kies'),
    length: 4,
    checksums: [],
  });
  await put(it.files, it.anna, `${folder}/eigenes.txt`, 'Hallo');

  const { children } = await it.files.nodes.list(it.anna, { path: folder.split('/') });
  assert.deepEqual(
    children.map(({ name, release }) => [name, release]),
    [
      ['brief.txt', 'waiting'],
      ['eigenes.txt', null],
      ['kies.txt', 'waiting'],
    ],
  );
  assert.equal(await readText(it.files, it.anna, `${folder}/eigenes.txt`), 'Hallo');
  for (const who of [it.anna, guest]) {
    await assert.rejects(readText(it.files, who, `${folder}/brief.txt`), refusedAs('files.content_waiting'));
    await assert.rejects(it.files.contents.preview(who, node.id, 'small'), refusedAs('files.content_waiting'));
  }
  assert.equal(it.files.contents.hasPreview(children[0] as never), false);
  await it.files.nodes.copy(it.anna, {
    source: { id: node.id },
    destination: { path: `${folder}/kopie.txt`.split('/') },
    onConflict: 'fail',
  });
  await it.files.nodes.copy(it.anna, {
    source: { id: node.id },
    destination: { path: ['mitgenommen.txt'] },
    onConflict: 'fail',
  });
  await assert.rejects(readText(it.files, it.anna, 'mitgenommen.txt'), refusedAs('files.content_waiting'));

  await clamd.start();
  for (const path of [`${folder}/brief.txt`, `${folder}/kies.txt`, `${folder}/kopie.txt`, 'mitgenommen.txt']) {
    await comesTo(path, 'clean');
  }
  assert.equal(await readText(it.files, it.anna, `${folder}/brief.txt`), 'Guten Tag');
  assert.equal(await readText(it.files, it.anna, 'mitgenommen.txt'), 'Guten Tag');
  assert.equal((await it.files.nodes.get(guest, { id: node.id })).etag, node.etag, 'who sent it need not fetch it');
  assert.deepEqual(
    (await eventsOf(node.id)).map(({ type }) => type),
    ['files.content_released'],
  );
  assert.equal(it.told.length, 0);
});

test('malware is kept away by every way, sender and owner are told, and it can be deleted', async () => {
  const { node } = await put(it.files, guest, `${folder}/rechnung.pdf`, eicar);
  await put(it.files, it.anna, `${folder}/gut.txt`, 'gut');
  await comesTo(`${folder}/rechnung.pdf`, 'infected');
  const refused = refusedAs('files.content_infected');
  await assert.rejects(readText(it.files, it.anna, `${folder}/rechnung.pdf`), refused);
  await assert.rejects(readText(it.files, guest, `${folder}/rechnung.pdf`), refused);
  await assert.rejects(it.files.contents.preview(it.anna, node.id, 'small'), refused);

  const zipped = Buffer.concat(
    await (
      await it.files.contents.zip(it.anna, [(await it.files.nodes.get(it.anna, { path: folder.split('/') })).id])
    ).stream.toArray(),
  );
  assert.ok(!zipped.includes(eicar) && zipped.includes('gut'));
  assert.ok(
    zipped.includes('rechnung.pdf: enthält Schadsoftware') && zipped.includes('rechnung.pdf: contains malware'),
  );

  const copy = await it.files.nodes.copy(it.anna, {
    source: { id: node.id },
    destination: { path: `${folder}/kopie.pdf`.split('/') },
    onConflict: 'fail',
  });
  assert.equal(copy.node.release, 'infected');
  await put(it.files, it.anna, `${folder}/rechnung.pdf`, 'ersetzt');
  assert.equal(await readText(it.files, it.anna, `${folder}/rechnung.pdf`), 'ersetzt');
  const [version] = await it.files.versions.list(it.anna, { id: node.id });
  assert.ok(version !== undefined && version.release === 'infected');
  await assert.rejects(it.files.contents.open(it.anna, { id: node.id }, { versionId: version.id }), refused);
  await it.files.versions.restore(it.anna, { id: node.id }, version.id);
  await assert.rejects(readText(it.files, it.anna, `${folder}/rechnung.pdf`), refused);

  const [event] = await eventsOf(node.id);
  assert.equal(event?.type, 'files.content_infected');
  assert.equal(event.data['senderId'], guest.personId);
  assert.match(String(event.data['finding']), /^Eicar/);
  const told = it.told.map(({ personId, kind }) => `${personId} ${kind}`).toSorted();
  assert.deepEqual(
    told,
    [`${guest.personId} files.sent_infected`, `${it.anna.personId} files.received_infected`].toSorted(),
  );
  const entries = await it.files.nodes.activity(it.anna, node.id, { limit: 50 });
  assert.ok(entries.some(({ kind, detail }) => kind === 'infected' && detail.startsWith('Eicar')));

  const { trashId } = await it.files.nodes.remove(it.anna, { id: node.id });
  assert.ok(trashId !== null);
  await assert.rejects(it.files.contents.open(it.anna, { id: node.id }, { trashId }), refused);
  const { checks } = await it.files.dataOf(guest.personId);
  assert.ok(
    checks.some((check) => (check as { state: string }).state === 'infected'),
    JSON.stringify(checks),
  );
  await it.files.trash.purge(it.anna, trashId);
  await it.assertWhole();
});

test('what cannot be scanned is marked or withheld, as the rule says, and only an administrator lets it out', async () => {
  await putStream(guest, `${folder}/film.mkv`, mebibytes(3));
  await comesTo(`${folder}/film.mkv`, 'not-scannable');
  assert.ok((await it.files.contents.open(it.anna, { path: `${folder}/film.mkv`.split('/') })).size > 2 * MiB);

  await rule('release.unscannable', 'hold');
  const { node } = await putStream(guest, `${folder}/abbild.iso`, mebibytes(3));
  await comesTo(`${folder}/abbild.iso`, 'withheld');
  const open = () => it.files.contents.open(it.anna, { id: node.id });
  await assert.rejects(open(), refusedAs('files.content_withheld'));
  const page = await it.files.releases.held(admin(), 'land', { offset: 0, limit: 10 });
  const held = page.items.find(({ nodeId }) => nodeId === node.id);
  assert.deepEqual([held?.state, held?.finding, held?.sender?.login], ['withheld', 'too-large', 'gast']);
  const id = held?.contentId as number;
  await assert.rejects(
    it.files.releases.release(it.anna, 'land', id),
    refusedAs('files.organisation_not_administered'),
  );
  await assert.rejects(it.files.releases.release(admin(), 'jena', id), refusedAs('files.organisation_not_found'));
  await it.files.releases.recheck(admin(), 'land', id);
  await comesTo(`${folder}/abbild.iso`, 'withheld');
  await it.files.releases.release(admin(), 'land', id);
  assert.equal(await stateOf(`${folder}/abbild.iso`), 'not-scannable');
  await open();
  await assert.rejects(it.files.releases.release(admin(), 'land', id), refusedAs('files.not_withheld'));
  const infected = page.items.find(({ state }) => state === 'infected');
  assert.ok(infected !== undefined, 'the copy of the test before');
  await assert.rejects(it.files.releases.release(admin(), 'land', infected.contentId), refusedAs('files.not_withheld'));
  assert.ok((await eventsOf(node.id)).some(({ type }) => type === 'files.content_unscannable'));
  await rule('release.unscannable', null);
});

test('by rule all uploads are asked about, in whatever pieces they come; malware lies over a border of two', async () => {
  await rule('release.check', 'all');
  const head = Buffer.concat([Buffer.alloc(MiB, 'a'), Buffer.from(ownMalware.slice(0, 20))]);
  const tail = Buffer.concat([Buffer.from(ownMalware.slice(20)), Buffer.alloc(1000, 'b')]);
  const length = head.length + tail.length;
  const upload = await it.files.uploads.create(it.anna, { kind: 'tus', length, metadata: {} });
  await it.files.uploads.append(it.anna, upload, { offset: 0, source: streamed([head]), length: head.length });
  await it.files.uploads.append(it.anna, upload, {
    offset: head.length,
    source: streamed([tail]),
    length: tail.length,
  });
  const finish = () =>
    it.files.uploads.finish(it.anna, upload, {
      place: { path: `${folder}/teile.bin`.split('/') },
      onConflict: 'fail',
      checksums: [],
    });
  const { node } = await finish();
  assert.equal(node.release, 'waiting');
  assert.equal((await finish()).node.id, node.id, 'the answer got lost: asked again it is the same');
  await comesTo(`${folder}/teile.bin`, 'infected');
  await put(it.files, it.anna, `${folder}/leer.txt`, '');
  assert.equal(await stateOf(`${folder}/leer.txt`), null, 'nothing to look at');
  await rule('release.check', 'none');
  await put(it.files, guest, `${folder}/ungefragt.txt`, 'x');
  assert.equal(await stateOf(`${folder}/ungefragt.txt`), null);
  await rule('release.check', null);
});

test('what may come in is told by its content, not by its name; of own people only where all is checked', async () => {
  await rule('release.kinds', 'no-programs');
  const program = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(100_000, 1)]);
  const forbidden = refusedAs('files.kind_forbidden');
  await assert.rejects(putStream(guest, `${folder}/urlaub.jpg`, [program]), forbidden);
  await assert.rejects(put(it.files, guest, `${folder}/notiz.txt`, '#!/bin/sh\nls'), forbidden);
  await put(it.files, guest, `${folder}/programm.exe`, 'nur ein Text');
  await putStream(it.anna, `${folder}/eigenes.bin`, [program]);
  await rule('release.check', 'all');
  const upload = await it.files.uploads.create(it.anna, { kind: 'tus', length: program.length, metadata: {} });
  await it.files.uploads.append(it.anna, upload, { offset: 0, source: streamed([program]), length: program.length });
  const place = { path: `${folder}/teil.pdf`.split('/') };
  await assert.rejects(
    it.files.uploads.finish(it.anna, upload, { place, onConflict: 'fail', checksums: [] }),
    forbidden,
  );
  await rule('release.check', null);
  await rule('release.kinds', 'documents');
  const archive = Buffer.from('377abcaf271c00040000', 'hex');
  await assert.rejects(putStream(guest, `${folder}/archiv.pdf`, [archive]), forbidden);
  await put(it.files, guest, `${folder}/leer.pdf`, '');
  await rule('release.kinds', null);
  const { children } = await it.files.nodes.list(it.anna, { path: folder.split('/') });
  assert.deepEqual(
    children.map(({ name }) => name),
    ['eigenes.bin', 'leer.pdf', 'programm.exe'],
  );
  await it.assertWhole();
});

test('what nobody asked about is asked about where it is copied to another organisation, and found out it is kept away everywhere', async () => {
  const administrator = admin();
  await it.db.query(`insert into directory.organisation (key, name) values ('amt', 'Amt') on conflict do nothing`);
  const space = await it.files.spaces.createProject(administrator, { name: `Amt ${round}`, organisationKey: 'amt' });
  await it.files.spaces.setMember(administrator, space.id, 'anna', 'manager');
  await it.db.query(
    `insert into directory.organisation_rule (organisation_id, rule, value)
     select id, 'release.check', '"all"' from directory.organisation where key = 'amt'`,
  );
  await put(it.files, it.anna, `${folder}/gut.txt`, 'gut');
  await put(it.files, it.anna, `${folder}/schlecht.txt`, eicar);
  const source = { path: folder.split('/') };
  const there = `Amt ${round}/Kopie`;
  await it.files.nodes.copy(it.anna, { source, destination: { path: there.split('/') }, onConflict: 'fail' });
  assert.notEqual(await stateOf(`${there}/gut.txt`), null);
  assert.equal(await stateOf(`${folder}/gut.txt`), null, 'where it came from it can be read meanwhile');
  await comesTo(`${there}/gut.txt`, 'clean');
  await comesTo(`${there}/schlecht.txt`, 'infected');
  await comesTo(`${folder}/schlecht.txt`, 'infected');
  assert.equal(await stateOf(`${folder}/gut.txt`), null);
  const moved = await it.files.nodes.move(it.anna, {
    source: { path: [...folder.split('/'), 'gut.txt'] },
    destination: { path: [`Amt ${round}`, 'gut.txt'] },
    onConflict: 'fail',
  });
  assert.equal(moved.node.release, 'clean', 'the content was looked at already');
  await it.assertWhole();
});

test('the scanner dies in the middle, and its answer is not lost', async () => {
  const { node } = await putStream(guest, `${folder}/gross.bin`, mebibytes(1, 'Ende'));
  await clamd.kill();
  await put(it.files, guest, `${folder}/danach.txt`, 'danach');
  const before = it.clock.time;
  it.clock.time += 120_000;
  const state = await stateOf(`${folder}/gross.bin`);
  assert.ok(state === 'waiting' || state === 'clean', String(state));
  assert.equal(await stateOf(`${folder}/danach.txt`), 'waiting');
  const { waiting } = await it.files.releases.held(admin(), 'land', { offset: 0, limit: 1 });
  assert.ok(waiting.count >= 1 && waiting.trouble === 'away', JSON.stringify(waiting));
  await clamd.start();
  await comesTo(`${folder}/gross.bin`, 'clean');
  await comesTo(`${folder}/danach.txt`, 'clean');
  if (state === 'waiting') {
    assert.notEqual(
      (await it.files.nodes.get(it.anna, { id: node.id })).etag,
      node.etag,
      'who held back for long comes again',
    );
  }
  it.clock.time = before;
  await it.assertWhole();
});

function admin(): PersonActor {
  return { ...it.anna, role: 'platform-administrator' };
}
