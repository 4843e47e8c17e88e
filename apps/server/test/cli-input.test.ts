import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestDatabase, runCli, startWorld, type TestDatabase, type World } from '@landescloud/testing';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await createTestDatabase();
  world = await startWorld({ databaseUrl: database.url });
});
after(async () => {
  await world?.stop();
  await database?.drop();
});

/** What must not be taken; the last is what comes by standard input. */
const refused: readonly (readonly [string[], string?])[] = [
  [['organisation', 'add', '../x', '--name', 'X']],
  [['organisation', 'add', 'x', '--name', '\u202eX']],
  [['organisation', 'add', 'x', '--name', 'X', '--kind', 'kingdom']],
  [['person', 'add', "x';drop table directory.person;--", '--organisation', 'tfm', '--name', 'X']],
  [['person', 'add', 'x', '--organisation', 'tfm', '--name', 'X', '--email', 'a@b\r\nBcc: c@d']],
  [['person', 'add', 'x', '--organisation', 'tfm', '--name', 'X', '--role', 'root']],
  [['person', 'add', 'x', '--organisation', 'tfm', '--name', 'X', '--password-stdin'], 'kurz'],
  [['person', 'move', 'anna', '--organisation', 'nirgends']],
  [['person', 'leave', 'anna', '--successor', 'anna']],
  [['role', 'assign', 'tfm', 'emperor', 'anna']],
  [['rule', 'set', 'tfm', 'sign_in.strength', 'none']],
  [['app-password', 'add', 'anna', '--label', '']],
  [['space', 'add', '../x', '--organisation', 'tfm']],
  [['space', 'add', 'X', '--organisation', 'tfm', '--quota', '-1']],
  [['guest', 'invite', '--sponsor', 'anna', '--name', 'X', '--reason', 'X', '--until', '2099-01-01']],
  [['nothing']],
];

const state = (): Promise<unknown> =>
  world.landescloud.database.query(
    `select (select count(*) from directory.person) as people, (select count(*) from directory.organisation) as organisations,
       (select count(*) from directory.role_assignment) as roles, (select count(*) from directory.organisation_rule) as rules,
       (select count(*) from auth.app_password) as programs, (select count(*) from files.space where kind = 'project') as spaces`,
  );

describe("the operator's command line", () => {
  it('takes nothing that cannot be, says why in a line, and changes nothing', async () => {
    const before = await state();
    const env = { LANDESCLOUD_DATABASE_URL: database.url };
    const left = [...refused];
    const next = async (): Promise<void> => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        const [args, input = ''] = one;
        const { code, stdout, stderr } = await runCli(args, { dataDir: world.dataDir, env, input });
        const what = `${args.join(' ')}: ${code} ${stdout} ${stderr}`;
        assert.ok(code !== 0 && code !== null, what);
        assert.equal(stdout, '', what);
        assert.ok(stderr.trim() !== '' && stderr.length < 2_000, what);
        assert.doesNotMatch(stderr, /^ {4}at |node_modules|syntax error|violates/m, what);
      }
    };
    await Promise.all([next(), next()]);
    assert.deepEqual(await state(), before);
  });
});
