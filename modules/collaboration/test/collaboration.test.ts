import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDomainError, systemActor, type PersonActor } from '@landescloud/kernel';
import { startWorld, until, type World } from '@landescloud/testing';

let world: World;
let [anna, bernd, clara]: PersonActor[] = [];
let folder = 0;
let file = 0;
let offset = 0;

before(async () => {
  world = await startWorld({ clock: { now: () => Date.now() + offset } });
  [anna, bernd, clara] = ['anna', 'bernd', 'clara'].map((login) => world.person(login).actor);
  const { files } = world.landescloud;
  const { nodes } = files;
  folder = (await nodes.createFolder(me(anna), { path: ['Haushalt 2027', 'Einzelpläne'] })).id;
  file = (await write('Einzelpläne/06.csv', 'a;b', me(anna))).id;
});
after(() => world?.stop());

const me = (actor: PersonActor | undefined): PersonActor => actor ?? assert.fail('the world has not begun');

async function write(path: string, text: string, actor: PersonActor) {
  const { node } = await world.landescloud.files.contents.write(actor, {
    place: { path: ['Haushalt 2027', ...path.split('/')] },
    onConflict: 'replace',
    source: (async function* () {
      yield Buffer.from(text);
    })(),
    length: text.length,
    checksums: [],
  });
  return node;
}

async function refused(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => isDomainError(error) && error.code === code, code);
}

const told = async (actor: PersonActor | undefined) =>
  (await world.landescloud.notifications.list(me(actor).personId, { limit: 50 })).items;
const forget = (actor: PersonActor | undefined) => world.landescloud.notifications.removeAll(me(actor).personId);

describe('comments', () => {
  test('are written, mention who may see the node, and stay with who wrote them', async () => {
    const { comments } = world.landescloud.collaboration;
    const first = await comments.add(me(anna), file, '  Stimmt das, @bernd? Und @clara, @niemand?\nDanke ');
    assert.equal(first.text, 'Stimmt das, @bernd? Und @clara, @niemand?\nDanke');
    assert.deepEqual(
      first.mentions.map(({ login }) => login),
      ['bernd'],
      'clara sees nothing of it',
    );
    const [mention, ...none] = await told(bernd);
    assert.equal(none.length, 0);
    assert.match(mention?.title ?? '', /hat Sie bei „06\.csv“ erwähnt/);
    assert.match(mention?.text ?? '', /Stimmt das, Bernd/, 'people read names');
    assert.equal(mention?.link, `/f/${file}?details=comments`);
    assert.deepEqual(await told(clara), []);

    const second = await comments.add(me(bernd), file, 'Ja.');
    const [reply] = await told(anna);
    assert.match(reply?.title ?? '', /hat „06\.csv“ kommentiert/, 'who has commented hears of answers');
    await comments.add(me(bernd), file, 'Nein.');
    assert.deepEqual(
      (await told(anna)).map(({ title, count }) => [title, count]),
      [['2 neue Kommentare zu „06.csv“', 2]],
    );

    const page = await comments.list(me(anna), file, { limit: 2 });
    assert.deepEqual([page.total, page.unread, page.more, page.mayComment], [3, 2, true, true]);
    assert.deepEqual(
      page.items.map(({ text, isOwn, mayRemove }) => [text, isOwn, mayRemove]),
      [
        ['Nein.', false, true],
        ['Ja.', false, true],
      ],
    );
    const older = await comments.list(me(bernd), file, { before: second.id, limit: 2 });
    assert.deepEqual(
      older.items.map(({ mayRemove }) => mayRemove),
      [false],
      'an editor manages nothing',
    );
    await comments.markRead(me(anna), file);
    assert.deepEqual(
      await comments.counts(me(anna).personId, [file, folder]),
      new Map([[file, { total: 3, unread: 0 }]]),
    );

    await refused(comments.edit(me(anna), second.id, 'x'), 'collaboration.not_your_comment');
    await refused(comments.remove(me(bernd), first.id), 'files.not_manager');
    await forget(bernd);
    const edited = await comments.edit(me(anna), first.id, 'Stimmt das, @bernd? @"bernd"!');
    assert.ok(edited.editedAt !== null);
    assert.deepEqual(await told(bernd), [], 'nobody is told twice');
    await comments.remove(me(anna), second.id);
    assert.equal((await comments.list(me(anna), file, { limit: 9 })).total, 2);
  });

  test('are nothing to who may not see the node, and closed to who may only read', async () => {
    const { comments } = world.landescloud.collaboration;
    const { files } = world.landescloud;
    const mine = await comments.add(me(anna), file, 'Nur für uns');
    for (const work of [
      () => comments.list(me(clara), file, { limit: 1 }),
      () => comments.add(me(clara), file, 'x'),
      () => comments.markRead(me(clara), file),
      () => comments.mentionable(me(clara), file, ''),
    ])
      await refused(work(), 'files.node_not_found');
    for (const work of [
      () => comments.edit(me(clara), mine.id, 'x'),
      () => comments.remove(me(clara), mine.id),
      () => comments.get(me(clara), mine.id),
    ])
      await refused(work(), 'collaboration.comment_not_found');
    for (const bad of ['', '  \n', 'x'.repeat(4_001)])
      await refused(comments.add(me(anna), file, bad), 'collaboration.invalid_comment');

    await files.spaces.setMember(
      systemActor('test'),
      (await files.nodes.get(me(anna), { id: file })).spaceId,
      'bernd',
      'viewer',
    );
    assert.equal((await comments.list(me(bernd), file, { limit: 1 })).mayComment, false);
    await refused(comments.add(me(bernd), file, 'x'), 'files.may_not_comment');
    await files.spaces.setMember(
      systemActor('test'),
      (await files.nodes.get(me(anna), { id: file })).spaceId,
      'bernd',
      'editor',
    );
  });

  test('ask whom one could mean among those who see it', async () => {
    const { comments } = world.landescloud.collaboration;
    const names = async (text: string) => (await comments.mentionable(me(anna), file, text)).map(({ login }) => login);
    assert.deepEqual(await names(''), ['bernd']);
    assert.deepEqual(await names('@Ber'), ['bernd']);
    assert.deepEqual(await names('clara'), []);
  });
});

describe('following', () => {
  test('tells what others change below, gathered, until one may not see it any more', async () => {
    const { subscriptions } = world.landescloud.collaboration;
    const { files } = world.landescloud;
    await refused(subscriptions.set(me(clara), folder, true), 'files.node_not_found');
    await subscriptions.set(me(bernd), folder, true);
    await subscriptions.set(me(anna), folder, true);
    assert.deepEqual(await subscriptions.get(me(bernd), folder), { subscribed: true });
    await forget(anna);
    await forget(bernd);
    await write('Einzelpläne/06.csv', 'a;b;c', me(anna));
    await files.nodes.createFolder(me(anna), { path: ['Haushalt 2027', 'Einzelpläne', 'Alt'] });
    const { id } = await write('Einzelpläne/Alt/07.csv', 'x', me(anna));
    await files.nodes.remove(me(anna), { id });
    await until(async () => (await told(bernd))[0]?.count === 4);
    const [gathered, ...more] = await told(bernd);
    assert.equal(more.length, 0);
    assert.match(gathered?.title ?? '', /: 4 Änderungen in „Einzelpläne“$/);
    assert.deepEqual([gathered?.text, gathered?.link], ['Zuletzt: 07.csv', `/f/${folder}?details=activity`]);
    assert.deepEqual(await told(anna), [], 'her own doing');

    await world.landescloud.collaboration.comments.add(me(anna), file, 'Fertig');
    await until(async () => (await told(bernd)).length === 2);
    const { spaceId } = await files.nodes.get(me(anna), { id: folder });
    await files.spaces.removeMember(systemActor('test'), spaceId, 'bernd');
    assert.deepEqual(await told(bernd), []);
    await files.spaces.setMember(systemActor('test'), spaceId, 'bernd', 'editor');
    await subscriptions.set(me(bernd), folder, false);
    await write('Einzelpläne/06.csv', 'a', me(anna));
    const { events } = world.landescloud;
    const last = async () =>
      (
        await world.landescloud.database.query<{ id: number }>('select coalesce(max(id), 0) as id from platform.outbox')
      )[0]?.id ?? 0;
    const to = await last();
    await until(async () => ((await events.position('collaboration.followers')) ?? 0) >= to || (await last()) < to);
    assert.deepEqual(await told(bernd), []);
  });
});

describe('what is told of a node', () => {
  test('is shown to who would be shown the node, and to nobody else', async () => {
    const { files } = world.landescloud;
    const gone = await write('Einzelpläne/Papierkorb.csv', 'x', me(anna));
    await files.nodes.remove(me(anna), { id: gone.id });
    const own = await files.nodes.createFolder(me(clara), { path: ['Eigenes'] });
    const all = [file, folder, gone.id, own.id, 900_000_000];
    const seen = async (actor: PersonActor | undefined) =>
      [...(await files.tracks.seen(me(actor).personId, all))].sort();
    assert.deepEqual([await seen(anna), await seen(clara)], [[file, folder].sort(), [own.id]]);
  });
});

describe('the history', () => {
  test('holds comments beside changes, once each', async () => {
    const { files } = world.landescloud;
    await world.landescloud.collaboration.comments.add(me(bernd), file, 'Für die Akte');
    const commented = async () =>
      (await files.nodes.activity(me(anna), folder, { limit: 50 })).filter(
        ({ kind, nodeId, person }) => kind === 'commented' && nodeId === file && person?.login === 'bernd',
      );
    await until(async () => (await commented()).length >= 3);
    const [newest] = await commented();
    assert.deepEqual([newest?.name, newest?.detail], ['06.csv', '']);
    // the space's own history is that of everything in it, however deep
    const { items } = await files.nodes.page(me(anna), {
      id: folder,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 9,
    });
    const { spaceId } = items[0] ?? assert.fail('something is there');
    const { rootId } = (await files.spaces.list(me(anna))).find(({ id }) => id === spaceId) ?? assert.fail('the space');
    const whole = await files.nodes.activity(me(anna), rootId, { limit: 200 });
    assert.ok(whole.some(({ kind, name }) => kind === 'created' && name === '07.csv'));
    await refused(files.nodes.activity(me(clara), rootId, { limit: 1 }), 'files.node_not_found');

    // as sharing says it
    const { personId } = me(anna);
    const about = { subject: 'handover:1', data: { nodeId: file }, organisationId: null, at: Date.now() };
    await world.landescloud.events.record(world.landescloud.database, [
      { type: 'sharing.handover_delivered', actor: { kind: 'person', personId }, ...about },
    ]);
    await until(async () =>
      (await files.nodes.activity(me(anna), file, { limit: 50 })).some(
        ({ kind, person }) => kind === 'handed-over' && person?.login === 'anna',
      ),
    );
  });
});

describe('tags', () => {
  test('are put on and taken off together by who may change, and end with their last use', async () => {
    const { tags } = world.landescloud.collaboration;
    const urgent = await tags.put(me(anna), file, ' Eilig ');
    assert.deepEqual(await tags.put(me(bernd), file, 'eilig'), urgent);
    await tags.put(me(bernd), folder, 'Haushalt');
    assert.deepEqual(
      (await tags.of(me(bernd), file)).map(({ name }) => name),
      ['Eilig'],
    );
    assert.deepEqual(
      (await tags.suggest(me(bernd), 'ei')).map(({ name }) => name),
      ['Eilig'],
    );
    assert.deepEqual(await tags.suggest(me(clara), 'ei'), []);
    assert.deepEqual(
      (await tags.nodes(me(anna), 'EILIG')).map(({ id, path }) => [id, path]),
      [[file, ['Haushalt 2027', 'Einzelpläne']]],
    );
    assert.deepEqual(await tags.nodes(me(clara), 'Eilig'), []);
    for (const work of [
      () => tags.of(me(clara), file),
      () => tags.put(me(clara), file, 'x'),
      () => tags.take(me(clara), file, urgent.id),
    ])
      await refused(work(), 'files.node_not_found');
    for (const bad of ['', ' ', 'a\nb', 'x'.repeat(61)])
      await refused(tags.put(me(anna), file, bad), 'collaboration.invalid_tag');
    await refused(tags.take(me(anna), folder, urgent.id), 'collaboration.tag_not_found');
    await tags.take(me(bernd), file, urgent.id);
    assert.deepEqual(await tags.suggest(me(bernd), 'ei'), []);
  });
});

describe('presence', () => {
  test('shows who looks at a folder now to who may look too, and forgets', async () => {
    const { presence } = world.landescloud.collaboration;
    assert.deepEqual(await presence.enter(me(anna), folder), []);
    assert.deepEqual(
      (await presence.enter(me(bernd), folder)).map(({ login }) => login),
      ['anna'],
    );
    await refused(presence.enter(me(clara), folder), 'files.node_not_found');
    await refused(presence.enter(me(anna), file), 'collaboration.not_a_folder');
    await presence.leave(me(anna), folder);
    assert.deepEqual(await presence.enter(me(bernd), folder), []);
    offset += 60_000;
    assert.deepEqual(await presence.enter(me(anna), folder), [], 'bernd has gone without a word');
  });
});

describe('what is said', () => {
  test('goes with the file it is about, and is known to be said by nobody once its author is erased', async () => {
    const { collaboration, directory, files, jobs, database } = world.landescloud;
    const doomed = await write('Einzelpläne/Weg.csv', 'x', me(anna));
    await collaboration.comments.add(me(anna), doomed.id, 'Kann weg');
    await collaboration.tags.put(me(anna), doomed.id, 'weg');
    const left = async () =>
      (
        await database.query<{ n: number }>('select count(*) as n from collaboration.comment where node_id = $1', [
          doomed.id,
        ])
      )[0]?.n;
    await files.nodes.remove(me(anna), { id: doomed.id });
    await files.trash.purge(me(anna), doomed.id);
    await until(async () => {
      await jobs.enqueue(database, 'collaboration.tidy', {});
      return (await left()) === 0;
    });

    const admin = world.person('admin').actor;
    const { name } = me(bernd);
    await collaboration.comments.add(me(anna), file, `Danke, @bernd: gut gemacht, ${name}!`);
    assert.equal((await collaboration.dataOf(me(bernd).personId)).comments.length > 0, true);
    await directory.people.leave(admin, 'bernd', { successor: 'anna' });
    await directory.people.erase(admin, 'bernd');
    const { items } = await collaboration.comments.list(me(anna), file, { limit: 50 });
    assert.doesNotMatch(JSON.stringify(items), new RegExp(`bernd|${name}`, 'i'));
    assert.match(items[0]?.text ?? '', /@erased-\d+: gut gemacht, Gelöschte Person \d+!/);
    assert.deepEqual((await collaboration.dataOf(me(bernd).personId)).subscriptions, []);
  });
});
