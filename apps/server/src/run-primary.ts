import cluster, { type Worker } from 'node:cluster';
import type { Settings } from '@landescloud/platform/config';
import type { Log } from '@landescloud/platform/http';
import { announce } from './announce.ts';
import { openRooms } from './compose.ts';
import { lockDataFolder, prepareDataFolder } from './data-folder.ts';
import { StartError } from './explain-failure.ts';
import { eachStart } from './each-start.ts';
import { firstStart } from './first-start.ts';
import { aborted } from './stop-on-signals.ts';
import type { ToPrimary, ToWorker } from './worker-messages.ts';

const metricsPatience = 1000;
const restartAfter = 500;

/** Holds the data folder and the database, does the work in the background and keeps the processes that serve requests. */
export async function runPrimary(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  await prepareDataFolder(settings.dataDir);
  const unlock = await lockDataFolder(settings.dataDir);
  try {
    const rooms = await openRooms({ settings, log });
    try {
      await rooms.listen();
      await rooms.work();
      const workers = startWorkers(settings, rooms.database.url, log, stop);
      try {
        const address = await workers.ready;
        // Not before they listen: a start that fails must not keep the password that is shown only once to itself.
        announce(address, await firstStart(rooms));
        await eachStart(rooms);
        await aborted(stop);
        log.info({}, 'stopping');
      } finally {
        await workers.stop();
      }
    } finally {
      await rooms.close();
    }
  } finally {
    await unlock();
  }
}

function startWorkers(settings: Settings, databaseUrl: string, log: Log, stop: AbortSignal) {
  const ready = Promise.withResolvers<string>();
  const collect = collectMetrics();
  let listening = 0;
  let stopping = false;

  function fork(): void {
    const worker = cluster.fork({ LANDESCLOUD_DATABASE_URL: databaseUrl, LANDESCLOUD_DATABASE_URL_FILE: undefined });
    worker.on('message', (message: ToPrimary) => {
      if (message.kind === 'ready' && ++listening === settings.workers) ready.resolve(message.address);
      if (message.kind === 'failed' && listening < settings.workers) ready.reject(new StartError(message.reason));
      else if (message.kind === 'failed') giveUp(worker, message.reason);
      // Told to stop before it could hear it.
      if (message.kind === 'ready' && stopping) tell(worker, { kind: 'stop' });
      if (message.kind === 'metrics-wanted') collect.start(worker, message.id);
      if (message.kind === 'metrics') collect.add(message.id, message.snapshot);
    });
    worker.on('exit', (code, signal) => {
      if (stopping || stop.aborted) return;
      log.error({ worker: worker.process.pid, code, signal }, 'a worker ended, starting another');
      setTimeout(() => stopping || fork(), restartAfter).unref();
    });
  }

  /** One that could not start in the place of another: its end brings the next try. */
  function giveUp(worker: Worker, reason: string): void {
    log.error({ worker: worker.process.pid, reason }, 'a worker could not start');
    worker.process.kill('SIGKILL');
  }

  for (let i = 0; i < settings.workers; i++) fork();
  return {
    /** The address when all of them listen. */
    ready: ready.promise,
    async stop(): Promise<void> {
      stopping = true;
      const ended = liveWorkers().map(async (worker) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        worker.once('exit', () => resolve());
        tell(worker, { kind: 'stop' });
        await promise;
      });
      await Promise.all(ended);
    },
  };
}

function liveWorkers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}

/** Asks every worker what it measured; one that does not answer in time is left out. */
function collectMetrics() {
  const running = new Map<number, { snapshots: object[][]; missing: number; done: () => void }>();
  let lastId = 0;
  return {
    start(asker: Worker, askersId: number): void {
      const id = ++lastId;
      const workers = liveWorkers();
      const snapshots: object[][] = [];
      const done = (): void => {
        if (running.delete(id)) tell(asker, { kind: 'metrics', id: askersId, snapshots });
      };
      running.set(id, { snapshots, missing: workers.length, done });
      setTimeout(done, metricsPatience).unref();
      for (const worker of workers) tell(worker, { kind: 'metrics-wanted', id });
    },
    add(id: number, snapshot: object[]): void {
      const collection = running.get(id);
      if (collection === undefined) return;
      collection.snapshots.push(snapshot);
      if (--collection.missing === 0) collection.done();
    },
  };
}
