import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  createTestDatabase,
  runCli,
  startWorld,
  type CliResult,
  type TestDatabase,
  type World,
} from '@landescloud/testing';

describe("the operator's command line, beside a running server", { timeout: 180_000 }, () => {
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
  const run = (args: string, input = ''): Promise<CliResult> =>
    runCli(
      args.match(/"[^"]*"|\S+/g)!.map((part) => part.replaceAll('"', '')),
      {
        dataDir: world.dataDir,
        input,
        env: { LANDESCLOUD_DATABASE_URL: database.url },
      },
    );
  const json = async (args: string, input = ''): Promise<unknown> => {
    const result = await run(`${args} --json`, input);
    assert.equal(result.code, 0, result.stderr);
    return JSON.parse(result.stdout);
  };
  const refused = async (args: string, message: RegExp, input = ''): Promise<void> => {
    const result = await run(args, input);
    assert.equal(result.code, 1, result.stdout);
    assert.equal(result.stdout, '');
    assert.match(result.stderr, message);
    assert.ok(!result.stderr.includes('    at '), result.stderr);
  };

  it('invites, lists and ends guests', async () => {
    const invite = 'guest invite gast@example.org --sponsor anna --name "Gabi Gast" --reason Brücke --until';
    await refused(`${invite} gestern`, /future/);
    const { login } = (await json(
      `${invite} ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}`,
    )) as {
      login: string;
    };
    const listed = (await json('guest list')) as { login: string; sponsor: { login: string } }[];
    assert.deepEqual(
      listed.map((guest) => [guest.login, guest.sponsor.login]),
      [[login, 'anna']],
    );
    assert.equal(((await json(`guest end ${login}`)) as { state: string }).state, 'ended');
    assert.deepEqual(await json('guest list'), []);
    await refused('guest end niemand', /no such guest/);
  });

  it('adds and lists organisations', async () => {
    const made = await json('organisation add weimar --name "Stadt Weimar" --kind municipality --parent land');
    assert.partialDeepStrictEqual(made, {
      key: 'weimar',
      name: 'Stadt Weimar',
      kind: 'municipality',
      parentKey: 'land',
      closed: false,
    });
    const all = (await json('organisation list')) as { key: string }[];
    assert.ok(all.some(({ key }) => key === 'weimar'));
    await refused('organisation add weimar --name Weimar', /already/);
    await refused('organisation add "NOT A KEY" --name Weimar', /lower case/);
    await refused('organisation add x --name X --kind village', /Allowed choices are/);
    await refused('organisation add x', /required option '--name/);
  });

  it('adds people, who can sign in with the password from standard input', async () => {
    const person = await json(
      'person add doris --organisation weimar --name "Doris Dorn" --email doris@example.org --password-stdin',
      'ein-langes-Passwort\n',
    );
    assert.equal((person as { login: string }).login, 'doris');
    const signIn = await fetch(`${world.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'doris', password: 'ein-langes-Passwort' }),
    });
    assert.equal(signIn.status, 200);
    const listed = (await json('person list --organisation weimar')) as { login: string }[];
    assert.deepEqual(
      listed.map(({ login }) => login),
      ['doris'],
    );
  });

  it('stores nobody whose password is refused', async () => {
    await refused(
      'person add emil --organisation weimar --name Emil --password-stdin',
      /at least 12 characters/,
      'kurz\n',
    );
    await refused(
      'person add emil --organisation weimar --name Emil --role platform-administrator --password-stdin',
      /at least 16/,
      'nur-vierzehn-Z',
    );
    await refused('person add emil --organisation nirgends --name Emil', /no such organisation/i);
    assert.ok(!((await json('person list')) as { login: string }[]).some(({ login }) => login === 'emil'));
  });

  it('sets a password', async () => {
    await json('person set-password doris', 'noch-ein-langes-Passwort');
    await refused('person set-password niemand', /no such person/i, 'noch-ein-langes-Passwort');
  });

  it('prints an app password alone, and it works at once', async () => {
    const made = await run('app-password add anna --label "Notebook"');
    assert.equal(made.code, 0);
    assert.match(made.stdout, /^\S+\n$/);
    const authorization = `Basic ${Buffer.from(`anna:${made.stdout.trim()}`).toString('base64')}`;
    const response = await fetch(`${world.url}/remote.php/dav/files/anna/`, {
      method: 'PROPFIND',
      headers: { authorization },
    });
    assert.equal(response.status, 207);
    await refused('app-password add niemand --label x', /no such person/i);
  });

  it('adds project spaces and members, whom the running server knows at once', async () => {
    const space = (await json('space add "Radweg B7" --organisation weimar --quota "5 GB" --manager clara')) as {
      id: number;
    };
    await json(`space member add ${space.id} anna --role viewer`);
    await json('space member add "Radweg B7" bernd');
    const { items } = (await (await world.fetch('anna', '/api/v1/spaces')).json()) as {
      items: { name: string; role: string; quotaBytes: number }[];
    };
    const seen = items.find(({ name }) => name === 'Radweg B7');
    assert.equal(seen?.role, 'viewer');
    assert.equal(seen.quotaBytes, 5 * 2 ** 30);
    const listed = (await json('space list')) as { id: number; memberCount: number }[];
    assert.equal(listed.find(({ id }) => id === space.id)?.memberCount, 3);
    await refused('space member add "Radweg B8" anna', /no project space/);
    await refused('space add X --organisation weimar --quota viel', /expected a size/);
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const made = 'space add Gutachten --kind exchange --organisation tfm --sponsor anna';
    const exchange = (await json(`${made} --purpose "Statik der Brücke" --until ${until}`)) as Record<string, unknown>;
    assert.deepEqual([exchange['kind'], exchange['purpose']], ['exchange', 'Statik der Brücke']);
    await refused(`${made} --until ${until}`, /purpose/);
    await refused(`${made} --purpose X --until 2026-02-30`, /2027-03-31/);
    await refused('space add X --organisation weimar --manager niemand', /no such person/i);
  });

  it('checks every byte', async () => {
    const body = randomBytes(200_000);
    assert.equal((await world.fetch('anna', '/remote.php/dav/files/anna/a.bin', { method: 'PUT', body })).status, 201);
    const whole = (await json('check')) as { faults: string[]; blobs: number };
    assert.deepEqual(whole.faults, []);
    assert.equal(whole.blobs, 1);

    const blobs = join(world.dataDir, 'blobs');
    const files = await readdir(blobs, { recursive: true, withFileTypes: true });
    const file = files.find((entry) => entry.isFile());
    assert.ok(file !== undefined);
    await truncate(join(file.parentPath, file.name), 100);
    const broken = await run('check --json');
    assert.equal(broken.code, 1);
    assert.equal((JSON.parse(broken.stdout) as { faults: string[] }).faults.length, 1);
  });

  it('explains itself', async () => {
    for (const command of [
      '',
      'organisation add',
      'person',
      'person add',
      'space member add',
      'check',
      'demo',
      'app-password add',
    ]) {
      const result = await run(`${command} --help`);
      assert.equal(result.code, 0, command);
      assert.match(result.stdout, /^Usage: landescloud/);
    }
    await refused('frobnicate', /unknown command/);
    const failed = await run('person set-password niemand --json', 'ein-langes-Passwort');
    assert.equal(failed.code, 1);
    assert.equal((JSON.parse(failed.stderr) as { error: { code: string } }).error.code, 'directory.person_not_found');
  });
});
