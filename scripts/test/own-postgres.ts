import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface OwnPostgres {
  readonly version: string;
  /** Of an ordinary role that may create databases, as an administration would give us. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts the system's PostgreSQL (the oldest that is installed, 15 at least) on a free port, with its own data folder. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const bin = findBinaries();
  const account = findAccount();
  const dir = mkdtempSync(join(tmpdir(), 'landescloud-postgres-'));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(dir, account.uid, account.gid);
  const password = randomBytes(16).toString('hex');
  const data = join(dir, 'data');
  const run = (tool: string, args: readonly string[], input = ''): string => {
    const done = spawnSync(join(bin, tool), args, { ...account, cwd: dir, input, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${tool} failed: ${done.stderr || String(done.error)}`);
    return done.stdout;
  };
  try {
    run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    writeFileSync(join(data, 'pg_hba.conf'), 'local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n');
    const port = await freePort();
    const settings = ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'];
    const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', dir, '-p', String(port), ...settings], {
      ...account,
      cwd: dir,
      stdio: 'ignore',
    });
    await untilReady(server, () => run('pg_isready', ['-q', '-h', dir, '-p', String(port)]));
    const psql = ['-h', dir, '-p', String(port), '-U', 'postgres', '-d', 'postgres', '-qAt'];
    run(
      'psql',
      psql,
      `CREATE ROLE landescloud LOGIN CREATEDB PASSWORD '${password}'; CREATE DATABASE landescloud OWNER landescloud;`,
    );
    return {
      version: run('psql', psql, 'SHOW server_version').split(' ')[0]?.trim() ?? '',
      url: `postgres://landescloud:${password}@127.0.0.1:${port}/landescloud`,
      async stop() {
        await end(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function findBinaries(): string {
  const versions = globSync('/usr/lib/postgresql/*/bin')
    .map((path) => ({ path, major: Number(path.split('/')[4]) }))
    .filter(({ major }) => major >= 15)
    .sort((a, b) => a.major - b.major);
  if (!versions[0]) throw new Error('no PostgreSQL 15 or newer under /usr/lib/postgresql');
  return versions[0].path;
}

/** PostgreSQL refuses to run as root; its package made the user that it should run as. */
function findAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: ask('-u'), gid: ask('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(server: ChildProcess, ask: () => unknown): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    try {
      ask();
      return;
    } catch {
      await sleep(100);
    }
  }
  await end(server);
  throw new Error('PostgreSQL was not ready within 15 s');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await ended;
}
