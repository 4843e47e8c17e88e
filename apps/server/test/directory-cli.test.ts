import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestDatabase, runCli, startWorld, type TestDatabase, type World } from '@landescloud/testing';

describe('the directory by the command line', { timeout: 180_000 }, () => {
  let database: TestDatabase;
  let world: World;
  before(async () => {
    database = await createTestDatabase();
    world = await startWorld({ databaseUrl: database.url });
  });
  after(async () => {
    await world.stop();
    await database.drop();
  });
  const run = (...args: string[]) =>
    runCli(args, { dataDir: world.dataDir, env: { LANDESCLOUD_DATABASE_URL: database.url } });
  const json = async (...args: string[]): Promise<unknown> => {
    const result = await run(...args, '--json');
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout);
  };
  const refused = async (code: string, ...args: string[]): Promise<void> => {
    const result = await run(...args, '--json');
    assert.deepEqual([result.code, (JSON.parse(result.stderr) as { error: { code: string } }).error.code], [1, code]);
  };

  it('gives and takes roles, sets rules, moves people', async () => {
    await json('role', 'assign', 'tfm', 'auditor', 'anna');
    const held = (await json('role', 'list', 'tfm')) as { role: string; person: { login: string } }[];
    assert.deepEqual(
      held.map(({ role, person }) => [role, person.login]),
      [['auditor', 'anna']],
    );
    await json('role', 'remove', 'tfm', 'auditor', 'anna');
    assert.deepEqual(await json('role', 'list', 'tfm'), []);
    await json('organisation', 'add', 'amt', '--name', 'Amt', '--parent', 'tfm', '--mail-domain', 'amt.example');
    await json('organisation', 'rule', 'set', 'tfm', 'retention.trash_days', '20');
    await refused('directory.rule_loosens', 'organisation', 'rule', 'set', 'amt', 'retention.trash_days', '21');
    const rules = (await json('organisation', 'rule', 'list', 'amt')) as { rule: string; value: unknown }[];
    assert.equal(rules.find(({ rule }) => rule === 'retention.trash_days')?.value, 20);
    await json('person', 'move', 'clara', 'amt');
    assert.equal((await world.landescloud.directory.people.byLogin('clara'))?.organisation.key, 'amt');
    await refused('directory.organisation_not_found', 'person', 'move', 'clara', 'nirgends');
  });

  it('lets people leave; the running server hands over what they owned', async () => {
    const { files, directory } = world.landescloud;
    const { actor } = world.person('clara');
    const root = await files.nodes.get(actor, { path: [] });
    await files.nodes.createFolder(actor, { parentId: root.id, name: 'Akten' });
    await refused('directory.person_not_found', 'person', 'leave', 'clara', '--successor', 'niemand');
    await json('person', 'leave', 'clara', '--successor', 'anna');
    const anna = world.person('anna').actor;
    const taken = async () => (await files.spaces.list(anna)).some(({ name }) => name === 'Clara Conrad (übergeben)');
    for (let tries = 0; !(await taken()); tries++) {
      assert.ok(tries < 400, 'nothing was handed over');
      await new Promise((done) => setTimeout(done, 50));
    }
    assert.equal((await world.fetch('clara', '/api/v1/me')).status, 401);
    assert.equal((await directory.people.byLogin('clara'))?.disabled, true);
  });
});
