import type { HandoverDeps } from '../handover-deps.ts';
import { contentsWithoutSum, keepSums, noteSummed } from '../handover-writer.ts';

export const completeSumsJob = 'sharing.complete-sums';
const lookAgain = 3_000;

/**
 * Checksums of contents in several parts are made by a job of files after they were finished, at the speed of the disk:
 * this one comes back until the last is there. What was purged before has none, and the receipt says so.
 */
export function completeSums({ db, clock, files, jobs }: HandoverDeps) {
  return async ({ id }: { id: number }): Promise<void> => {
    const missing = await contentsWithoutSum(db, id);
    const known = new Map((await files.contents.sums(missing)).map(({ contentId, sha256 }) => [contentId, sha256]));
    const settled = missing.filter((contentId) => known.get(contentId) !== null);
    await db.transaction(async (tx) => {
      await keepSums(tx, id, new Map(settled.map((contentId) => [contentId, known.get(contentId) ?? null])));
      if (await noteSummed(tx, id, clock.now())) return;
      if (settled.length === missing.length) return;
      await jobs.enqueue(tx, completeSumsJob, { id }, { key: String(id), runAt: new Date(Date.now() + lookAgain) });
    });
  };
}
