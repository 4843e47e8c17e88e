/**
 * The keeper: a small process of its own session that owns the embedded PostgreSQL of one data folder. Whoever uses
 * the database holds a connection to the keeper's socket; when the last one is gone, PostgreSQL and the keeper end.
 * It outlives a killed user just long enough to stop PostgreSQL, and starts a killed PostgreSQL again.
 */
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster } from './cluster.ts';
import { messageOf } from './embedded-error.ts';
import { foldersOf } from './folders.ts';
import type { Folders } from './folders.ts';
import { lockFile } from './keeper-lock.ts';
import { endLeftover } from './leftover.ts';
import { startPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { jsonLines, keeperSocket } from './protocol.ts';
import type { KeeperOptions, ToKeeper, ToUser } from './protocol.ts';
import { runFolder } from './run-folder.ts';
import { findRuntime } from './runtime.ts';
import { systemUser } from './system-user.ts';

/** A killed user's successor is often on its way. */
const graceOfTheDead = 1_000;
const patienceForTheFirst = 15_000;
const patienceForStart = 60_000;
/** What a postmaster says that starts while the last one's processes are still going. */
const passing = /pre-existing shared memory block|lock file .* already exists|could not (bind|create lock file)/;

class Keeper {
  readonly #options: KeeperOptions;
  readonly #folders: Folders;
  readonly #users = new Set<Socket>();
  readonly #leaving = new Set<Socket>();
  #state: ToUser | null = null;
  #unused: NodeJS.Timeout | null = null;
  #stop: () => void = () => {};
  #stopping = new Promise<void>((resolve) => (this.#stop = resolve));

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#folders = foldersOf(options.dataDir);
  }

  async run(): Promise<void> {
    await mkdir(this.#folders.home, { recursive: true, mode: 0o700 });
    if (!lockFile(this.#folders.lock)) return;
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.#stopWhenUnused(0));
    const user = await systemUser(this.#folders.cluster);
    const folder = await runFolder(this.#folders, user);
    const server = await this.#listen(join(folder, keeperSocket));
    try {
      this.#stopWhenUnused(patienceForTheFirst);
      await endLeftover(this.#folders.cluster, log);
      const runtime = await findRuntime(user, [
        '/var/lib/landescloud',
        join(this.#options.dataDir, 'postgres', 'runtime'),
      ]);
      await ensureCluster(this.#folders.cluster, runtime, user);
      do {
        await this.#serve(folder, () =>
          startPostmaster(this.#folders, { runtime, user, socketFolder: folder, settings: this.#options.settings }),
        );
      } while (this.#users.size > 0);
    } catch (error) {
      log(messageOf(error));
      this.#tell({ state: 'failed', message: messageOf(error) });
      await sleep(200);
      process.exitCode = 1;
    }
    server.close();
    await rm(join(folder, keeperSocket), { force: true });
    for (const socket of [...this.#users, ...this.#leaving]) socket.end();
    setTimeout(() => process.exit(), 100).unref();
  }

  /** Until nobody uses it: runs PostgreSQL, again when it was killed. */
  async #serve(socketFolder: string, start: () => Promise<Postmaster>): Promise<void> {
    this.#stopping = new Promise((resolve) => (this.#stop = resolve));
    if (this.#users.size === 0) this.#stopWhenUnused(patienceForTheFirst);
    let patient = Date.now() + patienceForStart;
    for (;;) {
      let postmaster: Postmaster;
      try {
        postmaster = await start();
      } catch (error) {
        if (Date.now() > patient || !passing.test(messageOf(error))) throw error;
        log(`PostgreSQL did not start, trying again: ${messageOf(error)}`);
        await sleep(100);
        await endLeftover(this.#folders.cluster, log);
        continue;
      }
      patient = Date.now() + patienceForStart;
      this.#tell({ state: 'ready', socketFolder });
      const how = await Promise.race([postmaster.ended, this.#stopping]);
      this.#state = null;
      if (how === undefined) return postmaster.stop();
      log(`PostgreSQL ended by ${how}, starting it again`);
      await endLeftover(this.#folders.cluster, log);
    }
  }

  #tell(message: ToUser): void {
    this.#state = message;
    for (const socket of this.#users) socket.write(`${JSON.stringify(message)}\n`);
  }

  #listen(path: string): Promise<Server> {
    const server = createServer((socket) => this.#welcome(socket));
    return new Promise((resolve, reject) => {
      server.on('error', reject);
      server.listen(path, () => resolve(server));
    });
  }

  #welcome(socket: Socket): void {
    this.#users.add(socket);
    if (this.#unused !== null) clearTimeout(this.#unused);
    this.#unused = null;
    socket.on('error', () => socket.destroy());
    socket.on(
      'data',
      jsonLines<ToKeeper>(({ leave }) => this.#left(socket, leave.linger)),
    );
    socket.on('close', () => {
      this.#leaving.delete(socket);
      if (this.#users.has(socket)) this.#left(socket, graceOfTheDead);
    });
    if (this.#state !== null) socket.write(`${JSON.stringify(this.#state)}\n`);
  }

  #left(socket: Socket, linger: number): void {
    if (!this.#users.delete(socket)) return;
    if (this.#users.size === 0 && linger === 0) this.#leaving.add(socket);
    else socket.end();
    this.#stopWhenUnused(linger);
  }

  #stopWhenUnused(after: number): void {
    if (this.#users.size > 0) return;
    if (this.#unused !== null) clearTimeout(this.#unused);
    this.#unused = setTimeout(() => this.#stop(), after);
  }
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

try {
  await new Keeper(JSON.parse(process.argv[2] ?? '') as KeeperOptions).run();
} catch (error) {
  log(messageOf(error));
  process.exitCode = 1;
}
