import type { Settings } from '@landescloud/platform/config';
import type { Log } from '@landescloud/platform/http';
import { announce } from './announce.ts';
import { compose } from './compose-http.ts';
import { lockDataFolder, prepareDataFolder } from './data-folder.ts';
import { eachStart } from './each-start.ts';
import { firstStart } from './first-start.ts';
import { aborted } from './stop-on-signals.ts';

/** Everything in this process. */
export async function runSingle(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  await prepareDataFolder(settings.dataDir);
  const unlock = await lockDataFolder(settings.dataDir);
  try {
    const server = await compose({ settings, log });
    try {
      const address = await server.start();
      // Not before it listens: a start that fails must not keep the password that is shown only once to itself.
      announce(address, await firstStart(server));
      await eachStart(server);
      await aborted(stop);
      log.info({}, 'stopping');
    } finally {
      await server.stop();
    }
  } finally {
    await unlock();
  }
}
