import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SpaceRole } from '../src/views.ts';
import { type FilesFixture, filesFixture, put, readText, refusedAs } from './files-fixture.ts';

let fixture: FilesFixture;
before(async () => {
  fixture = await filesFixture();
  const { files, anna, bernd } = fixture;
  await files.spaces.list(bernd);
  await files.nodes.ensureFolders(anna, (await files.nodes.get(anna, { path: [] })).id, [
    'Vorgang',
    'Anlagen',
    'Bilder',
  ]);
  await put(files, anna, 'Vorgang/geheim.txt', 'g');
  await put(files, anna, 'Vorgang/Anlagen/plan.txt', 'p');
  await put(files, anna, 'Vorgang/Anlagen/Bilder/bild.txt', 'b');
});
after(async () => {
  await fixture.assertWhole();
  await fixture[Symbol.asyncDispose]();
});

const names = (nodes: readonly { name: string }[]) => nodes.map(({ name }) => name);

async function share(path: string, ...roles: SpaceRole[]): Promise<number> {
  const { files, db, anna, bernd } = fixture;
  const { id } = await files.nodes.get(anna, { path: path.split('/') });
  await db.transaction((tx) => files.grants.share(tx, id, [{ granteeId: bernd.personId, roles }]));
  return id;
}

test('a folder of somebody else stands in the root under a name of its own, and nothing above it is known', async () => {
  const { files, anna, bernd } = fixture;
  const id = await share('Vorgang/Anlagen', 'viewer');
  await files.nodes.move(bernd, {
    source: { path: ['Anlagen'] },
    destination: { path: ['Von Anna'] },
    onConflict: 'fail',
  });
  const { children } = await files.nodes.list(bernd, { path: [] });
  assert.deepEqual(names(children), ['Von Anna']);
  assert.deepEqual([children[0]?.id, children[0]?.parentId, children[0]?.rootOf], [id, null, null]);
  assert.deepEqual(names((await files.nodes.list(bernd, { path: ['Von Anna'] })).children), ['Bilder', 'plan.txt']);
  assert.equal(await readText(files, bernd, 'Von Anna/Bilder/bild.txt'), 'b');
  const bild = await files.nodes.get(bernd, { path: ['Von Anna', 'Bilder', 'bild.txt'] });
  assert.deepEqual(await files.nodes.pathOf(bernd, bild.id), ['Von Anna', 'Bilder', 'bild.txt']);
  assert.deepEqual(names(await files.nodes.ancestors(bernd, bild.id)), ['', 'Von Anna', 'Bilder']);
  const [found] = await files.nodes.search(bernd, { text: 'bild', kind: 'file', limit: 10 });
  assert.deepEqual(found?.path, ['Von Anna', 'Bilder', 'bild.txt']);
  assert.deepEqual(await files.nodes.search(bernd, { text: 'geheim', limit: 10 }), []);
  const above = await files.nodes.get(anna, { path: ['Vorgang'] });
  const beside = await files.nodes.get(anna, { path: ['Vorgang', 'geheim.txt'] });
  for (const hidden of [above, beside]) {
    await assert.rejects(files.nodes.get(bernd, { id: hidden.id }), refusedAs('files.node_not_found'));
    await assert.rejects(files.contents.open(bernd, { id: hidden.id }), refusedAs('files.node_not_found'));
  }
  assert.deepEqual((await files.trash.list(bernd, { offset: 0, limit: 10 })).items, []);
});

test('who may look may not change; the strongest role on the way up holds', async () => {
  const { files, anna, bernd } = fixture;
  await assert.rejects(put(files, bernd, 'Von Anna/neu.txt', 'n'), refusedAs('files.read_only'));
  await share('Vorgang/Anlagen/Bilder', 'editor');
  await put(files, bernd, 'Von Anna/Bilder/neu.txt', 'n');
  assert.equal(await readText(files, anna, 'Vorgang/Anlagen/Bilder/neu.txt'), 'n');
  const neu = await files.nodes.get(bernd, { path: ['Von Anna', 'Bilder', 'neu.txt'] });
  assert.equal(neu.role, 'editor');
  assert.equal((await files.nodes.get(bernd, { id: neu.id })).role, 'editor');
  await assert.rejects(put(files, bernd, 'Von Anna/plan.txt', 'x'), refusedAs('files.read_only'));

  // a mount within what is granted more strongly further up
  await share('Vorgang', 'editor');
  await put(files, bernd, 'Von Anna/plan.txt', 'von Bernd');
  assert.equal(await readText(files, anna, 'Vorgang/Anlagen/plan.txt'), 'von Bernd');
  const { children } = await files.nodes.list(bernd, { path: [] });
  assert.deepEqual(
    children.map(({ name, role }) => [name, role]),
    [
      ['Bilder', 'editor'],
      ['Von Anna', 'editor'],
      ['Vorgang', 'editor'],
    ],
  );
});

test('a mount is called otherwise, and is not moved by whom it was granted', async () => {
  const { files, anna, bernd } = fixture;
  const source = { path: ['Von Anna'] };
  const { node } = await files.nodes.move(bernd, {
    source,
    destination: { path: ['Annas Anlagen'] },
    onConflict: 'fail',
  });
  assert.equal(node.name, 'Annas Anlagen');
  assert.equal((await files.nodes.get(anna, { path: ['Vorgang', 'Anlagen'] })).id, node.id);
  const into = { source: { id: node.id }, destination: { path: ['Vorgang', 'weg'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.move(bernd, into), refusedAs('files.space_root'));
});

test('in the trash nobody reaches it, and back again everybody does', async () => {
  const { files, anna, bernd } = fixture;
  const { id } = await files.nodes.get(bernd, { path: ['Annas Anlagen', 'Bilder', 'bild.txt'] });
  const { trashId } = await files.nodes.remove(anna, { path: ['Vorgang'] });
  assert.ok(trashId);
  assert.deepEqual(names((await files.nodes.list(bernd, { path: [] })).children), []);
  for (const target of [{ id }, { path: ['Annas Anlagen', 'Bilder', 'bild.txt'] }, { path: ['Annas Anlagen'] }]) {
    await assert.rejects(files.nodes.get(bernd, target), refusedAs('files.node_not_found'));
    await assert.rejects(files.contents.open(bernd, target), refusedAs('files.node_not_found'));
  }
  await assert.rejects(put(files, bernd, 'Annas Anlagen/neu.txt', 'n'), refusedAs('files.node_not_found'));
  await files.trash.restore(anna, trashId);
  assert.equal(await readText(files, bernd, 'Annas Anlagen/Bilder/bild.txt'), 'b');
});
