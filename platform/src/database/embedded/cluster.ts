import { spawn } from 'node:child_process';
import { access, chmod, chown, mkdtemp, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.ts';
import { majorVersion } from './folders.ts';
import type { Runtime } from './runtime.ts';
import type { SystemUser } from './system-user.ts';

/**
 * The path by which PostgreSQL reaches its data folder when it was started in it: no folder above needs to let its
 * user through, as with a data folder below a root-only one.
 */
export function clusterPath(cluster: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/** Makes the data folder when there is none; an attempt that was cut off leaves nothing that counts. */
export async function ensureCluster(cluster: string, runtime: Runtime, user: SystemUser): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) {
    if (version.trim() === String(majorVersion)) return;
    throw new EmbeddedDatabaseError(
      `${cluster} was made by PostgreSQL ${version.trim()}, this release has ${majorVersion}`,
    );
  }
  const exists = await access(cluster).then(
    () => true,
    () => false,
  );
  if (exists) throw new EmbeddedDatabaseError(`${cluster} exists and is not a PostgreSQL data folder`);
  const home = dirname(cluster);
  for (const name of await readdir(home)) {
    if (name.startsWith(`${majorVersion}.new-`)) await rm(join(home, name), { recursive: true, force: true });
  }
  const temporary = await mkdtemp(`${cluster}.new-`);
  await chmod(temporary, 0o700);
  if ('uid' in user.spawn) await chown(temporary, user.uid, user.gid);
  const data = clusterPath(temporary);
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  await finished(
    runtime.initdb,
    ['-D', data, '-U', 'landescloud', '--auth=trust', '--no-instructions', ...locale],
    temporary,
    user,
  );
  await finished(
    runtime.postgres,
    ['--single', '-D', data, 'postgres'],
    temporary,
    user,
    'create database landescloud;\n',
  );
  await rename(temporary, cluster);
  const folder = await open(home);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function finished(command: string, args: string[], cwd: string, user: SystemUser, input = ''): Promise<void> {
  const child = spawn(command, args, {
    cwd,
    ...user.spawn,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0)
    throw new EmbeddedDatabaseError(`${command} failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
}
