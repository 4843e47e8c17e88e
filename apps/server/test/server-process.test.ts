import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { runCli, startServerProcess } from '@landescloud/testing';

describe('the server process', { concurrency: false }, () => {
  let dataDir = '';
  before(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'landescloud-server-')), 'data');
  });
  after(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

  // The first of all: what it leaves behind must not cost the next start the password that is shown only once.
  it('says in one line that a port is in use', { timeout: 60_000 }, async () => {
    const other = createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    other.listen(0, '127.0.0.1', () => resolve());
    await promise;
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    await assert.rejects(
      startServerProcess({ dataDir, env: { LANDESCLOUD_PORT: port } }),
      new RegExp(`ended with 1 .*\nlandescloud: 127.0.0.1:${port} is in use by another program[^\n]*\n$`),
    );
    other.close();
  });

  it('prints the first time how to sign in, and never again', { timeout: 90_000 }, async () => {
    const first = await startServerProcess({ dataDir });
    assert.match(first.output(), /^Landescloud is ready at http:\/\/127\.0\.0\.1:\d+$/m);
    const password = /^Sign in as 'admin' with the password (\S+)$/m.exec(first.output())?.[1];
    assert.ok(password !== undefined);
    const signIn = await fetch(`${first.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password }),
    });
    assert.equal(signIn.status, 200);
    assert.equal((await stat(dataDir)).mode & 0o777, 0o700);
    assert.deepEqual(await first.stop(), { code: 0, signal: null });

    const second = await startServerProcess({ dataDir });
    assert.ok(!second.output().includes('Sign in'));
    assert.deepEqual(await second.stop(), { code: 0, signal: null });
  });

  it('makes the administrator though the command line added people before', { timeout: 90_000 }, async () => {
    const own = join(dataDir, '..', 'people-first');
    const added = await runCli(['demo'], { dataDir: own });
    assert.equal(added.code, 0, added.stderr);
    await using server = await startServerProcess({ dataDir: own });
    assert.match(server.output(), /^Sign in as 'admin' with the password \S+$/m);
  });

  it('lets no second server on the same data, but the command line', { timeout: 60_000 }, async () => {
    await using server = await startServerProcess({ dataDir });
    await assert.rejects(
      startServerProcess({ dataDir }),
      /ended with 1 .*\nlandescloud: another server already works on the data folder/,
    );
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
    const listed = await runCli(['organisation', 'list', '--json'], { dataDir });
    assert.equal(listed.code, 0, listed.stderr);
    assert.equal((JSON.parse(listed.stdout) as { key: string }[])[0]?.key, 'land');
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  });

  it('starts again after kill -9', { timeout: 60_000 }, async () => {
    const server = await startServerProcess({ dataDir });
    server.kill('SIGKILL');
    assert.deepEqual(await server.exit, { code: null, signal: 'SIGKILL' });
    await using again = await startServerProcess({ dataDir });
    assert.equal((await fetch(`${again.url}/readyz`)).status, 200);
  });

  it('names every bad setting and ends with 78', { timeout: 20_000 }, async () => {
    const env = { LANDESCLOUD_PORT: 'x', LANDESCLOUD_WORKER: '2' };
    await assert.rejects(startServerProcess({ dataDir, env }), (error: Error) => {
      assert.match(error.message, /ended with 78/);
      assert.match(error.message, /^landescloud: LANDESCLOUD_PORT: must be a whole number/m);
      assert.match(
        error.message,
        /^landescloud: LANDESCLOUD_WORKER: no such setting; did you mean LANDESCLOUD_WORKERS\?/m,
      );
      return true;
    });
  });

  it('finishes running requests when it is told to stop', { timeout: 60_000 }, async () => {
    const server = await startServerProcess({ dataDir });
    const made = await runCli(['app-password', 'add', 'admin', '--label', 'test'], { dataDir });
    const authorization = `Basic ${Buffer.from(`admin:${made.stdout.trim()}`).toString('base64')}`;
    const body = (async function* () {
      for (let i = 0; i < 8; i++) {
        yield Buffer.alloc(65_536, i);
        await wait(100);
      }
    })();
    const target = `${server.url}/remote.php/dav/files/admin/slow.bin`;
    const running = fetch(target, {
      method: 'PUT',
      body: ReadableStream.from(body),
      headers: { authorization },
      duplex: 'half',
    });
    await wait(300);
    const stopped = server.stop();
    assert.equal((await running).status, 201);
    assert.deepEqual(await stopped, { code: 0, signal: null });
    await using again = await startServerProcess({ dataDir });
    const kept = await fetch(`${again.url}/remote.php/dav/files/admin/slow.bin`, { headers: { authorization } });
    assert.equal((await kept.arrayBuffer()).byteLength, 8 * 65_536);
  });

  it('ends cleanly on SIGINT too', { timeout: 60_000 }, async () => {
    const server = await startServerProcess({ dataDir });
    server.kill('SIGINT');
    assert.deepEqual(await server.exit, { code: 0, signal: null });
  });

  it(
    'serves from several processes, replaces one that dies and adds up what they measure',
    { timeout: 90_000 },
    async () => {
      await using server = await startServerProcess({
        dataDir,
        env: { LANDESCLOUD_WORKERS: '2', LANDESCLOUD_LOG_LEVEL: 'error' },
      });
      const fetchFresh = (path: string) => fetch(server.url + path, { headers: { connection: 'close' } });
      for (let i = 0; i < 10; i++) assert.equal((await fetchFresh('/readyz')).status, 200);
      assert.match(
        await (await fetchFresh('/metrics')).text(),
        /_count\{method="GET",route="\/readyz",status="200"\} 10\n/,
      );
      const workers = (await childrenOf(server.pid)).filter((child) => child.command.includes('main.ts'));
      assert.equal(workers.length, 2);
      process.kill(workers[0]!.pid, 'SIGKILL');
      for (let i = 0; i < 100 && !server.output().includes('starting another'); i++) await wait(50);
      await wait(2500);
      for (let i = 0; i < 6; i++) assert.equal((await fetchFresh('/readyz')).status, 200);
      const now = (await childrenOf(server.pid)).filter((child) => child.command.includes('main.ts'));
      assert.equal(now.length, 2);
    },
  );
});

async function childrenOf(parent: number): Promise<{ pid: number; command: string }[]> {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent ? [{ pid: Number(pid), command }] : [];
  });
}
