import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bytes, type FilesFixture, filesFixture, names, put, readText, refusedAs } from './files-fixture.ts';

let fixture: FilesFixture;
before(async () => {
  fixture = await filesFixture();
});
after(async () => {
  await fixture.assertWhole();
  await fixture[Symbol.asyncDispose]();
});

test('a file is written, read, overwritten with a version, and etags change up to the root', async () => {
  const { files, anna } = fixture;
  const root = await files.nodes.get(anna, { path: [] });
  await files.nodes.createFolder(anna, { path: ['Projekte'] });
  const first = await put(files, anna, 'Projekte/Vermerk.txt', 'eins');
  assert.equal(first.created, true);
  assert.equal(await readText(files, anna, 'Projekte/Vermerk.txt'), 'eins');
  const second = await put(files, anna, 'Projekte/Vermerk.txt', 'zweimal');
  assert.equal(second.created, false);
  assert.equal(second.node.id, first.node.id);
  assert.notEqual(second.node.etag, first.node.etag);
  const folder = await files.nodes.get(anna, { path: ['Projekte'] });
  assert.deepEqual([folder.size, folder.fileCount], [7, 1]);
  assert.notEqual((await files.nodes.get(anna, { path: [] })).etag, root.etag);
  const versions = await files.versions.list(anna, { id: first.node.id });
  assert.equal(versions.length, 1);
  const restored = await files.versions.restore(anna, { id: first.node.id }, versions[0]?.id ?? 0);
  assert.equal(restored.size, 4);
  assert.equal(await readText(files, anna, 'Projekte/Vermerk.txt'), 'eins');
  await fixture.assertWhole();
});

test('what is refused says why and changes nothing', async () => {
  const { files, anna } = fixture;
  await put(files, anna, 'fest.txt', 'x');
  const before = await files.nodes.get(anna, { path: [] });
  await assert.rejects(put(files, anna, 'fehlt/a.txt', 'x'), refusedAs('files.parent_missing'));
  await assert.rejects(put(files, anna, 'fest.txt/a.txt', 'x'), refusedAs('files.parent_not_folder'));
  await assert.rejects(put(files, anna, 'Projekte', 'x'), refusedAs('files.is_folder'));
  await assert.rejects(files.nodes.createFolder(anna, { path: ['fest.txt'] }), refusedAs('files.name_taken'));
  await assert.rejects(put(files, anna, 'a\u0000b', 'x'), refusedAs('files.name_invalid'));
  await assert.rejects(put(files, anna, 'ä'.repeat(128), 'x'), refusedAs('files.name_invalid'));
  const write = {
    place: { path: ['fest.txt'] },
    onConflict: 'replace',
    source: bytes('y'),
    length: 1,
    checksums: [],
  } as const;
  await assert.rejects(
    files.contents.write(anna, { ...write, conditions: { ifMatch: ['falsch'] } }),
    refusedAs('files.precondition_failed'),
  );
  await assert.rejects(
    files.contents.write(anna, {
      ...write,
      source: bytes('y'),
      checksums: [{ algorithm: 'sha1', hex: '0'.repeat(40) }],
    }),
    refusedAs('files.checksum_mismatch'),
  );
  await assert.rejects(files.nodes.remove(anna, { path: [] }), refusedAs('files.space_root'));
  assert.equal((await files.nodes.get(anna, { path: [] })).etag, before.etag);
});

test('another person finds none of it, by path, id, version or trash', async () => {
  const { files, anna, bernd } = fixture;
  const { node } = await put(files, anna, 'geheim.txt', 'x');
  await put(files, anna, 'geheim.txt', 'xy');
  const [version] = await files.versions.list(anna, { id: node.id });
  for (const attempt of [
    () => files.nodes.get(bernd, { path: ['geheim.txt'] }),
    () => files.nodes.get(bernd, { id: node.id }),
    () => files.nodes.pathOf(bernd, node.id),
    () => files.contents.open(bernd, { id: node.id }),
    () => files.versions.list(bernd, { id: node.id }),
    () => files.versions.restore(bernd, { id: node.id }, version?.id ?? 0),
    () =>
      files.nodes.move(bernd, { source: { id: node.id }, destination: { path: ['meins.txt'] }, onConflict: 'fail' }),
    () =>
      files.nodes.copy(bernd, { source: { id: node.id }, destination: { path: ['meins.txt'] }, onConflict: 'fail' }),
    () => files.nodes.remove(bernd, { id: node.id }),
    () => files.nodes.setFavourite(bernd, { id: node.id }, true),
    () => files.nodes.activity(bernd, node.id, { limit: 10 }),
    () => files.nodes.createFolder(bernd, { parentId: node.parentId ?? 0, name: 'x' }),
  ]) {
    await assert.rejects(attempt(), refusedAs('files.node_not_found'));
  }
  assert.deepEqual(await files.nodes.search(bernd, { text: 'geheim', limit: 10 }), []);
  await files.nodes.remove(anna, { id: node.id });
  await assert.rejects(files.nodes.get(anna, { id: node.id }), refusedAs('files.node_not_found'));
  await assert.rejects(files.trash.restore(bernd, node.id), refusedAs('files.trash_not_found'));
  await assert.rejects(files.trash.purge(bernd, node.id), refusedAs('files.trash_not_found'));
  assert.deepEqual((await files.trash.list(bernd, { offset: 0, limit: 10 })).items, []);
});

test('moving keeps the id and refuses cycles; the trash gives back what was replaced', async () => {
  const { files, anna } = fixture;
  await files.nodes.createFolder(anna, { path: ['a'] });
  const inner = await files.nodes.createFolder(anna, { path: ['a', 'b'] });
  await put(files, anna, 'a/b/c.txt', 'inhalt');
  const into = (path: string[]) => ({ source: { path: ['a'] }, destination: { path }, onConflict: 'replace' }) as const;
  await assert.rejects(files.nodes.move(anna, into(['a', 'b', 'a'])), refusedAs('files.into_itself'));
  await assert.rejects(files.nodes.copy(anna, into(['a', 'b', 'a'])), refusedAs('files.into_itself'));
  const source = { path: ['a', 'b'] };
  await assert.rejects(
    files.nodes.move(anna, { source, destination: { path: ['a'] }, onConflict: 'replace' }),
    refusedAs('files.into_itself'),
  );
  await files.nodes.createFolder(anna, { path: ['ziel'] });
  const moved = await files.nodes.move(anna, { source, destination: { path: ['ziel', 'b'] }, onConflict: 'fail' });
  assert.equal(moved.node.id, inner.id);
  assert.equal(await readText(files, anna, 'ziel/b/c.txt'), 'inhalt');
  await put(files, anna, 'anders.txt', 'neu');
  await files.nodes.move(anna, {
    source: { path: ['anders.txt'] },
    destination: { path: ['ziel', 'b'] },
    onConflict: 'replace',
  });
  assert.equal(await readText(files, anna, 'ziel/b'), 'neu');
  const { items } = await files.trash.list(anna, { offset: 0, limit: 1 });
  assert.equal(items[0]?.path, 'ziel/b');
  const back = await files.trash.restore(anna, items[0]?.id ?? 0);
  assert.equal(back.name, 'b (2)');
  assert.equal(await readText(files, anna, 'ziel/b (2)/c.txt'), 'inhalt');
  await fixture.assertWhole();
});

test('names stay byte for byte: composition and case make different files on the wire', async () => {
  const { files, anna } = fixture;
  await files.nodes.createFolder(anna, { path: ['namen'] });
  const list = [
    'ä'.normalize('NFC'),
    'ä'.normalize('NFD'),
    'Makefile',
    'makefile',
    'CON',
    'a:b?.txt',
    '😀'.repeat(63),
    ' x ',
    'punkt.',
  ];
  for (const name of list) await put(files, anna, `namen/${name}`, name);
  for (const name of list) assert.equal(await readText(files, anna, `namen/${name}`), name);
  assert.deepEqual((await names(files, anna, 'namen')).toSorted(), list.toSorted());
  const folder = await files.nodes.get(anna, { path: ['namen'] });
  const asPeople = { parentId: folder.id, name: 'MAKEFILE' };
  await assert.rejects(files.nodes.createFolder(anna, asPeople), refusedAs('files.name_taken'));
  assert.equal((await files.nodes.createFolder(anna, asPeople, { onConflict: 'rename' })).name, 'MAKEFILE (2)');
  const renamed = await files.nodes.move(anna, {
    source: { path: ['namen', 'CON'] },
    destination: { parentId: folder.id, name: 'con' },
    onConflict: 'fail',
  });
  assert.equal(renamed.node.name, 'con');
});

test('a project space is a folder in each member root, with the rights of the role', async () => {
  const { files, anna, bernd } = fixture;
  const admin = { ...anna, role: 'platform-administrator' } as const;
  await assert.rejects(files.spaces.createProject(bernd, { name: 'x' }), refusedAs('files.may_not_make_space'));
  const space = await files.spaces.createProject(admin, { name: 'Haushalt' });
  await files.nodes.createFolder(bernd, { path: ['Haushalt'] });
  await files.spaces.setMember(anna, space.id, 'bernd', 'viewer');
  assert.deepEqual(await names(files, bernd, ''), ['Haushalt (2)', 'Haushalt']);
  const before = await files.nodes.get(bernd, { path: [] });
  await put(files, anna, 'Haushalt/plan.txt', 'geld');
  assert.notEqual((await files.nodes.get(bernd, { path: [] })).etag, before.etag);
  assert.equal(await readText(files, bernd, 'Haushalt (2)/plan.txt'), 'geld');
  await assert.rejects(put(files, bernd, 'Haushalt (2)/plan.txt', 'mein'), refusedAs('files.read_only'));
  await assert.rejects(files.nodes.remove(bernd, { path: ['Haushalt (2)', 'plan.txt'] }), refusedAs('files.read_only'));
  await assert.rejects(files.spaces.setMember(bernd, space.id, 'bernd', 'manager'), refusedAs('files.not_manager'));
  await assert.rejects(files.spaces.removeMember(anna, space.id, 'anna'), refusedAs('files.last_manager'));
  await files.spaces.setMember(anna, space.id, 'bernd', 'editor');
  await put(files, bernd, 'eigen.txt', 'aus dem eigenen Bereich');
  await files.nodes.move(bernd, {
    source: { path: ['eigen.txt'] },
    destination: { path: ['Haushalt (2)', 'eigen.txt'] },
    onConflict: 'fail',
  });
  assert.equal(await readText(files, anna, 'Haushalt/eigen.txt'), 'aus dem eigenen Bereich');
  await files.spaces.removeMember(anna, space.id, 'bernd');
  await assert.rejects(readText(files, bernd, 'Haushalt (2)/plan.txt'), refusedAs('files.node_not_found'));
  await fixture.assertWhole();
});

test('a quota holds for files, versions and copies together', async () => {
  const { files, anna, bernd } = fixture;
  const admin = { ...anna, role: 'platform-administrator' } as const;
  const [space] = await files.spaces.list(bernd);
  await files.spaces.setQuota(admin, space?.id ?? 0, (space?.usedBytes ?? 0) + 100);
  await put(files, bernd, 'voll.txt', 'x'.repeat(60));
  await assert.rejects(put(files, bernd, 'voll.txt', 'x'.repeat(60)), refusedAs('files.quota_exceeded'));
  const copy = { source: { path: ['voll.txt'] }, destination: { path: ['kopie.txt'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.copy(bernd, copy), refusedAs('files.quota_exceeded'));
  await files.spaces.setQuota(admin, space?.id ?? 0, null);
  await files.nodes.copy(bernd, copy);
});

test('purging frees what it held, in pieces, while others write', async () => {
  const { files, anna, jobs } = fixture;
  await files.nodes.createFolder(anna, { path: ['alt'] });
  await files.nodes.createFolder(anna, { path: ['alt', 'tief'] });
  for (let n = 0; n < 20; n++) await put(files, anna, `alt/tief/${n}.txt`, 'x'.repeat(50));
  const used = async () => (await files.spaces.list(anna))[0]?.usedBytes ?? 0;
  const before = await used();
  const { trashId } = await files.nodes.remove(anna, { path: ['alt'] });
  assert.ok(trashId);
  assert.equal(await used(), before);
  await jobs.start();
  await files.trash.purge(anna, trashId);
  await assert.rejects(files.trash.get(anna, trashId), refusedAs('files.trash_not_found'));
  for (let tries = 0; (await used()) !== before - 1000; tries++) {
    assert.ok(tries < 100, 'the purge job did not free the space');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await fixture.assertWhole();
});

test('search finds by parts of names and by short beginnings, not in the trash', async () => {
  const { files, anna } = fixture;
  await put(files, anna, 'Übersicht Fördermittel.ods', 'x');
  const found = async (text: string) =>
    (await files.nodes.search(anna, { text, limit: 10 })).map((hit) => hit.path.join('/'));
  assert.deepEqual(await found('FÖRDER'), ['Übersicht Fördermittel.ods']);
  assert.deepEqual(await found('üb'), ['Übersicht Fördermittel.ods']);
  assert.deepEqual(await found('100%'), []);
  await files.nodes.remove(anna, { path: ['Übersicht Fördermittel.ods'] });
  assert.deepEqual(await found('förder'), []);
});

test('what is moved to another space must fit there', async () => {
  const { files, anna } = fixture;
  const admin = { ...anna, role: 'platform-administrator' } as const;
  const space = await files.spaces.createProject(admin, { name: 'Eng', quotaBytes: 10 });
  await put(files, anna, 'dick.txt', 'x'.repeat(11));
  const move = {
    source: { path: ['dick.txt'] },
    destination: { path: ['Eng', 'dick.txt'] },
    onConflict: 'fail',
  } as const;
  await assert.rejects(files.nodes.move(anna, move), refusedAs('files.quota_exceeded'));
  assert.equal(await readText(files, anna, 'dick.txt'), 'x'.repeat(11));
  await files.spaces.setQuota(admin, space.id, 11);
  await files.nodes.move(anna, move);
  assert.equal(await readText(files, anna, 'Eng/dick.txt'), 'x'.repeat(11));
});

test('of many properties only those that are asked for are read', async () => {
  await using fixture = await filesFixture();
  const { files, anna } = fixture;
  const { node } = await put(files, anna, 'a.txt', 'x');
  const named = (namespace: string, name: string) => ({
    namespace,
    name,
    value: `<x:${name} xmlns:x="${namespace}"/>`,
  });
  const properties = [named('urn:a', 'eins'), named('urn:a', 'zwei'), named('urn:b', 'eins')];
  await files.nodes.setProperties(anna, { id: node.id }, properties);
  const namesOf = async (names?: { namespace: string; name: string }[] | null) =>
    ((await files.nodes.properties(anna, [node.id], names)).get(node.id) ?? []).map((p) => `${p.namespace} ${p.name}`);
  assert.deepEqual((await namesOf()).toSorted(), ['urn:a eins', 'urn:a zwei', 'urn:b eins']);
  assert.deepEqual((await namesOf(null)).length, 3);
  assert.deepEqual(await namesOf([{ namespace: 'urn:a', name: 'zwei' }]), ['urn:a zwei']);
  assert.deepEqual(await namesOf([{ namespace: 'urn:c', name: 'eins' }]), []);
});
