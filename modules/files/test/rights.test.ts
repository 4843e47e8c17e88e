import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import type { LinkActor } from '@landescloud/kernel';
import type { SpaceRole } from '../src/views.ts';
import { type FilesFixture, filesFixture, put, readText, refusedAs } from './files-fixture.ts';

let fixture: FilesFixture;
before(async () => {
  fixture = await filesFixture();
  const { files, anna, bernd } = fixture;
  await files.spaces.list(bernd);
  const { id } = await files.nodes.get(anna, { path: [] });
  for (const path of ['Abgabe', 'Sammlung', 'Akte', 'Ablage/Öffentlich', 'Rundschreiben']) {
    await files.nodes.ensureFolders(anna, id, path.split('/'));
  }
});
after(async () => {
  await fixture.assertWhole();
  await fixture[Symbol.asyncDispose]();
});

const names = (nodes: readonly { name: string }[]) => nodes.map(({ name }) => name);
const idOf = async (path: string) => (await fixture.files.nodes.get(fixture.anna, { path: path.split('/') })).id;

async function share(path: string, granteeId: number, ...roles: SpaceRole[]): Promise<number> {
  const id = await idOf(path);
  await fixture.db.transaction((tx) => fixture.files.grants.share(tx, id, [{ granteeId, roles }]));
  return id;
}

async function link(path: string, ...roles: SpaceRole[]): Promise<LinkActor> {
  const { files, db, anna } = fixture;
  const granteeId = await db.transaction((tx) => files.grants.newLinkGrantee(tx));
  await share(path, granteeId, ...roles);
  const { organisationId, personId: makerId } = anna;
  return { kind: 'link', granteeId, makerId, organisationId, name: 'Müller GmbH', client: 'browser' };
}

test('who may only put things in sees the folder and nothing of what is in it', async () => {
  const { files, anna, bernd } = fixture;
  await put(files, anna, 'Abgabe/Bericht.txt', 'von Anna');
  const folder = await share('Abgabe', bernd.personId, 'uploader');
  const hidden = await idOf('Abgabe/Bericht.txt');

  const [mount] = (await files.nodes.list(bernd, { path: [] })).children;
  assert.deepEqual([mount?.name, mount?.role, mount?.rights], ['Abgabe', 'uploader', 4]);
  assert.deepEqual((await files.nodes.list(bernd, { path: ['Abgabe'] })).children, []);
  const page = { id: folder, sort: 'name', descending: false, offset: 0, limit: 10 } as const;
  const mayNotRead = refusedAs('files.may_not_read');
  await assert.rejects(files.nodes.page(bernd, page), mayNotRead);
  await assert.rejects(files.nodes.pageIds(bernd, page), mayNotRead);
  await assert.rejects(files.nodes.changes(bernd, { id: folder }, null, 10), mayNotRead);
  await assert.rejects(files.nodes.activity(bernd, folder, { limit: 10 }), mayNotRead);
  await assert.rejects(files.contents.zip(bernd, [folder]), mayNotRead);
  const toRoot = { source: { id: folder }, destination: { path: ['Kopie'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.copy(bernd, toRoot), mayNotRead);
  assert.deepEqual(await files.nodes.search(bernd, { text: 'bericht', limit: 10 }), []);
  const notThere = refusedAs('files.node_not_found');
  for (const target of [{ id: hidden }, { path: ['Abgabe', 'Bericht.txt'] }]) {
    await assert.rejects(files.nodes.get(bernd, target), notThere);
    await assert.rejects(files.contents.open(bernd, target), notThere);
    await assert.rejects(files.versions.list(bernd, target), notThere);
    await assert.rejects(files.nodes.remove(bernd, target), notThere);
    await assert.rejects(files.locks.list(bernd, target), notThere);
  }
  await assert.rejects(files.contents.preview(bernd, hidden, 'small'), notThere);

  // a name that is taken is not told, by no way of naming it, and nothing is replaced
  for (const onConflict of ['fail', 'replace', 'rename'] as const) {
    for (const place of [{ path: ['Abgabe', 'Bericht.txt'] }, { parentId: folder, name: 'bericht.txt' }]) {
      const source = Readable.from([Buffer.from('von Bernd')]);
      await files.contents.write(bernd, { place, onConflict, source, length: null, checksums: [] });
    }
  }
  assert.equal(await readText(files, anna, 'Abgabe/Bericht.txt'), 'von Anna');
  assert.equal((await files.nodes.list(anna, { path: ['Abgabe'] })).children.length, 7);
  assert.deepEqual((await files.nodes.list(bernd, { path: ['Abgabe'] })).children, []);
});

test('who may read and put in changes nothing of what is there', async () => {
  const { files, anna, bernd } = fixture;
  await put(files, anna, 'Sammlung/alt.txt', 'alt');
  await share('Sammlung', bernd.personId, 'viewer', 'uploader');
  await put(files, bernd, 'Sammlung/neu.txt', 'neu');
  assert.equal(await readText(files, bernd, 'Sammlung/alt.txt'), 'alt');
  const readOnly = refusedAs('files.read_only');
  await assert.rejects(put(files, bernd, 'Sammlung/alt.txt', 'anders'), readOnly);
  await assert.rejects(files.nodes.remove(bernd, { path: ['Sammlung', 'alt.txt'] }), readOnly);
  const renamed = { destination: { path: ['Sammlung', 'x.txt'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.move(bernd, { source: { path: ['Sammlung', 'alt.txt'] }, ...renamed }), readOnly);
  const over = { destination: { path: ['Sammlung', 'alt.txt'] }, onConflict: 'replace' } as const;
  await assert.rejects(files.nodes.copy(bernd, { source: { path: ['Sammlung', 'neu.txt'] }, ...over }), readOnly);

  await share('Sammlung', bernd.personId, 'commenter');
  assert.equal((await files.nodes.get(bernd, { path: ['Sammlung'] })).role, 'commenter');
  await assert.rejects(put(files, bernd, 'Sammlung/mehr.txt', 'm'), readOnly);
});

test('what is changed by a grant of its own stays in a folder that may not be changed', async () => {
  const { files, anna, bernd } = fixture;
  await put(files, anna, 'Akte/Entwurf.txt', '1');
  await put(files, anna, 'Akte/Vermerk.txt', '1');
  await share('Akte', bernd.personId, 'viewer');
  await share('Akte/Entwurf.txt', bernd.personId, 'editor');
  const { children } = await files.nodes.list(bernd, { path: ['Akte'] });
  assert.deepEqual(
    children.map(({ name, role, mayRemove }) => [name, role, mayRemove]),
    [
      ['Entwurf.txt', 'editor', false],
      ['Vermerk.txt', 'viewer', false],
    ],
  );
  await put(files, bernd, 'Akte/Entwurf.txt', '2');
  await put(files, bernd, 'Entwurf.txt', '3');
  assert.equal(await readText(files, anna, 'Akte/Entwurf.txt'), '3');
  const source = { path: ['Akte', 'Entwurf.txt'] };
  const readOnly = refusedAs('files.read_only');
  await assert.rejects(files.nodes.remove(bernd, source), readOnly);
  const away = { source, destination: { path: ['meins.txt'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.move(bernd, away), readOnly);
  const { children: mine } = await files.nodes.list(anna, { path: ['Akte'] });
  assert.deepEqual(names(mine), ['Entwurf.txt', 'Vermerk.txt']);
});

test('who throws something away in a shared folder takes it out again themselves; others see nothing of it', async () => {
  const { files, anna, bernd } = fixture;
  await share('Sammlung', bernd.personId, 'editor');
  const list = (actor: typeof anna) => files.trash.list(actor, { offset: 0, limit: 10 });
  const { trashId } = await files.nodes.remove(bernd, { path: ['Sammlung', 'neu.txt'] });
  assert.ok(trashId);
  const { total, items } = await list(bernd);
  assert.deepEqual([total, items.map(({ path }) => path)], [1, ['Sammlung/neu.txt']]);
  assert.equal((await list(anna)).total, 1);
  await assert.rejects(files.trash.purge(bernd, trashId), refusedAs('files.read_only'));
  assert.equal((await files.trash.empty(bernd)).purged, 0);
  await files.trash.restore(bernd, trashId);
  assert.equal(await readText(files, anna, 'Sammlung/neu.txt'), 'neu');

  const again = await files.nodes.remove(anna, { path: ['Sammlung', 'neu.txt'] });
  assert.equal((await list(bernd)).total, 0);
  await files.trash.restore(anna, again.trashId ?? 0);
  await files.nodes.remove(bernd, { path: ['Sammlung', 'neu.txt'] });
  await share('Sammlung', bernd.personId, 'viewer');
  assert.equal((await list(bernd)).total, 0);
  await assert.rejects(files.trash.restore(bernd, trashId), refusedAs('files.trash_not_found'));
});

test('who takes a share out of their root leaves it; everything stays where it is', async () => {
  const { files, anna, bernd } = fixture;
  assert.deepEqual(await files.nodes.remove(bernd, { path: ['Entwurf.txt'] }), { trashId: null });
  await assert.rejects(files.nodes.get(bernd, { path: ['Entwurf.txt'] }), refusedAs('files.node_not_found'));
  assert.equal((await files.nodes.get(bernd, { path: ['Akte', 'Entwurf.txt'] })).role, 'viewer');
  assert.equal(await readText(files, anna, 'Akte/Entwurf.txt'), '3');
});

test('the root of who comes by a link is what it leads to; there is nothing above and nothing beside', async () => {
  const { files, anna } = fixture;
  await put(files, anna, 'Ablage/Öffentlich/plan.txt', 'plan');
  await put(files, anna, 'Ablage/intern.txt', 'intern');
  const viewer = await link('Ablage/Öffentlich', 'viewer');
  const root = await files.nodes.get(viewer, { path: [] });
  assert.deepEqual([root.name, root.parentId, root.role, root.mayRemove], ['Öffentlich', null, 'viewer', false]);
  const { folder, children } = await files.nodes.list(viewer, { path: [] });
  assert.deepEqual([folder.id, names(children)], [root.id, ['plan.txt']]);
  assert.equal(await text(viewer, ['plan.txt']), 'plan');
  assert.deepEqual(await files.nodes.ancestors(viewer, children[0]?.id ?? 0), [{ id: root.id, name: 'Öffentlich' }]);
  assert.deepEqual(await files.nodes.pathOf(viewer, children[0]?.id ?? 0), ['plan.txt']);
  const notThere = refusedAs('files.node_not_found');
  for (const path of ['Ablage', 'Ablage/intern.txt', 'Akte']) {
    const id = await idOf(path);
    await assert.rejects(files.nodes.get(viewer, { id }), notThere);
    await assert.rejects(files.contents.open(viewer, { id }), notThere);
    await assert.rejects(files.contents.zip(viewer, [id]), notThere);
    await assert.rejects(files.nodes.get(viewer, { path: path.split('/') }), notThere);
  }
  assert.deepEqual(await files.nodes.search(viewer, { text: 'intern', limit: 10 }), []);
  const source = Readable.from([Buffer.from('x')]);
  const neu = { place: { path: ['neu.txt'] }, onConflict: 'fail', source, length: null, checksums: [] } as const;
  await assert.rejects(files.contents.write(viewer, neu), refusedAs('files.read_only'));
  // what is a person's alone is nobody's who comes by a link
  await assert.rejects(files.trash.list(viewer as never, { offset: 0, limit: 1 }), refusedAs('files.person_required'));
  await assert.rejects(files.spaces.list(viewer as never), refusedAs('files.person_required'));

  const file = await link('Ablage/Öffentlich/plan.txt', 'viewer');
  assert.equal((await files.nodes.get(file, { path: [] })).name, 'plan.txt');
  assert.equal(await text(file, []), 'plan');
});

test('who may only read is told so, not that there is no room', async () => {
  const { files } = fixture;
  const viewer = await link('Ablage/Öffentlich', 'viewer');
  const { id: parentId } = await files.nodes.get(viewer, { path: [] });
  const tus = { kind: 'tus', length: 5, metadata: { parentId, filename: 'x.txt' } } as const;
  await assert.rejects(files.uploads.create(viewer, tus), { kind: 'Forbidden' });
  await assert.rejects(files.uploads.create(viewer, { ...tus, metadata: {} }), refusedAs('files.may_not_add'));
});

test('a link that may change things does so within what it leads to', async () => {
  const { files, anna } = fixture;
  const editor = await link('Ablage/Öffentlich', 'editor');
  await files.nodes.createFolder(editor, { path: ['Bilder'] });
  const source = Readable.from([Buffer.from('bild')]);
  const place = { path: ['Bilder', 'a.txt'] };
  const { node } = await files.contents.write(editor, { place, onConflict: 'fail', source, length: 4, checksums: [] });
  assert.equal(node.modifiedBy, null);
  const moved = { source: { id: node.id }, destination: { path: ['b.txt'] }, onConflict: 'fail' } as const;
  await files.nodes.move(editor, moved);
  const [entry] = await files.nodes.activity(anna, node.id, { limit: 1 });
  assert.deepEqual([entry?.person, entry?.visitor], [null, 'Müller GmbH']);
  const { modifiedBy, modifiedByVisitor } = await files.nodes.get(anna, { id: node.id });
  assert.deepEqual([modifiedBy, modifiedByVisitor], [null, 'Müller GmbH']);

  const outside = await idOf('Ablage');
  const away = {
    source: { id: node.id },
    destination: { parentId: outside, name: 'b.txt' },
    onConflict: 'fail',
  } as const;
  await assert.rejects(files.nodes.move(editor, away), refusedAs('files.node_not_found'));
  await assert.rejects(files.nodes.copy(editor, away), refusedAs('files.node_not_found'));
  const root = (await files.nodes.get(editor, { path: [] })).id;
  await assert.rejects(files.nodes.remove(editor, { id: root }), refusedAs('files.space_root'));
  const rename = { source: { id: root }, destination: { path: ['x'] }, onConflict: 'fail' } as const;
  await assert.rejects(files.nodes.move(editor, rename), refusedAs('files.space_root'));

  const upload = await files.uploads.create(editor, { kind: 'tus', length: 3, metadata: {} });
  await assert.rejects(files.uploads.get(anna, upload), refusedAs('files.upload_not_found'));
  await files.uploads.append(editor, upload, { offset: 0, source: Readable.from([Buffer.from('tus')]), length: 3 });
  await files.uploads.finish(editor, upload, { place: { path: ['tus.txt'] }, onConflict: 'fail', checksums: [] });
  assert.equal(await readText(files, anna, 'Ablage/Öffentlich/tus.txt'), 'tus');

  const { trashId } = await files.nodes.remove(anna, { path: ['Ablage', 'Öffentlich'] });
  await assert.rejects(files.nodes.get(editor, { path: [] }), refusedAs('files.node_not_found'));
  await assert.rejects(files.nodes.list(editor, { path: [] }), refusedAs('files.node_not_found'));
  assert.ok(trashId);
  await files.trash.restore(anna, trashId);
  assert.equal(await text(editor, ['tus.txt']), 'tus');
});

test('a download ends with the right to it', async () => {
  const { files, anna, bernd } = fixture;
  const source = Readable.from([Buffer.alloc(8 * 1024 * 1024, 7)]);
  const place = { path: ['Ablage', 'groß.bin'] };
  await files.contents.write(anna, { place, onConflict: 'fail', source, length: null, checksums: [] });
  await share('Ablage/groß.bin', bernd.personId, 'viewer');
  const visitor = await link('Ablage', 'viewer');
  const open = await files.contents.open(bernd, { path: ['groß.bin'] });
  const zip = await files.contents.zip(visitor, [await idOf('Ablage')]);
  const [byPerson, byLink] = [open.read(0, open.size - 1) as Readable, zip.stream];
  byPerson.read(1);
  byLink.read(1);
  const [first, second] = [once(byPerson, 'error'), once(byLink, 'error')];
  // somebody else's end is none of theirs
  await share('Ablage', bernd.personId, 'viewer');
  await share('Ablage', bernd.personId);
  assert.equal(byPerson.destroyed, false);
  await share('Ablage/groß.bin', bernd.personId);
  await first;
  await share('Ablage', visitor.granteeId);
  await second;
});

test('the root tells of everything that stands in it, and only of that', async () => {
  const { files, anna, bernd } = fixture;
  const etag = async () => (await files.nodes.get(bernd, { path: [] })).etag;
  const changed = async (work: () => Promise<unknown>) => {
    const before = await etag();
    await work();
    return (await etag()) !== before;
  };
  assert.equal(await changed(async () => {}), false);
  assert.ok(await changed(() => share('Ablage', bernd.personId, 'viewer')));
  assert.ok(await changed(() => put(files, anna, 'Ablage/noch.txt', 'n')));
  const renamed = { source: { path: ['Ablage'] }, destination: { path: ['Annas'] }, onConflict: 'fail' } as const;
  assert.ok(await changed(() => files.nodes.move(bernd, renamed)));
  assert.ok(await changed(() => put(files, bernd, 'eigenes.txt', 'e')));
  assert.ok(await changed(() => share('Ablage', bernd.personId)));
});

test('a share with many is a few statements; each finds a name that is free in their root', async () => {
  const { files, db, anna, bernd } = fixture;
  const people = await db.query<{ id: number }>(
    `insert into directory.person (login, name, organisation_id)
     select 'p' || n, 'Person ' || n, $1 from generate_series(1, 2000) n returning id`,
    [anna.organisationId],
  );
  await files.nodes.createFolder(bernd, { path: ['Rundschreiben'] });
  await put(files, anna, 'Rundschreiben/1.txt', '1');
  const id = await idOf('Rundschreiben');
  const grantees = [bernd.personId, ...people.map((person) => person.id)].map((granteeId) => ({
    granteeId,
    roles: ['viewer'] as const,
  }));
  await db.transaction((tx) => files.grants.share(tx, id, grantees));
  assert.deepEqual(names((await files.nodes.list(bernd, { path: ['Rundschreiben (2)'] })).children), ['1.txt']);
  const reached = await db.query<{ name: string }>(
    'select distinct mount_name as name from files.node_grant where node_id = $1',
    [id],
  );
  assert.deepEqual(names(reached).toSorted(), ['Rundschreiben', 'Rundschreiben (2)']);
  assert.equal((await files.grants.of(id)).filter(({ shared }) => shared === 'viewer').length, 2001);
  await db.transaction((tx) =>
    files.grants.share(
      tx,
      id,
      grantees.map(({ granteeId }) => ({ granteeId, roles: [] })),
    ),
  );
  assert.deepEqual(
    (await files.grants.of(id)).map(({ member, shared }) => [member, shared]),
    [['manager', null]],
  );
});

async function text(actor: LinkActor, path: readonly string[]): Promise<string> {
  const open = await fixture.files.contents.open(actor, { path });
  const body = open.read(0, open.size - 1);
  return String(Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray()));
}
