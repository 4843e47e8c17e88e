import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access, constants, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { EmbeddedDatabaseError, messageOf } from './embedded-error.ts';
import { foldersOf } from './folders.ts';
import type { Folders } from './folders.ts';
import { jsonLines, keeperSocket } from './protocol.ts';
import type { KeeperOptions, ToUser } from './protocol.ts';
import { readPointer } from './run-folder.ts';

/** An embedded PostgreSQL that stays as long as this is held. */
export interface HeldEmbedded {
  socketFolder(): string;
  release(): Promise<void>;
}

const patience = 120_000;
const largestLog = 1024 * 1024;
const smallHeap = ['--max-old-space-size=48', '--max-semi-space-size=1'];

/** Connects to the data folder's keeper, starting one when there is none, and waits until PostgreSQL is ready. */
export async function holdEmbedded(o: KeeperOptions & { linger: number }, log: Log): Promise<HeldEmbedded> {
  const folders = foldersOf(o.dataDir);
  try {
    await mkdir(folders.home, { recursive: true, mode: 0o700 });
    await access(folders.home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EmbeddedDatabaseError(`the data folder cannot be used (${messageOf(error)})`, error);
  }
  let released = false;
  let socketFolder = '';
  let link = await holdOnce();

  async function holdOnce(): Promise<Socket> {
    const held = await findKeeper(o, folders, (folder) => (socketFolder = folder));
    held.once('close', () => {
      if (!released) void holdAgain();
    });
    return held;
  }

  async function holdAgain(): Promise<void> {
    log.warn({}, 'the keeper of the embedded database is gone, starting another');
    while (!released) {
      try {
        link = await holdOnce();
        if (released) link.destroy();
        return;
      } catch (error) {
        log.error({ err: error }, 'the embedded database does not start');
        await sleep(1_000, undefined, { ref: false });
      }
    }
  }

  return {
    socketFolder: () => socketFolder,
    async release() {
      if (released) return;
      released = true;
      if (link.destroyed) return;
      const closed = new Promise<void>((resolve) => link.once('close', () => resolve()));
      link.ref();
      link.write(`${JSON.stringify({ leave: { linger: o.linger } })}\n`);
      await closed;
    },
  };
}

async function findKeeper(o: KeeperOptions, folders: Folders, ready: (socketFolder: string) => void): Promise<Socket> {
  const deadline = Date.now() + patience;
  let child: ChildProcess | null = null;
  let logStart = 0;
  for (let failures = 0; Date.now() < deadline; await sleep(15)) {
    const folder = await readPointer(folders);
    const socket = folder === null ? null : await reach(join(folder, keeperSocket));
    if (socket !== null) {
      const said = await firstWord(socket, ready, deadline - Date.now());
      if (said?.state === 'ready') return socket;
      socket.destroy();
      if (said !== null) throw new EmbeddedDatabaseError(said.message);
      continue;
    }
    if (child !== null && child.exitCode === null && child.signalCode === null) continue;
    // One that ended well found another keeper at work, which a moment later is to be reached.
    if (child !== null && child.exitCode !== 0 && ++failures >= 3) {
      throw new EmbeddedDatabaseError(`its keeper does not start (${await endOf(folders.keeperLog, logStart)})`);
    }
    logStart = await sizeOf(folders.keeperLog);
    child = await startKeeper(o, folders);
  }
  throw new EmbeddedDatabaseError(`it did not start within ${patience / 1000} s; see ${folders.keeperLog}`);
}

function reach(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => resolve(socket));
  });
}

/** Null when the keeper ended before it said anything. Later words are heard, too. */
function firstWord(socket: Socket, ready: (socketFolder: string) => void, wait: number): Promise<ToUser | null> {
  return new Promise((resolve) => {
    const late = setTimeout(() => socket.destroy(), wait);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(late);
      resolve(null);
    });
    socket.on(
      'data',
      jsonLines<ToUser>((message) => {
        clearTimeout(late);
        if (message.state === 'ready') ready(message.socketFolder);
        resolve(message);
      }),
    );
  });
}

async function startKeeper(o: KeeperOptions, folders: Folders): Promise<ChildProcess> {
  if ((await sizeOf(folders.keeperLog)) > largestLog) await rename(folders.keeperLog, `${folders.keeperLog}.1`);
  const log = await open(folders.keeperLog, 'a', 0o600);
  const options: KeeperOptions = { dataDir: o.dataDir, settings: o.settings };
  const script = fileURLToPath(new URL('keeper.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', ...smallHeap, script, JSON.stringify(options)], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', log.fd, log.fd],
    // From the cache, it is spared the machinery that strips types: 12 of its 21 MiB.
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', NODE_COMPILE_CACHE: folders.cache },
    ...(await ownerOf(folders)),
  });
  child.on('error', () => {});
  child.unref();
  await log.close();
  return child;
}

/** Root serving another's database does so as that user: no file of root's may be left among theirs. */
async function ownerOf(folders: Folders): Promise<{ uid?: number; gid?: number }> {
  const { uid, gid } = await stat(folders.home);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : {};
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
}

async function endOf(path: string, start: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(start).toString('utf8');
  return text.trim().split('\n').slice(-3).join(' ');
}
