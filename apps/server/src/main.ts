import cluster from 'node:cluster';
import { loadSettings, SettingsError, settingsExitCode } from '@landescloud/platform/config';
import { createLog } from '@landescloud/platform/http';
import { explainFailure } from './explain-failure.ts';
import { runPrimary } from './run-primary.ts';
import { runSingle } from './run-single.ts';
import { runWorker } from './run-worker.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** The server process. Ends with 0 when it was told to stop, 78 for unusable settings, 1 when it cannot start or go on. */
async function main(): Promise<void> {
  const settings = loadSettings();
  const log = createLog({ level: settings.logLevel });
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  const run = cluster.isWorker ? runWorker : settings.workers > 1 ? runPrimary : runSingle;
  await run(settings, log, stopOnSignals());
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (error instanceof SettingsError) {
    for (const problem of error.problems) console.error(`landescloud: ${problem}`);
    process.exit(settingsExitCode);
  }
  console.error(`landescloud: ${explainFailure(error)}`);
  process.exit(1);
}
