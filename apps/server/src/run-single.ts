import type { Settings } from '@landescloud/platform/config';
import type { Log } from '@landescloud/platform/http';
import { announce } from './announce.ts';
import { compose } from './compose.ts';
import { lockDataFolder, prepareDataFolder } from './data-folder.ts';
import { firstStart } from './first-start.ts';
import { aborted } from './stop-on-signals.ts';

/** Everything in this process. */
export async function runSingle(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  await prepareDataFolder(settings.dataDir);
  const unlock = await lockDataFolder(settings.dataDir);
  try {
    const server = await compose({ settings, log });
    try {
      const first = await firstStart(server);
      announce(await server.start(), first);
      await aborted(stop);
      log.info({}, 'stopping');
    } finally {
      await server.stop();
    }
  } finally {
    await unlock();
  }
}
