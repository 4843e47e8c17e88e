import { chown, lstat, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from './folders.ts';
import { EmbeddedDatabaseError, messageOf } from './embedded-error.ts';
import { keeperSocket } from './protocol.ts';
import type { Pointer } from './protocol.ts';
import type { SystemUser } from './system-user.ts';

/** Paths of Unix sockets end at 107 bytes; PostgreSQL adds `.s.PGSQL.5432.lock`. */
const longestFolder = 107 - '/.s.PGSQL.5432.lock'.length;

/**
 * The folder of the sockets, 0700 and PostgreSQL's: the last one where it still stands, so that users find it again,
 * else a new one. Beside the data where the path is short enough; root uses /run, because the user that PostgreSQL
 * runs as may not reach the data folder by its path.
 */
export async function runFolder(folders: Folders, user: SystemUser): Promise<string> {
  const last = await readPointer(folders);
  if (last !== null && (await isOurs(last, user))) {
    await rm(join(last, keeperSocket), { force: true });
    return last;
  }
  const folder = await makeFolder(folders, user);
  const temporary = `${folders.pointer}.new`;
  await writeFile(temporary, JSON.stringify({ of: await identity(folders), folder } satisfies Pointer));
  await rename(temporary, folders.pointer);
  return folder;
}

export async function removeRunFolder(folders: Folders, folder: string): Promise<void> {
  await rm(folders.pointer, { force: true });
  await rm(folder, { recursive: true, force: true });
}

/** Where the keeper of this data folder listens. A pointer that was copied along with the data does not count. */
export async function readPointer(folders: Folders): Promise<string | null> {
  try {
    const { of, folder } = JSON.parse(await readFile(folders.pointer, 'utf8')) as Partial<Pointer>;
    return typeof folder === 'string' && of === (await identity(folders)) ? folder : null;
  } catch {
    return null;
  }
}

async function identity(folders: Folders): Promise<string> {
  const { dev, ino } = await stat(folders.home);
  return `${dev}:${ino}`;
}

async function isOurs(folder: string, user: SystemUser): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null);
  return stats !== null && stats.isDirectory() && stats.uid === user.uid && (stats.mode & 0o077) === 0;
}

async function makeFolder(folders: Folders, user: SystemUser): Promise<string> {
  const drops = 'uid' in user.spawn;
  const beside = join(folders.home, 'run');
  let reason = 'no short path';
  if (!drops && Buffer.byteLength(beside) <= longestFolder) {
    try {
      await mkdir(beside, { recursive: true, mode: 0o700 });
      if (await isOurs(beside, user)) return beside;
    } catch (error) {
      reason = messageOf(error);
    }
  }
  for (const parent of drops ? ['/run', '/tmp'] : ['/tmp']) {
    try {
      const folder = await mkdtemp(join(parent, 'landescloud-'));
      if (drops) await chown(folder, user.uid, user.gid);
      return folder;
    } catch (error) {
      reason = messageOf(error);
    }
  }
  throw new EmbeddedDatabaseError(`no folder for its sockets (${reason})`);
}
