import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type PersonActor, systemActor } from '@landescloud/kernel';
import { type FilesFixture, filesFixture, names, put, readText, refusedAs, runJob } from './files-fixture.ts';

const day = 24 * 3_600_000;
const system = systemActor('test');

let it_: FilesFixture;
let administrator: PersonActor;
let space: { id: number; rootId: number };
before(async () => {
  it_ = await filesFixture();
  const { files, anna, bernd, db, jobs } = it_;
  await db.query(`update directory.person set email = login || '@example.org'`);
  await jobs.start();
  administrator = {
    ...bernd,
    assignments: [{ role: 'organisation-administrator', organisationId: bernd.organisationId }],
  };
  space = await files.spaces.createProject(system, { name: 'Akten', organisationKey: 'land' });
  await files.spaces.setMember(system, space.id, anna.login, 'manager');
});
after(() => it_[Symbol.asyncDispose]());

const run = (name: string): Promise<void> => runJob(it_, name);

const idOf = async (path: string) => (await it_.files.nodes.get(it_.anna, { path: path.split('/') })).id;
const mails = () =>
  it_.db.query<{ text: string }>(`select text from platform.mail where kind = 'files.retention_due' order by id`);

describe('retention classes', () => {
  it('the nearest holds; managers are told first, then files go to the trash, and a list of them stays', async () => {
    const { files, anna, bernd, clock, db } = it_;
    const add = (name: string, months: number, action: 'delete' | 'tell') =>
      files.retention.addClass(administrator, 'land', { name, months, action, warnDays: 14 });
    await assert.rejects(
      files.retention.addClass(bernd, 'land', { name: 'X', months: 1, action: 'delete', warnDays: 1 }),
      refusedAs('files.organisation_not_administered'),
    );
    const draft = await add('Entwurf 1 Jahr', 12, 'delete');
    const record = await add('Vorgang 10 Jahre', 120, 'tell');
    await assert.rejects(add(' entwurf 1 jahr', 1, 'tell'), refusedAs('files.retention_class_exists'));

    for (const folder of ['Alt', 'Alt/Vorgang', 'Frei'])
      await files.nodes.createFolder(anna, { path: ['Akten', ...folder.split('/')] });
    for (const file of ['Alt/eins.txt', 'Alt/zwei.txt', 'Alt/Vorgang/drei.txt', 'Frei/vier.txt'])
      await put(files, anna, `Akten/${file}`, file);
    const set = async (path: string, id: number | null) => files.retention.set(anna, await idOf(path), id);
    await assert.rejects(set('Akten/Alt/eins.txt', draft.id), refusedAs('files.is_file'));
    await assert.rejects(set('Akten/Alt', 999_999), refusedAs('files.retention_class_not_found'));
    await assert.rejects(files.retention.set(bernd, space.rootId, draft.id), refusedAs('files.node_not_found'));
    await set('Akten/Alt', draft.id);
    await set('Akten/Alt/Vorgang', record.id);
    const one = await files.retention.of(anna, await idOf('Akten/Alt/eins.txt'));
    assert.deepEqual(
      [one.retention?.name, one.retention?.own, one.retention?.from.name],
      ['Entwurf 1 Jahr', false, 'Alt'],
    );
    const inAYear = new Date(clock.now());
    inAYear.setUTCFullYear(inAYear.getUTCFullYear() + 1);
    assert.equal(one.retention?.dueAt, inAYear.getTime());
    const folder = await files.retention.of(anna, await idOf('Akten/Alt/Vorgang'));
    assert.deepEqual([folder.retention?.name, folder.retention?.own], ['Vorgang 10 Jahre', true]);
    assert.deepEqual(
      folder.choices?.map(({ name }) => name),
      ['Entwurf 1 Jahr', 'Vorgang 10 Jahre'],
    );
    assert.equal((await files.retention.of(anna, await idOf('Akten/Frei/vier.txt'))).retention, null);

    clock.time += 345 * day;
    await run('files.care-for-spaces');
    assert.equal((await mails()).length, 0);
    clock.time += 10 * day;
    await run('files.care-for-spaces');
    await run('files.care-for-spaces');
    const [told, ...more] = await mails();
    assert.equal(more.length, 0);
    assert.match(told?.text ?? '', /- eins\.txt\n- zwei\.txt\n/);
    // what is changed begins anew, what is moved away is not concerned
    await put(files, anna, 'Akten/Alt/zwei.txt', 'neu');
    clock.time += 13 * day;
    await run('files.care-for-spaces');
    assert.equal(await readText(files, anna, 'Akten/Alt/eins.txt'), 'Alt/eins.txt');
    clock.time += 2 * day;
    await run('files.care-for-spaces');
    assert.deepEqual(await names(files, anna, 'Akten/Alt'), ['Vorgang', 'zwei.txt']);
    assert.equal((await files.trash.list(anna, { offset: 0, limit: 10 })).items[0]?.name, 'eins.txt');
    const page = await files.retention.deletions(administrator, 'land', { offset: 0, limit: 10 });
    assert.deepEqual(
      page.items.map(({ reason, files: count }) => [reason, count]),
      [['Entwurf 1 Jahr', 1]],
    );
    const list = page.items[0]?.id ?? 0;
    for (const who of [administrator, anna]) {
      const { items } = await files.retention.deletion(who, list, { offset: 0, limit: 10 });
      assert.deepEqual(
        items.map(({ path, size }) => [path, size]),
        [['Alt/eins.txt', 12]],
      );
    }
    await assert.rejects(
      files.retention.deletion(bernd, list, { offset: 0, limit: 10 }),
      refusedAs('files.deletion_list_not_found'),
    );
    let csv = '';
    for await (const part of await files.retention.deletionCsv(anna, list)) csv += part;
    assert.match(csv, /"Alt\/eins\.txt";12;/);

    // lists are kept as long as the organisation says
    const lists = async () => (await db.query('select id from files.deletion_list where id = $1', [list])).length;
    await db.query(
      `insert into directory.organisation_rule (organisation_id, rule, value)
       select id, 'retention.deletion_days', '100'::jsonb from directory.organisation where key = 'land'`,
    );
    clock.time += 99 * day;
    await run('files.care-for-spaces');
    assert.equal(await lists(), 1);
    clock.time += day;
    await run('files.care-for-spaces');
    assert.equal(await lists(), 0);

    clock.time += 2_900 * day;
    await put(files, anna, 'Akten/Alt/zwei.txt', 'neu');
    clock.time += 300 * day;
    await run('files.care-for-spaces');
    assert.match((await mails()).at(-1)?.text ?? '', /„Vorgang 10 Jahre“[^]*- drei\.txt/);
    await run('files.care-for-spaces');
    assert.equal(await readText(files, anna, 'Akten/Alt/Vorgang/drei.txt'), 'Alt/Vorgang/drei.txt');
    await files.retention.endClass(administrator, 'land', draft.id);
    await assert.rejects(set('Akten/Frei', draft.id), refusedAs('files.retention_class_not_found'));
    assert.equal((await files.retention.of(anna, await idOf('Akten/Alt/zwei.txt'))).retention?.name, 'Entwurf 1 Jahr');
    assert.equal((await db.query('select 1 from files.retention_due where delete_at is not null')).length, 0);
    await it_.assertWhole();
  });
});

describe('legal hold', () => {
  it('nothing of it is deleted, purged, thinned or moved out, by people and by jobs, until it is lifted', async () => {
    const { files, anna, bernd, clock } = it_;
    for (const folder of ['Streit', 'Streit/Tief', 'Anderes'])
      await files.nodes.createFolder(anna, { path: ['Akten', ...folder.split('/')] });
    for (const file of ['Streit/a.txt', 'Streit/Tief/b.txt', 'Anderes/c.txt'])
      await put(files, anna, `Akten/${file}`, file);
    for (let n = 0; n < 4; n++) {
      clock.time += 1_000;
      await put(files, anna, 'Akten/Streit/a.txt', `Fassung ${n}`);
    }
    await put(files, anna, 'Akten/Streit/weg.txt', 'weg');
    await files.nodes.remove(anna, { path: ['Akten', 'Streit', 'weg.txt'] });
    const folder = await idOf('Akten/Streit');
    const hold = { nodeId: folder, reason: 'Klage 3 K 12/27' };
    await assert.rejects(files.holds.set(anna, 'land', hold), refusedAs('files.organisation_not_administered'));
    await assert.rejects(
      files.holds.set(administrator, 'land', { nodeId: 999_999, reason: 'x' }),
      refusedAs('files.node_not_found'),
    );
    const { id } = await files.holds.set(administrator, 'land', hold);

    const remove = (path: string) => files.nodes.remove(anna, { path: path.split('/') });
    const move = (from: string, to: string, onConflict: 'fail' | 'replace' = 'fail') =>
      files.nodes.move(anna, { source: { path: from.split('/') }, destination: { path: to.split('/') }, onConflict });
    for (const path of ['Akten/Streit', 'Akten/Streit/a.txt', 'Akten/Streit/Tief/b.txt'])
      await assert.rejects(remove(path), refusedAs('files.held'), path);
    for (const to of ['Akten/Anderes/a.txt', 'a.txt'])
      await assert.rejects(move('Akten/Streit/a.txt', to), refusedAs('files.held'), to);
    await assert.rejects(move('Akten/Anderes/c.txt', 'Akten/Streit/a.txt', 'replace'), refusedAs('files.held'));
    await move('Akten/Streit/a.txt', 'Akten/Streit/Tief/a.txt');
    await move('Akten/Streit/Tief/a.txt', 'Akten/Streit/a.txt');
    // its folder may go elsewhere within the space, and it with it
    await move('Akten/Streit', 'Akten/Anderes/Streit');
    await assert.rejects(remove('Akten/Anderes'), refusedAs('files.held'));
    await move('Akten/Anderes/Streit', 'Akten/Streit');
    const file = await idOf('Akten/Streit/a.txt');
    const versions = await files.versions.list(anna, { id: file });
    assert.equal(versions.length, 4);
    await assert.rejects(files.versions.remove(anna, { id: file }, versions[0]?.id ?? 0), refusedAs('files.held'));
    // overwriting keeps what was there
    await put(files, anna, 'Akten/Streit/a.txt', 'neu');
    const trash = (await files.trash.list(anna, { spaceId: space.id, offset: 0, limit: 10 })).items;
    const gone = trash.find(({ name }) => name === 'weg.txt');
    await assert.rejects(files.trash.purge(anna, gone?.id ?? 0), refusedAs('files.held'));
    assert.deepEqual(await files.trash.empty(anna, space.id), { purged: 0 });
    // what is not held goes to the trash as ever
    await remove('Akten/Anderes/c.txt');
    assert.ok((await files.retention.of(anna, file)).held);
    assert.equal((await files.retention.of(anna, await idOf('Akten/Frei'))).held, null);
    assert.equal((await files.spaces.list(anna)).find((one) => one.id === space.id)?.held, true);

    // neither trash, versions, a term nor the end of the space delete anything
    const term = await files.retention.addClass(administrator, 'land', {
      name: 'Kurz',
      months: 1,
      action: 'delete',
      warnDays: 1,
    });
    await files.retention.set(anna, folder, term.id);
    await files.spaces.change(anna, space.id, { endsAt: clock.now() + 800 * day });
    for (const days of [60, 60, 700, 400]) {
      clock.time += days * day;
      for (const job of ['files.end-spaces', 'files.care-for-spaces', 'files.keep-rules']) await run(job);
    }
    assert.equal(await readText(files, anna, 'Akten/Streit/a.txt'), 'neu');
    assert.equal((await files.versions.list(anna, { id: file })).length, 5);
    const kept = await files.trash.list(anna, { spaceId: space.id, offset: 0, limit: 10 });
    for (const item of trash)
      assert.ok(
        kept.items.some((one) => one.id === item.id),
        item.name,
      );

    const open = await files.holds.list(administrator, 'land');
    assert.deepEqual(
      open.map(({ reason, kind, setBy }) => [reason, kind, setBy]),
      [['Klage 3 K 12/27', 'folder', bernd.name]],
    );
    await assert.rejects(files.holds.lift(anna, 'land', id, 'x'), refusedAs('files.organisation_not_administered'));
    await files.holds.lift(administrator, 'land', id, 'Vergleich');
    await assert.rejects(files.holds.lift(administrator, 'land', id, 'x'), refusedAs('files.hold_not_found'));
    assert.equal((await files.holds.list(administrator, 'land', { ended: true }))[0]?.liftedReason, 'Vergleich');
    await run('files.care-for-spaces');
    assert.ok(!(await files.spaces.list(anna)).some((one) => one.id === space.id), 'its time was up long ago');
    await it_.assertWhole();
  });
});
