import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '@landescloud/kernel';
import { filesFixture } from './files-fixture.ts';
import type { FilesFixture } from './files-fixture.ts';

let it_: FilesFixture;
before(async () => {
  it_ = await filesFixture();
});
after(() => it_[Symbol.asyncDispose]());

const system = systemActor('test');

describe('what somebody owned who leaves', () => {
  it('passes to the successor, once, however often it is handed over', async () => {
    const { files, anna, bernd, db } = it_;
    const root = await files.nodes.get(anna, { path: [] });
    const folder = await files.nodes.createFolder(anna, { parentId: root.id, name: 'Akten' });
    const mine = await files.spaces.createProject(system, { name: 'Nur Anna', organisationKey: 'land' });
    const shared = await files.spaces.createProject(system, { name: 'Beide', organisationKey: 'land' });
    await files.spaces.setMember(system, mine.id, anna.login, 'manager');
    await files.spaces.setMember(system, shared.id, anna.login, 'manager');
    await files.spaces.setMember(system, shared.id, bernd.login, 'manager');
    const theirs = await files.belongings.list(anna.personId);
    assert.deepEqual(
      theirs.map(({ kind, name }) => [kind, name]),
      [
        ['personal-space', anna.name],
        ['space', 'Nur Anna'],
      ],
    );

    for (let times = 0; times < 2; times++) {
      await Promise.all([1, 2].map(() => files.belongings.handOver(system, anna.personId, bernd.personId)));
    }
    assert.deepEqual(await files.belongings.list(anna.personId), []);
    const spaces = await files.spaces.list(bernd);
    assert.deepEqual(
      spaces
        .filter(({ kind }) => kind === 'project')
        .map(({ name, role }) => [name, role])
        .sort(),
      [
        [`${anna.name} (übergeben)`, 'manager'],
        ['Beide', 'manager'],
        ['Nur Anna', 'manager'],
      ].sort(),
    );
    assert.equal((await files.nodes.get(bernd, { path: [`${anna.name} (übergeben)`, 'Akten'] })).id, folder.id);
    const [recorded] = await db.query<{ n: number }>(
      `select count(*) as n from platform.outbox where type = 'files.space_handed_over'`,
    );
    assert.equal(recorded?.n, 2);
    // whoever comes back begins anew
    assert.deepEqual(
      (await files.nodes.list(anna, { path: [] })).children.map(({ name }) => name),
      ['Beide'],
    );
    await it_.assertWhole();
  });
});
