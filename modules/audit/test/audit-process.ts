/** A process that keeps the log, and is killed: `audit-process.ts <database> <folder>`. */
import { createAudit } from '@landescloud/audit';
import { openDatabase } from '@landescloud/platform/database';
import { createEvents } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import { ports } from './audit-fixture.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const db = await openDatabase({ url });
const events = createEvents(db);
const told: typeof events = {
  ...events,
  subscribe: (name, types, handler) =>
    events.subscribe(name, types, async (batch) => {
      await handler(batch);
      process.stdout.write(`${batch.length}\n`);
    }),
};
createAudit({ db, events: told, jobs: createJobs(db), clock: { now: () => Date.now() }, folder, ...ports });
events.start();
