import type { Settings } from '@landescloud/platform/config';
import { createMetrics, stopHttp, type Log } from '@landescloud/platform/http';
import { composeHttp, listenHttp } from './compose-http.ts';
import { openRooms } from './compose.ts';
import { explainFailure } from './explain-failure.ts';
import { aborted } from './stop-on-signals.ts';
import { tellPrimary, type ToWorker } from './worker-messages.ts';

/** Serves requests beside others; the primary process has opened the data folder and does the work in the background. */
export async function runWorker(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  // First of all: a library listens too, so a message that comes before would be taken as delivered.
  const told = Promise.withResolvers<void>();
  process.on('disconnect', () => told.resolve());
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') told.resolve();
  });
  const fail = async (error: unknown): Promise<never> => {
    // The primary says it once, instead of each worker.
    tellPrimary({ kind: 'failed', reason: explainFailure(error) });
    await told.promise;
    process.exit(1);
  };
  const metrics = createMetrics();
  const rooms = await openRooms({ settings, log, migrates: false }).catch(fail);
  const waiting = new Map<number, (snapshots: object[][]) => void>();
  let lastId = 0;
  const collectMetrics = (): Promise<object[][]> => {
    const { promise, resolve } = Promise.withResolvers<object[][]>();
    const id = ++lastId;
    waiting.set(id, resolve);
    tellPrimary({ kind: 'metrics-wanted', id });
    return promise.finally(() => waiting.delete(id));
  };
  const http = await composeHttp(rooms, { metrics, collectMetrics }).catch(fail);
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'metrics') waiting.get(message.id)?.(message.snapshots);
    if (message.kind === 'metrics-wanted') {
      const { id } = message;
      void metrics.snapshot().then((snapshot) => tellPrimary({ kind: 'metrics', id, snapshot }));
    }
  });
  await rooms.listen();
  tellPrimary({ kind: 'ready', address: await listenHttp(http, settings).catch(fail) });
  await Promise.race([aborted(stop), told.promise]);
  await stopHttp(http);
  await rooms.close();
}
