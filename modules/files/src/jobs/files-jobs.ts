import type { BlobStore } from '@landescloud/platform/blobs';
import type { Jobs } from '@landescloud/platform/jobs';
import type { FilesContext } from '../context.ts';
import type { FilesDirectory } from '../directory-port.ts';
import { purgeTrash } from './purge-trash.ts';
import { keepRules } from './retention.ts';
import { sweepContents } from './sweep-contents.ts';

const PURGE_TRASH = 'files.purge-trash';
const KEEP_RULES = 'files.keep-rules';
const SWEEP_CONTENTS = 'files.sweep-contents';
const HOUR = 3600_000;

export function defineFilesJobs(context: FilesContext, directory: FilesDirectory, blobs: BlobStore, jobs: Jobs): void {
  jobs.define(PURGE_TRASH, async (_payload: object, { signal }) => purgeTrash(context, signal));
  jobs.define(KEEP_RULES, async (_payload: object, { signal }) => {
    await keepRules(context, directory, signal);
    await startPurge(context, jobs);
  });
  jobs.define(SWEEP_CONTENTS, async (_payload: object, { signal }) => {
    await sweepContents(context, blobs, signal);
    await blobs.sweepTemporary(context.clock.now() - 24 * HOUR);
  });
  jobs.cron('23 2 * * *', KEEP_RULES);
  jobs.cron('41 * * * *', SWEEP_CONTENTS);
}

/** One purge at a time is enough: it goes on until nothing is marked. */
export async function startPurge({ db }: Pick<FilesContext, 'db'>, jobs: Jobs): Promise<void> {
  await jobs.enqueue(db, PURGE_TRASH, {}, { key: PURGE_TRASH });
}
