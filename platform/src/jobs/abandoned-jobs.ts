import type { Database, Log } from '../database/index.ts';
import { statement } from '../database/index.ts';

/** A worker that has just locked its first jobs may not hold its name yet. */
const youngest = '3 seconds';

const abandoned = statement(
  'jobs.abandoned',
  `select array_agg(w.locked_by) as workers from (
     select distinct locked_by from jobs._private_jobs
     where locked_by is not null and locked_at < now() - interval '${youngest}'
   ) w where pg_try_advisory_xact_lock(hashtextextended('jobs worker ' || w.locked_by, 7))`,
);

/** The name that a living worker holds (Database.hold). */
export function workerName(id: string): string {
  return `jobs worker ${id}`;
}

/** Gives back the jobs of workers that died; graphile-worker alone would wait four hours. */
export async function releaseAbandoned(db: Database, log: Log): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ workers: string[] | null }>(abandoned);
    const workers = row?.workers ?? [];
    if (workers.length === 0) return;
    await tx.query('select jobs.force_unlock_workers($1::text[])', [workers]);
    log.warn({ workers: workers.length }, 'jobs of workers that died are given back');
  });
}
