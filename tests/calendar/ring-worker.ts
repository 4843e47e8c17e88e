import { loadSettings } from '@landescloud/platform/config';
import { silentLog } from '@landescloud/platform/http';
import { openRooms } from '@landescloud/server';

/** Rings what is due at a moment, for a test that kills it: `node ring-worker.ts <milliseconds since 1970>`. */
const now = Number(process.argv[2]);
const rooms = await openRooms({
  settings: loadSettings(process.env),
  log: silentLog,
  clock: { now: () => now },
  migrates: false,
});
process.stdout.write('ready\n');
await rooms.reminders.ring();
await rooms.close();
process.stdout.write('done\n');
