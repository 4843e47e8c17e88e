import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemActor, type PersonActor } from '@landescloud/kernel';
import { personActor } from '@landescloud/server';
import { startWorld, type World } from '@landescloud/testing';
import { placesOf } from './every-text.ts';

const system = systemActor('test');
const person = { login: 'quendolin.zwirbel', name: 'Quendolin Zwirbel', email: 'q.zwirbel@tfm.example' };
const words = ['quendolin', 'zwirbel', 'querfeld@privat.example', 'kennung-4711', 'sachgebiet-x9'];

describe('who is erased', () => {
  let world: World;
  before(async () => (world = await startWorld({ seed: 'files' })));
  after(() => world.stop());

  async function settled(isSo: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + 30_000; !(await isSo());) {
      assert.ok(Date.now() < end, `still not so: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Nothing waits in the outbox any more, and what was handled is gone from it. */
  const drained = () =>
    settled(async () => {
      const rows = await world.landescloud.database.query('select 1 from platform.outbox limit 1');
      return rows.length === 0;
    }, 'the outbox is empty');

  async function signIn(login: string, password: string): Promise<string> {
    const answer = await fetch(`${world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.headers.getSetCookie()[0]!.split(';')[0]!;
  }

  /** Somebody with something of every kind, from a source of people. */
  async function equip(): Promise<{ actor: PersonActor; id: number; sourceId: number }> {
    const { directory, sources, auth, files, guests, database } = world.landescloud;
    const admin = world.person('admin').actor;
    const source = await sources.add(admin, { organisationKey: 'tfm', kind: 'csv', name: 'Personal' });
    const csv = `id;login;name;e-mail\nkennung-4711;${person.login};${person.name};${person.email}\nchef;chefin;Carola Chefin;\n`;
    const columns = { externalId: 'id', login: 'login', name: 'name', email: 'e-mail' };
    await sources.update(admin, source.id, { settings: { ...source.settings, columns } });
    await sources.upload(admin, source.id, Buffer.from(csv));
    const run = await sources.run(admin, source.id, { dry: false });
    await settled(async () => {
      const { items } = await sources.runs(admin, source.id, { offset: 0, limit: 5 });
      return items.some(({ id, state }) => id === run.id && state === 'done');
    }, 'the source has run');

    const { id } = await directory.people.get(system, person.login);
    await directory.people.update(system, person.login, {
      addresses: ['querfeld@privat.example'],
      phone: '0361 4711-0',
      place: 'Sachgebiet-X9',
      manager: 'chefin',
      deputies: ['anna'],
    });
    await directory.people.update(system, 'bernd', { manager: person.login, deputies: [person.login] });
    await directory.groups.add(system, { key: 'kreis', name: 'Kreis' });
    await directory.groups.addMember(system, 'kreis', person.login);
    await directory.organisations.assignRole(system, 'tfm', 'auditor', person.login);

    const password = 'Rhabarber im Regen 7';
    await auth.setPassword(system, id, password);
    const actor = await personActor(world.landescloud, person.login);
    const cookie = await signIn(person.login, password);
    await auth.appPasswords.create(actor, { label: 'Notebook von Zwirbel' });
    const factor = await fetch(`${world.url}/api/v1/me/factors/totp`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Telefon von Quendolin' }),
    });
    assert.equal(factor.status, 201);
    await database.query(
      `insert into auth.mail_change (token_hash, person_id, email, created_at, expires_at)
       values ('x', $1, 'neu@zwirbel.example', now(), now() + interval '1 day')`,
      [id],
    );

    await database.query(
      `with provider as (insert into directory.provider (organisation_id, key, name, issuer, client_id)
         select id, 'tfm', 'TFM', 'https://anmeldung.example', 'x' from directory.organisation where key = 'tfm' returning id)
       insert into directory.provider_person (provider_id, issuer, subject, person_id, made)
       select id, 'https://anmeldung.example', 'quendolin@ad', $1, false from provider`,
      [id],
    );

    await files.nodes.createFolder(actor, { path: ['Vorgang'] });
    const { id: folderId } = await files.nodes.get(actor, { path: ['Vorgang'] });
    await files.nodes.setFavourite(actor, { id: folderId }, true);
    await files.locks.lock(actor, {
      place: { path: ['Vorgang', 'Vermerk.txt'] },
      kind: 'token',
      owner: '<d:href>Quendolin Zwirbel</d:href>',
      exclusive: true,
      deep: false,
      seconds: 3_600,
    });
    await files.uploads.create(actor, { kind: 'tus', length: 10, metadata: { filename: 'Zwirbel.bin' } });
    await guests.invite(actor, {
      address: 'gast@firma.example',
      name: 'Gerda Gast',
      reason: 'Gutachten',
      endsAt: Date.now() + 10 * 86_400_000,
    });
    const { collaboration, notifications } = world.landescloud;
    await collaboration.comments.add(actor, folderId, 'Gezeichnet: Quendolin Zwirbel');
    await collaboration.tags.put(actor, folderId, 'Quendolin Zwirbel');
    await collaboration.subscriptions.set(actor, folderId, true);
    await database.transaction((tx) =>
      notifications.notify(tx, [
        {
          personId: world.person('anna').id,
          kind: 'collaboration.mentioned',
          subject: 'x:1',
          data: { node: 'Vorgang', text: 'Quendolin Zwirbel bittet um Rückruf' },
          link: '/',
          by: { personId: id, name: person.name },
        },
      ]),
    );
    return { actor, id, sourceId: source.id };
  }

  test('is nowhere in the database any more, while the organisation’s files stay', async () => {
    const { directory, files, audit, database } = world.landescloud;
    const { id } = await equip();
    await drained();
    const before = await placesOf(database, words);
    for (const place of [
      'directory.person.login',
      'directory.person_address.address',
      'directory.source_person.external_id',
      'directory.source_run_item.label',
      'auth.app_password.label',
      'auth.totp.name',
      'directory.provider_person.subject',
      'auth.mail_change.email',
      'files.space.name',
      'files.lock.owner',
      'collaboration.comment.text',
      'platform.notification.actor_name',
      'platform.mail.subject',
      'audit.entry.name',
    ]) {
      assert.ok(
        before.some((found) => found.startsWith(`${place}: `)),
        `${place} should have been filled: ${before.join('\n')}`,
      );
    }

    await directory.people.leave(system, person.login, { successor: 'anna' });
    const anna = world.person('anna').actor;
    await settled(
      async () => (await files.spaces.list(anna)).some(({ name }) => name.includes('(übergeben)')),
      'anna has the files',
    );
    await drained();
    const erased = await directory.people.erase(system, person.login);
    assert.equal(erased.login, `erased-${id}`);
    await settled(async () => (await placesOf(database, words)).length === 0, 'it is nowhere').catch(async () =>
      assert.deepEqual(await placesOf(database, words), []),
    );

    const handed = (await files.spaces.list(anna)).find(({ name }) => name.includes('(übergeben)'));
    assert.equal(handed?.name, `Gelöschte Person ${id} (übergeben)`);
    assert.equal(handed.mountName, handed.name);
    const folder = await files.nodes.get(anna, { path: [handed.mountName, 'Vorgang'] });
    assert.equal(folder.kind, 'folder');
    assert.deepEqual((await audit.verify()).faults, []);
    await drained();
    assert.deepEqual(await placesOf(database, words), []);
  });

  test('leaves no row behind in what signing in keeps', async () => {
    const { database } = world.landescloud;
    const { id } = await world.landescloud.directory.people.get(system, `erased-${await lastErased()}`);
    const tables = await database.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
       where table_schema = 'auth' and column_name = 'person_id'`,
    );
    assert.ok(tables.length > 8);
    for (const { name } of tables) {
      assert.deepEqual(await database.query(`select 1 from ${name} where person_id = $1`, [id]), [], name);
    }
  });

  test('is gone as a guest too, out of the mails to whoever invited them as well', async () => {
    const { directory, guests, database } = world.landescloud;
    const sought = ['krambambuli', 'jodokus'];
    await directory.people.update(system, 'anna', { email: 'anna@tfm.example' });
    const anna = world.person('anna').actor;
    const guest = await guests.invite(anna, {
      address: 'jodokus@krambambuli.example',
      name: 'Jodokus Krambambuli',
      reason: 'Gutachten von Jodokus',
      endsAt: Date.now() + 2 * 86_400_000,
    });
    // within the last half of the time the sponsor is told by mail
    await database.query(
      `update directory.guest set confirmed_at = now() - interval '300 days' where name like 'Jodokus%'`,
    );
    await guests.tidy();
    await drained();
    const before = await placesOf(database, sought);
    for (const place of ['directory.guest.name', 'directory.guest_address.address', 'platform.mail.text']) {
      assert.ok(
        before.some((found) => found.startsWith(`${place}: `)),
        before.join('\n'),
      );
    }
    const told = await database.query(`select 1 from platform.mail where recipient = 'anna@tfm.example'`);
    assert.equal(told.length, 1);
    await guests.end(anna, guest.login);
    await directory.people.erase(system, guest.login);
    await settled(async () => (await placesOf(database, sought)).length === 0, 'it is nowhere').catch(async () =>
      assert.deepEqual(await placesOf(database, sought), []),
    );
    const still = await database.query<{ text: string }>(
      `select text from platform.mail where recipient = 'anna@tfm.example'`,
    );
    assert.match(still[0]?.text ?? '', /Gelöschte Person \d+/);
  });

  async function lastErased(): Promise<number> {
    const [row] = await world.landescloud.database.query<{ id: number }>(
      'select max(id) as id from directory.person where erased_at is not null',
    );
    return row?.id ?? 0;
  }
});
