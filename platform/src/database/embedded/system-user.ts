import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError } from './embedded-error.ts';

const run = promisify(execFile);

/** Who PostgreSQL runs as; `spawn` is empty when that is who we are. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly spawn: { readonly uid: number; readonly gid: number } | Record<string, never>;
}

/**
 * PostgreSQL refuses to run as root, so root drops to the owner of an existing cluster, the user `landescloud`
 * (made when it is missing) or what the system has. Others run it as themselves.
 */
export async function systemUser(cluster: string): Promise<SystemUser> {
  if (process.getuid?.() !== 0) {
    try {
      const { username, uid, gid } = userInfo();
      return { name: username, uid, gid, spawn: {} };
    } catch (error) {
      throw new EmbeddedDatabaseError(`the user id ${process.getuid?.()} has no entry in /etc/passwd`, error);
    }
  }
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return dropTo(`uid ${owner.uid}`, owner.uid, owner.gid);
  const found = (await lookup('landescloud')) ?? (await make('landescloud'));
  if (found !== null) return found;
  for (const name of ['postgres', 'daemon', 'nobody']) {
    const other = await lookup(name);
    if (other !== null) return other;
  }
  throw new EmbeddedDatabaseError(
    'PostgreSQL does not run as root and no system user could be made (useradd --system landescloud)',
  );
}

async function make(name: string): Promise<SystemUser | null> {
  const options = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ];
  for (const command of ['useradd', '/usr/sbin/useradd']) {
    try {
      await run(command, options, { timeout: 20_000 });
      break;
    } catch {
      continue;
    }
  }
  return lookup(name);
}

async function lookup(name: string): Promise<SystemUser | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((each) => each[0] === name);
  const uid = Number(fields?.[2]);
  return fields === undefined || !(uid > 0) ? null : dropTo(name, uid, Number(fields[3]));
}

function dropTo(name: string, uid: number, gid: number): SystemUser {
  return { name, uid, gid, spawn: { uid, gid } };
}
