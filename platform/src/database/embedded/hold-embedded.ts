import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
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

/** Connects to the data folder's keeper, starting one when there is none, and waits until PostgreSQL is ready. */
export async function holdEmbedded(o: KeeperOptions & { linger: number }, log: Log): Promise<HeldEmbedded> {
  const folders = foldersOf(o.dataDir);
  try {
    await mkdir(folders.home, { recursive: true, mode: 0o700 });
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
  for (let failures = 0; Date.now() < deadline;) {
    const pointer = await readPointer(folders.pointer);
    const socket = pointer === null ? null : await reach(join(pointer.folder, keeperSocket));
    if (socket !== null) {
      const said = await firstWord(socket, ready);
      if (said === null) continue;
      if (said.state === 'ready') return socket;
      socket.destroy();
      throw said.message.includes('LANDESCLOUD_DATABASE_URL')
        ? new Error(said.message)
        : new EmbeddedDatabaseError(said.message);
    }
    if (child === null || child.exitCode !== null || child.signalCode !== null) {
      if (child !== null && child.exitCode !== 0 && ++failures >= 3) {
        throw new EmbeddedDatabaseError(`its keeper does not start (${await tail(folders.keeperLog, logStart)})`);
      }
      logStart = await stat(folders.keeperLog).then(
        (stats) => stats.size,
        () => 0,
      );
      child = await startKeeper(o, folders);
    }
    await sleep(15);
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
function firstWord(socket: Socket, ready: (socketFolder: string) => void): Promise<ToUser | null> {
  return new Promise((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve(null));
    socket.on(
      'data',
      jsonLines<ToUser>((message) => {
        if (message.state === 'ready') ready(message.socketFolder);
        resolve(message);
      }),
    );
  });
}

async function startKeeper(o: KeeperOptions, folders: Folders): Promise<ChildProcess> {
  const log = await open(folders.keeperLog, 'a', 0o600);
  const options: KeeperOptions = { dataDir: o.dataDir, settings: o.settings };
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      '--max-old-space-size=48',
      fileURLToPath(new URL('keeper.ts', import.meta.url)),
      JSON.stringify(options),
    ],
    { detached: true, cwd: '/', stdio: ['ignore', log.fd, log.fd], env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } },
  );
  child.on('error', () => {});
  child.unref();
  await log.close();
  return child;
}

async function tail(path: string, start: number): Promise<string> {
  const text = (await readFile(path).catch(() => Buffer.alloc(0))).subarray(start).toString('utf8');
  return text.trim().split('\n').slice(-3).join(' ');
}
