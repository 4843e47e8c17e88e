/** A process that takes jobs and never finishes them: to be killed. */
import { openDatabase } from '@landescloud/platform/database';
import { createJobs } from '@landescloud/platform/jobs';

const jobs = createJobs(await openDatabase({ url: process.argv[2] ?? '' }));
jobs.define('test.survives', async () => {
  process.stdout.write('taken\n');
  await new Promise(() => setInterval(() => {}, 1_000));
});
await jobs.start();
