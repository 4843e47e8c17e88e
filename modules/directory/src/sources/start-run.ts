import type { Actor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps } from './source-deps.ts';
import { differenceOutdated, runNotFound, sourceDisabled, uploadNotFound, wrongSourceKind } from './source-errors.ts';
import type { SourceRow } from './source-reader.ts';
import {
  failStaleRuns,
  insertSourceRun,
  isOutdated,
  lastFullRun,
  lockSourceRun,
  writeRunState,
} from './source-run-store.ts';
import type { RunMode } from './source-run-store.ts';
import { runSource } from './run-source.ts';
import { deleteOldSourceUploads } from './source-writer.ts';

export const runJob = 'directory.run-source';
const scheduleJob = 'directory.schedule-sources';
/** Longer than any process takes for a part of a run or to be followed by another. */
const staleMs = 15 * 60_000;
/** Sent, looked at, and then forgotten. */
const uploadsKeptMs = 24 * 3_600_000;
/** A little less than a day: the nightly turn is not always on the minute. */
const fullEveryMs = 20 * 3_600_000;

/** On demand; a dry run only looks. Answers the run. */
export function startRun(deps: SourceDeps) {
  return async (actor: Actor, id: number, o: { readonly mode?: RunMode; readonly dry: boolean }): Promise<number> => {
    const { source } = await administeredSource(deps, actor, id);
    if (source.kind === 'scim') throw wrongSourceKind();
    if (!source.enabled) throw sourceDisabled();
    if (source.kind === 'csv' && !(await hasUpload(deps, id))) throw uploadNotFound();
    const mode = source.kind === 'csv' ? 'csv' : (o.mode ?? 'full');
    const startedBy = actor.kind === 'person' ? actor.personId : null;
    return deps.db.transaction((tx) => enqueueRun(deps, tx, source, { mode, dry: o.dry, startedBy }));
  };
}

/** What waits is applied: what the brake held back, or what a dry run found. */
export function confirmRun(deps: SourceDeps) {
  return decide(deps, async (tx, actor, { runId, now }) => {
    await writeRunState(tx, runId, 'applying', { now, confirmedBy: actor });
    await deps.jobs.enqueue(tx, runJob, { runId }, { key: String(runId) });
    return 'directory.source_run_confirmed';
  });
}

export function discardRun(deps: SourceDeps) {
  return decide(deps, async (tx, _actor, { runId, now }) => {
    await writeRunState(tx, runId, 'discarded', { now });
    return 'directory.source_run_discarded';
  });
}

function decide(
  deps: SourceDeps,
  then: (tx: Transaction, personId: number, run: { runId: number; now: Date }) => Promise<string>,
) {
  return async (actor: Actor & { readonly kind: 'person' }, id: number, runId: number, hash: string): Promise<void> => {
    const { source } = await administeredSource(deps, actor, id);
    await deps.db.transaction(async (tx) => {
      const run = await lockSourceRun(tx, runId);
      if (!run || run.sourceId !== id) throw runNotFound();
      const waits = run.state === 'braked' || run.state === 'looked';
      if (!waits || run.hash !== hash || (await isOutdated(tx, id, runId))) throw differenceOutdated();
      const type = await then(tx, actor.personId, { runId, now: new Date(deps.clock.now()) });
      const data = { runId, counts: run.counts };
      const about = { subject: `source:${id}`, organisationId: source.organisationId };
      await deps.record(tx, actor, [{ type, ...about, data }]);
    });
  };
}

async function enqueueRun(
  { clock, jobs }: SourceDeps,
  tx: Transaction,
  { id: sourceId }: SourceRow,
  run: { readonly mode: RunMode; readonly dry: boolean; readonly startedBy: number | null },
): Promise<number> {
  const now = new Date(clock.now());
  await failStaleRuns(tx, sourceId, now, new Date(now.getTime() - staleMs));
  const runId = await insertSourceRun(tx, { ...run, sourceId, now });
  await jobs.enqueue(tx, runJob, { runId }, { key: String(runId) });
  return runId;
}

async function hasUpload({ db }: SourceDeps, id: number): Promise<boolean> {
  return (await db.query('select 1 from directory.source_upload where source_id = $1', [id])).length > 0;
}

/** Every LDAP source by its own schedule: changes each hour, everything each night. */
export function defineSourceJobs(deps: SourceDeps): void {
  const { jobs, sources, db, clock } = deps;
  jobs.define<{ runId: number }>(runJob, ({ runId }, { signal }) => runSource(deps, runId, signal), { maxAttempts: 5 });
  jobs.define(scheduleJob, async () => {
    const now = clock.now();
    await deleteOldSourceUploads(db, new Date(now - uploadsKeptMs));
    for (const source of await sources.list()) {
      if (source.kind !== 'ldap' || !source.enabled) continue;
      const { schedule } = source.settings as { schedule: 'hourly' | 'nightly' | 'manual' };
      const full = await lastFullRun(db, source.id);
      const night = new Date(now).getUTCHours() < 4;
      const due = full === null || now - full.getTime() > (night ? fullEveryMs : fullEveryMs * 2);
      if (schedule === 'manual' || (schedule === 'nightly' && !due)) continue;
      const run = { mode: due ? 'full' : 'changes', dry: false, startedBy: null } as const;
      // one that is under way is not joined by a second
      await db.transaction((tx) => enqueueRun(deps, tx, source, run)).catch(ignoreBusy);
    }
  });
  jobs.cron('7 * * * *', scheduleJob);
}

function ignoreBusy(error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'directory.source_busy') throw error;
}
