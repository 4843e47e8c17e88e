import { chown, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from './folders.ts';
import { EmbeddedDatabaseError, messageOf } from './embedded-error.ts';
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
  const last = await readPointer(folders.pointer);
  if (last !== null && (await isOurs(last.folder, user))) {
    await rm(join(last.folder, 'keeper.sock'), { force: true });
    return last.folder;
  }
  const folder = await makeFolder(folders, user);
  const temporary = `${folders.pointer}.new`;
  await writeFile(temporary, JSON.stringify({ folder } satisfies Pointer), { mode: 0o644 });
  await rename(temporary, folders.pointer);
  return folder;
}

export async function readPointer(path: string): Promise<Pointer | null> {
  try {
    const pointer: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof pointer === 'object' && pointer !== null && 'folder' in pointer && typeof pointer.folder === 'string'
      ? { folder: pointer.folder }
      : null;
  } catch {
    return null;
  }
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
