import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type PersonActor, systemActor } from '@landescloud/kernel';
import { type FilesFixture, filesFixture, names, put, readText, refusedAs, runJob } from './files-fixture.ts';

const day = 24 * 3_600_000;
const system = systemActor('test');

let it_: FilesFixture;
before(async () => {
  it_ = await filesFixture();
  await it_.db.query(`update directory.person set email = login || '@example.org'`);
  await it_.jobs.start();
});
after(() => it_[Symbol.asyncDispose]());

const run = (name: string): Promise<void> => runJob(it_, name);

async function mails(kind: string, about = ''): Promise<{ to: string; subject: string }[]> {
  return it_.db.query(
    `select recipient as "to", subject from platform.mail where kind = $1 and subject like '%' || $2 || '%' order by id`,
    [kind, about],
  );
}

async function setRule(rule: string, value: string | number): Promise<void> {
  await it_.db.query(
    `insert into directory.organisation_rule (organisation_id, rule, value) select id, $1, $2::jsonb from directory.organisation
     on conflict (organisation_id, rule) do update set value = excluded.value`,
    [rule, JSON.stringify(value)],
  );
}

async function addGuest(login: string): Promise<PersonActor> {
  const { anna, db } = it_;
  const [row] = await db.query<{ id: number }>(
    `insert into directory.person (login, name, organisation_id, role) values ($1, $1, $2, 'guest') returning id`,
    [login, anna.organisationId],
  );
  return { ...anna, personId: row?.id ?? 0, login, name: login, role: 'guest' };
}

describe('who may make spaces', () => {
  it('administrators, and members where the rules let them', async () => {
    const { files, anna } = it_;
    const end = it_.clock.now() + 30 * day;
    const project = () => files.spaces.createProject(anna, { name: 'Brücke', purpose: 'Neubau', endsAt: end });
    const exchange = () => files.spaces.createExchange(anna, { name: 'Gutachten', purpose: 'Statik', endsAt: end });
    await assert.rejects(project(), refusedAs('files.may_not_make_space'));
    await setRule('projects.create', 'members');
    const made = await project();
    assert.deepEqual([made.kind, made.purpose, made.endsAt, made.role], ['project', 'Neubau', end, 'manager']);
    await setRule('exchange.create', 'administrators');
    await assert.rejects(exchange(), refusedAs('files.may_not_make_space'));
    await setRule('exchange.create', 'members');
    assert.equal((await exchange()).sponsor?.login, 'anna');
    const guest = await addGuest('gast-macht');
    await assert.rejects(
      files.spaces.createExchange(guest, { name: 'G', purpose: 'x', endsAt: end }),
      refusedAs('files.may_not_make_space'),
    );
    await assert.rejects(
      files.spaces.createProject(anna, { name: 'Groß', quotaBytes: 5 }),
      refusedAs('files.organisation_not_administered'),
    );
  });

  it('an exchange space has a purpose, an end within the rule and a sponsor of its organisation', async () => {
    const { files, anna, clock } = it_;
    const make = (more: object) =>
      files.spaces.createExchange(anna, { name: 'X', purpose: 'Zweck', endsAt: clock.now() + day, ...more });
    await assert.rejects(make({ purpose: ' \n' }), refusedAs('files.space_purpose_missing'));
    for (const endsAt of [null, clock.now(), clock.now() + 182 * day, Number.NaN])
      await assert.rejects(make({ endsAt }), refusedAs('files.space_end_invalid'));
    await assert.rejects(make({ sponsorLogin: 'niemand' }), refusedAs('files.person_not_found'));
    const guest = await addGuest('gast-buergt');
    await assert.rejects(make({ sponsorLogin: guest.login }), refusedAs('files.sponsor_unfit'));
  });
});

describe('the end of a space', () => {
  it('an exchange space is its managers’ to read alone, comes back when it is prolonged, and is deleted with a list', async () => {
    const { files, anna, bernd, clock, db } = it_;
    const guest = await addGuest('gast-liest');
    const space = await files.spaces.createExchange(anna, {
      name: 'Austausch',
      purpose: 'Gutachten der Brücke',
      endsAt: clock.now() + 20 * day,
    });
    await files.spaces.setMember(anna, space.id, guest.login, 'editor');
    await files.spaces.setMember(anna, space.id, 'bernd', 'viewer');
    await put(files, guest, 'Austausch/Plan.txt', 'Plan');
    await files.nodes.createFolder(anna, { path: ['Austausch', 'Alt'] });
    await put(files, anna, 'Austausch/Alt/Notiz.txt', 'Notiz');
    await put(files, anna, 'Austausch/Weg.txt', 'weg');
    await files.nodes.remove(anna, { path: ['Austausch', 'Weg.txt'] });

    await run('files.care-for-spaces');
    assert.equal((await mails('files.space_ends', 'Austausch')).length, 0);
    clock.time += 7 * day;
    await run('files.care-for-spaces');
    await run('files.care-for-spaces');
    assert.deepEqual(
      (await mails('files.space_ends', 'Austausch')).map(({ to }) => to),
      ['anna@example.org'],
    );
    clock.time += 11 * day;
    await run('files.care-for-spaces');
    assert.equal((await mails('files.space_ends', 'Austausch')).length, 2);
    const told = it_.told.filter(({ kind, subject }) => kind === 'files.space_ends' && subject === `space:${space.id}`);
    assert.deepEqual(
      told.map(({ personId, link }) => [personId, link]),
      [1, 2].map(() => [anna.personId, `/files/${space.rootId}`]),
    );

    const heard = new Set<number>();
    for (const who of [guest, bernd]) it_.hints.subscribe(`person:${who.personId}`, () => void heard.add(who.personId));
    clock.time += 2 * day;
    await run('files.end-spaces');
    assert.deepEqual(heard, new Set([guest.personId, bernd.personId]));
    assert.deepEqual(await names(files, guest, ''), []);
    await assert.rejects(readText(files, guest, 'Austausch/Plan.txt'), refusedAs('files.node_not_found'));
    await assert.rejects(readText(files, bernd, 'Austausch/Plan.txt'), refusedAs('files.node_not_found'));
    assert.equal(await readText(files, anna, 'Austausch/Plan.txt'), 'Plan');
    await assert.rejects(put(files, anna, 'Austausch/Neu.txt', 'x'), refusedAs('files.read_only'));
    await assert.rejects(files.nodes.remove(anna, { path: ['Austausch', 'Alt'] }), refusedAs('files.read_only'));
    assert.deepEqual(await files.trash.empty(anna, space.id), { purged: 0 });
    await assert.rejects(files.spaces.setMember(anna, space.id, 'bernd', 'editor'), refusedAs('files.space_closed'));
    await assert.rejects(files.spaces.close(anna, space.id), refusedAs('files.space_closed'));
    const seen = (await files.spaces.list(anna)).find(({ id }) => id === space.id);
    assert.deepEqual([seen?.manages, seen?.closedAt !== null, seen?.role], [true, true, 'manager']);
    assert.equal((await files.spaces.members(anna, space.id)).length, 3);

    await assert.rejects(
      files.spaces.change(anna, space.id, { endsAt: clock.now() + 200 * day }),
      refusedAs('files.space_end_invalid'),
    );
    await files.spaces.change(anna, space.id, { endsAt: clock.now() + 10 * day });
    assert.equal(await readText(files, guest, 'Austausch/Plan.txt'), 'Plan');
    await put(files, guest, 'Austausch/Plan.txt', 'Plan 2');
    await assert.rejects(put(files, bernd, 'Austausch/Plan.txt', 'x'), refusedAs('files.read_only'));

    clock.time += 10 * day;
    await run('files.end-spaces');
    clock.time += 29 * day;
    await run('files.care-for-spaces');
    assert.equal(await readText(files, anna, 'Austausch/Plan.txt'), 'Plan 2');
    clock.time += 2 * day;
    await run('files.care-for-spaces');
    await assert.rejects(readText(files, anna, 'Austausch/Plan.txt'), refusedAs('files.node_not_found'));
    assert.ok(!(await files.spaces.list(anna)).some(({ id }) => id === space.id));
    await assert.rejects(files.spaces.members(system, space.id), refusedAs('files.space_not_found'));
    const [list] = await db.query<{ id: number; files: number; bytes: number; reason: string }>(
      'select id, files, bytes, reason from files.deletion_list where space_id = $1',
      [space.id],
    );
    assert.deepEqual([list?.files, list?.bytes, list?.reason], [3, 14, 'Gutachten der Brücke']);
    const entries = await db.query<{ path: string }>(
      'select path from files.deletion_entry where list_id = $1 order by path collate "C"',
      [list?.id],
    );
    assert.deepEqual(
      entries.map(({ path }) => path),
      ['Alt/Notiz.txt', 'Plan.txt', 'Weg.txt'],
    );
    const left = await db.query('select id from files.node where space_id = $1', [space.id]);
    assert.equal(left.length, 1, 'only its root');
    assert.equal((await mails('files.space_deleted', 'Austausch')).length, 1);
    await it_.assertWhole();
  });

  it('a project space can be read by all its members after its end, and changed by nobody', async () => {
    const { files, anna, bernd, clock } = it_;
    const space = await files.spaces.createProject(anna, { name: 'Projekt', endsAt: clock.now() + day });
    await files.spaces.setMember(anna, space.id, 'bernd', 'editor');
    await put(files, bernd, 'Projekt/Akte.txt', 'Akte');
    const { etag } = await files.nodes.get(bernd, { path: ['Projekt'] });
    const shared = await files.nodes.createFolder(anna, { path: ['Projekt', 'Geteilt'] });
    const grantee = { granteeId: bernd.personId, roles: ['manager'] as const };
    await it_.db.transaction((tx) => files.grants.share(tx, shared.id, [grantee]));
    clock.time += day;
    await run('files.end-spaces');
    const { children } = await files.nodes.list(bernd, { path: ['Projekt'] });
    assert.equal(children.find(({ id }) => id === shared.id)?.rights, 17, 'read, and manage');
    const root = await files.nodes.get(bernd, { path: ['Projekt'] });
    assert.notEqual(root.etag, etag, 'clients look at the permissions again');
    assert.equal(root.role, 'viewer');
    assert.equal(await readText(files, bernd, 'Projekt/Akte.txt'), 'Akte');
    for (const who of [anna, bernd]) {
      await assert.rejects(put(files, who, 'Projekt/Akte.txt', 'x'), refusedAs('files.read_only'));
      await assert.rejects(files.nodes.remove(who, { path: ['Projekt', 'Akte.txt'] }), refusedAs('files.read_only'));
    }
    await assert.rejects(files.spaces.change(bernd, space.id, { endsAt: null }), refusedAs('files.not_manager'));
    await files.spaces.change(anna, space.id, { endsAt: null });
    await put(files, bernd, 'Projekt/Akte.txt', 'Akte 2');
    await it_.assertWhole();
  });
});

describe('what runs when a space ends', () => {
  it('a download of somebody who loses it breaks off, and shares come back with a prolongation alone', async () => {
    const { files, anna, bernd, db } = it_;
    const end = it_.clock.now() + day;
    const space = await files.spaces.createExchange(anna, { name: 'Laufend', purpose: 'Zweck', endsAt: end });
    await files.spaces.setMember(anna, space.id, 'bernd', 'viewer');
    const size = 3 * 1024 * 1024;
    await files.contents.write(anna, {
      place: { path: ['Laufend', 'groß.bin'] },
      onConflict: 'fail',
      source: (async function* () {
        yield Buffer.alloc(size, 'x');
      })(),
      length: size,
      checksums: [],
    });
    const content = await files.contents.open(bernd, { path: ['Laufend', 'groß.bin'] });
    const stream = content.read(0, size - 1);
    assert.ok(!Buffer.isBuffer(stream));
    const broken = new Promise((resolve) => stream.once('error', resolve));
    stream.once('readable', () => stream.read(1));
    it_.clock.time += day;
    await run('files.end-spaces');
    await broken;

    const grantee = { granteeId: bernd.personId, roles: ['editor'] as const };
    await db.transaction((tx) => files.grants.share(tx, space.rootId, [grantee]));
    assert.ok(!(await names(files, bernd, '')).includes('Laufend'));
    await files.spaces.change(anna, space.id, { endsAt: it_.clock.now() + day });
    assert.ok((await names(files, bernd, '')).includes('Laufend'));
    await put(files, bernd, 'Laufend/neu.txt', 'neu');
    await it_.assertWhole();
  });
});

describe('handing a space over', () => {
  it('leaves it to somebody else, or to the organisation, whose administrators name somebody', async () => {
    const { files, anna, bernd, db } = it_;
    const space = await files.spaces.createExchange(anna, {
      name: 'Wechsel',
      purpose: 'Zweck',
      endsAt: it_.clock.now() + day,
    });
    await assert.rejects(files.spaces.handOver(bernd, space.id, { login: 'anna' }), refusedAs('files.space_not_found'));
    await assert.rejects(files.spaces.handOver(anna, space.id, { login: 'anna' }), refusedAs('files.successor_unfit'));
    await files.spaces.handOver(anna, space.id, { login: 'bernd', stay: true });
    const theirs = (await files.spaces.list(bernd)).find(({ id }) => id === space.id);
    assert.deepEqual([theirs?.role, theirs?.sponsor?.login], ['manager', 'bernd']);
    assert.equal((await files.spaces.list(anna)).find(({ id }) => id === space.id)?.role, 'editor');
    await files.spaces.handOver(bernd, space.id, { login: null });
    const { items } = await files.spaces.listAll(system, { state: 'unmanaged' });
    assert.deepEqual(
      items.map(({ name, sponsorLogin, managerCount }) => [name, sponsorLogin, managerCount]),
      [['Wechsel', null, 0]],
    );
    const administrator: PersonActor = {
      ...bernd,
      assignments: [{ role: 'organisation-administrator', organisationId: bernd.organisationId }],
    };
    await assert.rejects(
      files.spaces.setMember(administrator, space.id, 'bernd', 'manager'),
      refusedAs('files.not_manager'),
    );
    await files.spaces.setMember(administrator, space.id, 'anna', 'manager');
    assert.equal((await files.spaces.listAll(system, { state: 'unmanaged' })).total, 0);
    const [recorded] = await db.query<{ n: number }>(
      `select count(*) as n from platform.outbox where type = 'files.space_handed_over'`,
    );
    assert.equal(recorded?.n, 2);
  });
});

describe('a space that fills up', () => {
  it('tells its managers at 80 and at 95 per cent, once, and again after there was room', async () => {
    const { files, anna } = it_;
    const space = await files.spaces.createProject(system, {
      name: 'Voll',
      organisationKey: 'land',
      quotaBytes: 1_000,
    });
    await files.spaces.setMember(system, space.id, 'anna', 'manager');
    const subjects = async () => {
      await run('files.tell-of-full-spaces');
      return (await mails('files.space_nearly_full')).map(({ subject }) => subject.replace(/^.* zu /, ''));
    };
    await put(files, anna, 'Voll/a', 'x'.repeat(799));
    assert.deepEqual(await subjects(), []);
    await put(files, anna, 'Voll/b', 'x');
    assert.deepEqual(await subjects(), ['80 % belegt']);
    assert.deepEqual(await subjects(), ['80 % belegt']);
    await put(files, anna, 'Voll/c', 'x'.repeat(160));
    assert.deepEqual(await subjects(), ['80 % belegt', '96 % belegt']);
    await files.spaces.setQuota(system, space.id, 2_000);
    assert.equal((await subjects()).length, 2);
    await files.spaces.setQuota(system, space.id, 1_000);
    assert.equal((await subjects()).length, 3);
  });
});

describe('an organisation that fills up', () => {
  it('tells its administrators at 80 and at 95 per cent of its quota, once', async () => {
    const { files, anna, db } = it_;
    await db.query(
      `insert into directory.role_assignment (person_id, role, organisation_id)
       select p.id, 'organisation-administrator', p.organisation_id from directory.person p where p.login = 'anna'`,
    );
    const [used] = await db.query<{ used: number }>(
      'select sum(used_bytes)::bigint as used from files.space where organisation_id = $1',
      [anna.organisationId],
    );
    const setQuota = async (percent: number) => {
      const quota = Math.floor(((used?.used ?? 0) * 100) / percent);
      await db.query('update directory.organisation set quota_bytes = $1 where id = $2', [quota, anna.organisationId]);
      await run('files.tell-of-full-spaces');
      return (await mails('files.organisation_nearly_full')).map(({ to, subject }) => [
        to,
        subject.replace(/^.* zu /, ''),
      ]);
    };
    await files.spaces.list(anna);
    assert.deepEqual(await setQuota(79), []);
    const first = ['anna@example.org', '82 % belegt'];
    assert.deepEqual(await setQuota(82), [first]);
    assert.deepEqual(await setQuota(90), [first]);
    assert.deepEqual(await setQuota(97), [first, ['anna@example.org', '97 % belegt']]);
    assert.equal((await setQuota(50)).length, 2);
    assert.equal((await setQuota(82)).length, 3);
    await db.query('update directory.organisation set quota_bytes = null');
    await run('files.tell-of-full-spaces');
    assert.equal((await mails('files.organisation_nearly_full')).length, 3);
  });
});
