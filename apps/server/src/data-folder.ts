import { randomBytes } from 'node:crypto';
import { chmod, link, lstat, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { createServer, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The data folder cannot be used; the message is for the operator. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** Makes the folder where it is missing and keeps everybody else out of it. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (error) {
    throw new DataFolderError(`the data folder ${folder} cannot be used (${(error as Error).message})`);
  }
}

const lockName = 'server.lock';

/**
 * Makes sure that one server works on the folder. The lock is a socket: the system takes it away with the process, however
 * that ends, and nobody has to guess from a number in a file whether another still runs. Answers how to let go.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const handle = await open(folder);
  const short = shortPath(folder, handle);
  const own = `${lockName}.${randomBytes(6).toString('hex')}`;
  const server = createServer((socket) => socket.destroy());
  try {
    await listenOn(server, join(short, own));
    await claim(folder, short, own);
  } catch (error) {
    server.close();
    await handle.close();
    await rm(join(folder, own), { force: true });
    throw error;
  }
  server.unref();
  return async () => {
    await rm(join(folder, lockName), { force: true });
    server.close();
    await handle.close();
  };
}

/** Socket paths may have about 100 bytes only. */
function shortPath(folder: string, handle: FileHandle): string {
  return process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : folder;
}

async function claim(folder: string, short: string, own: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const taken = await link(join(folder, own), join(folder, lockName)).then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return true;
        throw error;
      },
    );
    if (!taken) {
      await rm(join(folder, own));
      return;
    }
    if (await answers(join(short, lockName))) {
      throw new DataFolderError(`another server already works on the data folder ${folder}; stop it first`);
    }
    await removeLeftover(folder, short);
  }
  throw new DataFolderError(`the data folder ${folder} cannot be locked`);
}

/** Two that start at once may both find a leftover: renamed away it is looked at once more, so that nobody removes a live one. */
async function removeLeftover(folder: string, short: string): Promise<void> {
  const name = `${lockName}.${randomBytes(6).toString('hex')}`;
  const aside = join(folder, name);
  try {
    await rename(join(folder, lockName), aside);
  } catch {
    await wait(20);
    return;
  }
  if (await answers(join(short, name))) await link(aside, join(folder, lockName)).catch(() => {});
  await rm(aside, { force: true });
}

async function answers(path: string): Promise<boolean> {
  if ((await lstat(path).catch(() => null)) === null) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(path, () => resolve(true)).on('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

async function listenOn(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(path, () => resolve());
  await promise;
}
