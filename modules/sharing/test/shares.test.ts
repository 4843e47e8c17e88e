import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@landescloud/testing';
import { put, refusedAs, type SharesWorld, sharesWorld, system } from './shares-fixture.ts';

let it_: SharesWorld;
before(async () => {
  it_ = await sharesWorld();
});
after(() => it_[Symbol.asyncDispose]());

const person = (key: string) => ({ kind: 'person', key }) as const;

test('what is shared stands in the root of who has it, by the role, and is told; withdrawn it is gone', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, files, notifications } = world.landescloud;
  const id = await it_.folder('Vorgang');
  const [share] = await sharing.share(anna, id, {
    recipients: [person('bernd')],
    role: 'viewer',
    message: ' Zur Kenntnis ',
  });
  assert.ok(share);
  assert.deepEqual(
    [share.recipient.name, share.role, share.message, share.mine],
    ['Bernd Böhme', 'viewer', 'Zur Kenntnis', true],
  );
  assert.ok((await it_.root(bernd)).includes('Vorgang'));
  await assert.rejects(put(world, bernd, ['Vorgang', 'neu.txt'], 'n'), refusedAs('files.read_only'));
  const told = await notifications.list(bernd.personId, { limit: 5 });
  assert.deepEqual(
    told.items.map(({ kind, title, text }) => [kind, title, text]),
    [['sharing.received', 'Anna Albrecht hat „Vorgang“ für Sie freigegeben', 'Zur Kenntnis']],
  );

  const { items } = await sharing.received(bernd, { limit: 10 });
  assert.deepEqual(
    items.map(({ node, isNew, share: by }) => [node.id, isNew, by.sharedBy?.login]),
    [[id, true, 'anna']],
  );
  assert.equal(await sharing.countNew(bernd), 1);
  await sharing.looked(bernd);
  assert.equal(await sharing.countNew(bernd), 0);
  assert.equal((await sharing.given(anna, { limit: 10 })).items[0]?.total, 1);

  await sharing.change(anna, share.id, { role: 'editor' });
  await put(world, bernd, ['Vorgang', 'neu.txt'], 'n');
  await assert.rejects(sharing.change(bernd, share.id, { role: 'manager' }), refusedAs('sharing.not_allowed'));
  await assert.rejects(sharing.withdraw(it_.clara, share.id), refusedAs('sharing.share_not_found'));
  await sharing.withdraw(anna, share.id);
  await assert.rejects(files.nodes.get(bernd, { id }), refusedAs('files.node_not_found'));
  await assert.rejects(sharing.get(bernd, share.id), refusedAs('sharing.share_not_found'));
  assert.deepEqual((await sharing.received(bernd, { limit: 10 })).items, []);
});

test('whom one may not find is absent, and nothing is shared where one of several is refused', async () => {
  const { world, anna, bernd, clara } = it_;
  const { sharing } = world.landescloud;
  const id = await it_.folder('Alle oder keiner');
  for (const recipient of [person('clara'), person('niemand'), { kind: 'group', key: 'keine' } as const]) {
    await assert.rejects(
      sharing.share(anna, id, { recipients: [person('bernd'), recipient], role: 'viewer' }),
      refusedAs('sharing.recipient_not_found'),
    );
  }
  await assert.rejects(
    sharing.share(anna, id, { recipients: [person('anna')], role: 'viewer' }),
    refusedAs('sharing.recipient_is_owner'),
  );
  const root = await world.landescloud.files.nodes.get(anna, { path: [] });
  await assert.rejects(
    sharing.share(anna, root.id, { recipients: [person('bernd')], role: 'viewer' }),
    refusedAs('sharing.personal_root'),
  );
  assert.deepEqual((await sharing.access(anna, id)).shares, []);
  await assert.rejects(sharing.access(bernd, id), refusedAs('files.node_not_found'));
  await assert.rejects(
    sharing.share(bernd, id, { recipients: [person('anna')], role: 'viewer' }),
    refusedAs('files.node_not_found'),
  );
  assert.deepEqual(
    (await sharing.recipients(anna, 'böh')).map(({ kind, key }) => [kind, key]),
    [['person', 'bernd']],
  );
  assert.deepEqual(await sharing.recipients(clara, 'böh'), []);
  assert.ok(
    (await sharing.recipients(anna, 'infrastruktur')).some(
      ({ kind, key }) => kind === 'organisation' && key === 'tmil',
    ),
  );
});

test('a group: who comes to it has what it has within seconds, who leaves it has not', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, directory } = world.landescloud;
  const id = await it_.folder('Für die Gruppe');
  await directory.groups.add(system, { key: 'bau', name: 'Bau', organisationKey: 'tfm' });
  await directory.groups.addMember(system, 'bau', 'anna');
  const group = { kind: 'group', key: 'bau' } as const;
  await sharing.share(anna, id, { recipients: [group], role: 'editor' });
  assert.deepEqual(
    (await it_.root(anna)).filter((name) => name.startsWith('Für die')),
    ['Für die Gruppe'],
  );
  const has = async () => (await it_.root(bernd)).includes('Für die Gruppe');
  await directory.groups.addMember(system, 'bau', 'bernd');
  await until(has, { seconds: 5 });
  const access = await sharing.access(bernd, id);
  assert.deepEqual(
    access.shares.map(({ recipient }) => [recipient.kind, recipient.name, recipient.memberCount]),
    [['group', 'Bau', 2]],
  );
  assert.deepEqual([access.manages, access.owner?.login], [false, 'anna']);

  // leaving takes it from one of the group, and by name it comes back
  await sharing.leave(bernd, bernd.personId, id);
  assert.equal(await has(), false);
  const [byName] = await sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer' });
  assert.ok(await has());
  await sharing.withdraw(anna, byName!.id);
  assert.ok(await has(), 'the group has it still');

  await directory.groups.removeMember(system, 'bau', 'bernd');
  await until(async () => !(await has()), { seconds: 5 });
  await directory.groups.addMember(system, 'bau', 'bernd');
  await until(has, { seconds: 5 });
  await directory.groups.remove(system, 'bau');
  await until(async () => !(await has()), { seconds: 5 });
  assert.deepEqual((await sharing.access(anna, id)).shares, []);
});

test('an organisation: its people, as they come, move and are locked', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, directory } = world.landescloud;
  const id = await it_.folder('Für das Haus');
  await sharing.share(anna, id, { recipients: [{ kind: 'organisation', key: 'tmil' }], role: 'viewer' });
  const has = async () => (await it_.root(bernd)).includes('Für das Haus');
  assert.ok(await has());
  await directory.people.update(system, 'bernd', { organisationKey: 'stadt-erfurt' });
  await until(async () => !(await has()), { seconds: 5 });
  await directory.people.update(system, 'bernd', { organisationKey: 'tmil' });
  await until(has, { seconds: 5 });
  const grants = () => world.landescloud.files.grants.of(id);
  await directory.people.update(system, 'bernd', { disabled: true });
  await until(async () => (await grants()).every(({ granteeId }) => granteeId !== bernd.personId), { seconds: 5 });
  await directory.people.update(system, 'bernd', { disabled: false });
  await until(has, { seconds: 5 });
  assert.equal(await sharing.withdrawAll(anna, id), 1);
  assert.equal(await has(), false);
});

test('an end: over at its time; the rules of the organisation say how long at most and with whom', async () => {
  const { world, anna, bernd, clock } = it_;
  const { sharing, directory } = world.landescloud;
  const id = await it_.folder('Befristet');
  const has = async () => (await it_.root(bernd)).includes('Befristet');
  await assert.rejects(
    sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer', endsAt: clock.now() - 1 }),
    refusedAs('sharing.ends_in_past'),
  );
  await sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer', endsAt: clock.now() + 60_000 });
  assert.ok(await has());
  clock.time += 61_000;
  assert.deepEqual((await sharing.access(anna, id)).shares, [], 'not shown, whether or not the job was there');
  await sharing.tidy();
  assert.equal(await has(), false);

  await directory.organisations.setRule(system, 'tfm', 'sharing.longest_days', 30);
  await assert.rejects(
    sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer', endsAt: clock.now() + 40 * 86_400_000 }),
    refusedAs('sharing.ends_too_late'),
  );
  const [share] = await sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer' });
  assert.equal(share?.endsAt, clock.now() + 30 * 86_400_000);
  await directory.organisations.setRule(system, 'tfm', 'sharing.with', 'organisation');
  await assert.rejects(
    sharing.share(anna, id, { recipients: [person('bernd')], role: 'editor' }),
    refusedAs('sharing.outside_not_allowed'),
  );
  for (const rule of ['sharing.with', 'sharing.longest_days'])
    await directory.organisations.setRule(system, 'tfm', rule, null);
});

test('passing on: what the share and the rule allow, no more than one has, and no longer', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, directory, files } = world.landescloud;
  await directory.people.add(system, { login: 'berta', name: 'Berta Brandt', organisationKey: 'tmil' });
  const id = await it_.folder('Weitergegeben');
  const give = (role: 'viewer' | 'editor' | 'manager') =>
    sharing.share(bernd, id, { recipients: [person('berta')], role });
  const [share] = await sharing.share(anna, id, { recipients: [person('bernd')], role: 'editor' });
  await assert.rejects(give('viewer'), refusedAs('sharing.not_allowed'));
  await sharing.change(anna, share!.id, { resharing: true });
  await assert.rejects(give('manager'), refusedAs('sharing.not_allowed'));
  assert.deepEqual((await sharing.access(bernd, id)).mayGive, ['viewer', 'commenter', 'uploader', 'editor']);
  await give('viewer');
  const berta = await world.landescloud.directory.people.byLogin('berta');
  const reached = async () => (await files.grants.of(id)).some(({ granteeId }) => granteeId === berta?.id);
  assert.ok(await reached());
  await assert.rejects(
    sharing.share(bernd, id, { recipients: [person('berta'), person('bernd')], role: 'viewer' }),
    refusedAs('sharing.already_shared'),
  );
  await directory.organisations.setRule(system, 'tfm', 'sharing.resharing', 'nobody');
  await assert.rejects(give('editor'), refusedAs('sharing.not_allowed'));
  await directory.organisations.setRule(system, 'tfm', 'sharing.resharing', null);
  await sharing.withdraw(anna, share!.id);
  await until(async () => !(await reached()), { what: 'what was passed on ends with it', seconds: 10 });
});

test('in the trash shares end all the same, and nothing comes back with it', async () => {
  const { world, anna, bernd, clock } = it_;
  const { sharing, files } = world.landescloud;
  const id = await it_.folder('Hin und her');
  await sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer', endsAt: clock.now() + 60_000 });
  const { trashId } = await files.nodes.remove(anna, { id });
  const received = async () => (await sharing.received(bernd, { limit: 50 })).items.map(({ node }) => node.id);
  assert.ok(!(await received()).includes(id));
  clock.time += 61_000;
  await sharing.tidy();
  await files.trash.restore(anna, trashId!);
  assert.equal((await it_.root(bernd)).includes('Hin und her'), false);
});

test('who has access and why: further up, by a group, by the space', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, files } = world.landescloud;
  const id = await it_.folder('Oben');
  const below = await files.nodes.createFolder(anna, { parentId: id, name: 'Unten' });
  await sharing.share(anna, id, { recipients: [person('bernd')], role: 'editor' });
  const access = await sharing.access(anna, below.id);
  assert.deepEqual(
    access.inherited.map(({ recipient, from }) => [recipient.key, from.name]),
    [['bernd', 'Oben']],
  );
  assert.deepEqual([access.manages, access.shares.length, access.owner?.login], [true, 0, 'anna']);
  const mine = await sharing.access(bernd, below.id);
  assert.deepEqual(
    mine.inherited.map(({ from }) => from.name),
    ['Oben'],
  );

  const project = await files.nodes.get(anna, { path: ['Haushalt 2027'] });
  const inProject = await sharing.access(anna, project.id);
  assert.deepEqual(
    inProject.members.map(({ login, role }) => [login, role]),
    [
      ['anna', 'manager'],
      ['bernd', 'editor'],
    ],
  );
});

test('guests: by the rules of the organisation, never to manage, and only as long as they are guests', async () => {
  const { world, anna } = it_;
  const { sharing, directory, guests, files, handovers } = world.landescloud;
  const id = await it_.folder('Für Gäste');
  const { login } = await guests.invite(anna, {
    address: 'gutachter@example.org',
    name: 'Gerd Gutachter',
    reason: 'Gutachten',
    endsAt: it_.clock.now() + 30 * 86_400_000,
  });
  const guest = await directory.people.byLogin(login);
  const has = async () => (await files.grants.of(id)).some(({ granteeId }) => granteeId === guest?.id);
  const give = (role: 'viewer' | 'manager') => sharing.share(anna, id, { recipients: [person(login)], role });
  await assert.rejects(give('manager'), refusedAs('sharing.guest_not_manager'));
  await directory.organisations.setRule(system, 'tfm', 'sharing.outside', 'nobody');
  await assert.rejects(give('viewer'), refusedAs('sharing.guests_not_allowed'));
  await directory.organisations.setRule(system, 'tfm', 'sharing.outside', null);
  const [share] = await give('viewer');
  assert.deepEqual([share?.recipient.guest, await has()], [true, true]);
  // what they got is handed over, once
  await give('viewer');
  const [handover, ...others] = (await handovers.list(anna, { nodeId: id, offset: 0, limit: 5 })).items;
  assert.deepEqual(others, []);
  assert.deepEqual(
    [handover?.way, handover?.direction, handover?.recipients.map((each) => each.login)],
    ['share', 'out', [login]],
  );
  await assert.rejects(sharing.change(anna, share!.id, { role: 'manager' }), refusedAs('sharing.guest_not_manager'));
  await guests.end(anna, login);
  await until(async () => !(await has()) && (await sharing.access(anna, id)).shares.length === 0, {
    what: 'an ended guest has nothing',
  });
});

test('a share and its grants are written together or not at all; what differs all the same is found and mended', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, database } = world.landescloud;
  const id = await it_.folder('Ganz oder gar nicht');
  const give = () => sharing.share(anna, id, { recipients: [person('bernd')], role: 'viewer' });
  await database.query(
    `create function files.refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
  );
  await database.query(
    'create trigger refused before insert on files.node_grant for each row execute function files.refuse()',
  );
  await assert.rejects(give());
  assert.deepEqual((await sharing.access(anna, id)).shares, []);
  await database.query('drop trigger refused on files.node_grant');
  await give();
  await sharing.tidy();
  assert.deepEqual(await sharing.faults(), []);
  await database.query('delete from files.node_grant where node_id = $1 and grantee_id = $2', [id, bernd.personId]);
  assert.deepEqual(await sharing.faults(), [id]);
  await sharing.tidy();
  assert.deepEqual(await sharing.faults(), []);
  assert.ok((await it_.root(bernd)).includes('Ganz oder gar nicht'));
});

test('what is one’s own becomes somebody else’s: shares stay, and who gave it keeps what they chose', async () => {
  const { world, anna, bernd } = it_;
  const { sharing, files, directory } = world.landescloud;
  const id = await it_.folder('Übergabe');
  const berta = (await directory.people.byLogin('berta'))!;
  await sharing.share(anna, id, { recipients: [person('berta'), person('bernd')], role: 'viewer' });
  await assert.rejects(sharing.transfer(bernd, id, { login: 'anna', keep: null }), refusedAs('sharing.not_allowed'));
  await assert.rejects(
    sharing.transfer(anna, id, { login: 'clara', keep: null }),
    refusedAs('sharing.recipient_not_found'),
  );
  await assert.rejects(
    sharing.transfer(anna, id, { login: 'anna', keep: null }),
    refusedAs('sharing.recipient_is_owner'),
  );
  await sharing.transfer(anna, id, { login: 'bernd', keep: 'editor' });
  const his = await files.nodes.get(bernd, { path: ['Übergabe'] });
  assert.deepEqual([his.id, his.ownerLogin, his.role, his.rights], [id, 'bernd', 'manager', 31]);
  assert.equal((await it_.root(bernd)).filter((name) => name.startsWith('Übergabe')).length, 1);
  await put(world, anna, ['Übergabe', 'noch von Anna.txt'], 'a');
  const access = await sharing.access(bernd, id);
  assert.deepEqual(
    access.shares.map(({ recipient, role }) => [recipient.key, role]),
    [
      ['berta', 'viewer'],
      ['anna', 'editor'],
    ],
  );
  assert.ok((await files.grants.of(id)).some(({ granteeId, shared }) => granteeId === berta.id && shared === 'viewer'));
  assert.deepEqual(await sharing.faults(), []);
  await assert.rejects(sharing.transfer(anna, id, { login: 'bernd', keep: null }), refusedAs('sharing.not_allowed'));
});

test('2,000 recipients and a group of 5,000 in a few statements', async (t) => {
  const { world, anna } = it_;
  const { sharing, directory, files, database } = world.landescloud;
  const logins = Array.from({ length: 5000 }, (_, at) => `viele-${at}`);
  await directory.people.addMany(
    system,
    logins.map((login) => ({ login, name: `Viele ${login}`, organisationKey: 'tmil' })),
  );
  await directory.groups.add(system, { key: 'viele', name: 'Viele', organisationKey: 'tfm' });
  await directory.groups.addMember(system, 'viele', 'anna');
  await directory.groups.addMembers(system, 'viele', logins);
  const id = await it_.folder('Für viele');
  const began = performance.now();
  await sharing.share(anna, id, { recipients: logins.slice(0, 2000).map(person), role: 'viewer' });
  const people = performance.now() - began;
  await sharing.share(anna, id, { recipients: [{ kind: 'group', key: 'viele' }], role: 'commenter' });
  const group = performance.now() - began - people;
  const granted = await files.grants.of(id);
  assert.equal(granted.filter(({ shared }) => shared !== null).length, 5000);
  assert.deepEqual(granted.find(({ granteeId }) => granteeId !== anna.personId)?.shared, 'commenter');
  assert.equal(await sharing.withdrawAll(anna, id), 2001);
  assert.equal((await files.grants.of(id)).filter(({ shared }) => shared !== null).length, 0);
  const [left] = await database.query<{ count: number }>(
    'select count(*) as count from sharing.shared_node where node_id = $1',
    [id],
  );
  assert.equal(left?.count, 0);
  t.diagnostic(`2,000 people ${Math.round(people)} ms, a group of 5,000 ${Math.round(group)} ms`);
});
