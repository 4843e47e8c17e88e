/**
 * The keeper: a small process in a session of its own that owns the embedded PostgreSQL of one data folder. Whoever
 * uses the database holds a connection to the keeper's socket; when the last one is gone, PostgreSQL and the keeper
 * end. It outlives a killed user just long enough to stop PostgreSQL, and starts a killed PostgreSQL again.
 */
import { mkdir } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster } from './cluster.ts';
import { messageOf } from './embedded-error.ts';
import { foldersOf } from './folders.ts';
import type { Folders } from './folders.ts';
import { lockFile } from './keeper-lock.ts';
import { graceForTheDead, KeeperUsers, patienceForTheFirst } from './keeper-users.ts';
import { endLeftover } from './leftover.ts';
import { startPostmaster } from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { keeperSocket } from './protocol.ts';
import type { KeeperOptions } from './protocol.ts';
import { removeRunFolder, runFolder } from './run-folder.ts';
import { findRuntime } from './runtime.ts';
import { systemUser } from './system-user.ts';

const patienceForStart = 60_000;
/** What PostgreSQL says when the last one's processes are still going, or somebody kills it while it starts. */
const passing = /pre-existing shared memory block|lock file .* already exists|signal/;
const attemptsAtLeast = 3;

async function keep(o: KeeperOptions): Promise<void> {
  const folders = foldersOf(o.dataDir);
  await mkdir(folders.home, { recursive: true, mode: 0o700 });
  if (!lockFile(folders.lock)) return;
  const users = new KeeperUsers();
  // Whatever stops a whole service at once must not cut users off that are still finishing.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => users.stopSoon());
  const user = await systemUser(folders.cluster);
  const socketFolder = await runFolder(folders, user);
  const server = await listen(join(socketFolder, keeperSocket), users);
  try {
    await endLeftover(folders.cluster, log);
    const runtime = await findRuntime(user, ['/var/lib/landescloud', join(folders.home, 'runtime')]);
    await ensureCluster(folders.cluster, runtime, user);
    const start = () => startPostmaster(folders, { runtime, user, socketFolder, settings: o.settings });
    do {
      await serve(folders, users, start, socketFolder);
    } while (users.some());
  } catch (error) {
    log(messageOf(error));
    users.tell({ state: 'failed', message: messageOf(error) });
    process.exitCode = 1;
  }
  server.close();
  await removeRunFolder(folders, socketFolder);
  users.dismiss();
  // Enough for the last words to be sent; a user that does not read must not keep us.
  setTimeout(() => process.exit(), 300).unref();
}

/** Runs PostgreSQL, again when it was killed, until nobody uses it. */
async function serve(folders: Folders, users: KeeperUsers, start: () => Promise<Postmaster>, socketFolder: string) {
  let patience = patienceForTheFirst;
  let deadline = Date.now() + patienceForStart;
  for (let attempt = 1; ; attempt += 1) {
    let postmaster: Postmaster;
    try {
      postmaster = await start();
    } catch (error) {
      const again = attempt < attemptsAtLeast || passing.test(messageOf(error));
      if (!again || Date.now() > deadline) throw error;
      log(`PostgreSQL did not start: ${messageOf(error)}`);
      await sleep(Math.min(50 * attempt, 500));
      await endLeftover(folders.cluster, log);
      continue;
    }
    attempt = 0;
    deadline = Date.now() + patienceForStart;
    // Asked anew after each start: who came while it lasted counts, whatever was true before.
    const unused = users.unused(patience);
    patience = graceForTheDead;
    users.tell({ state: 'ready', socketFolder });
    flushCompileCache();
    const how = await Promise.race([postmaster.ended, unused]);
    users.tell(null);
    if (how === null) {
      await postmaster.stop();
      users.releaseLeaving();
      return;
    }
    log(`PostgreSQL ended by ${how}, starting it again`);
    await endLeftover(folders.cluster, log);
  }
}

function listen(path: string, users: KeeperUsers): Promise<Server> {
  const server = createServer((socket) => users.welcome(socket));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

try {
  await keep(JSON.parse(process.argv[2] ?? '') as KeeperOptions);
} catch (error) {
  log(messageOf(error));
  process.exitCode = 1;
}
