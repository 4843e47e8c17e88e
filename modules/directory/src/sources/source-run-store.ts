import { statement, violatedConstraint } from '@landescloud/platform/database';
import type { Queryable } from '@landescloud/platform/database';
import { sourceBusy } from './source-errors.ts';
import type { Brake } from './brake.ts';
import type { DifferenceItem, ItemKind, Problem } from './source-difference.ts';
import type { Positioned } from './apply-context.ts';

export type RunMode = 'full' | 'changes' | 'csv';
export type RunState = 'waiting' | 'reading' | 'applying' | 'done' | 'looked' | 'braked' | 'failed' | 'discarded';
export type RunCounts = Partial<Record<ItemKind | 'unchanged' | 'present', number>>;

export interface RunRow {
  readonly id: number;
  readonly sourceId: number;
  readonly mode: RunMode;
  readonly dry: boolean;
  readonly state: RunState;
  readonly startedBy: string | null;
  readonly confirmedBy: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly counts: RunCounts;
  readonly brake: Brake | null;
  readonly hash: string | null;
  readonly error: string | null;
}

const select = `select r.id, r.source_id as "sourceId", r.mode, r.dry, r.state, s.name as "startedBy", c.name as "confirmedBy",
  r.started_at as "startedAt", r.ended_at as "endedAt", r.counts, r.brake, r.hash, r.error
  from directory.source_run r left join directory.person s on s.id = r.started_by
    left join directory.person c on c.id = r.confirmed_by`;

const insertRun = statement(
  'directory.insert-source-run',
  `insert into directory.source_run (source_id, mode, dry, started_by, started_at, touched_at)
   values ($1, $2, $3, $4, $5, $5) returning id`,
);
const findRun = statement('directory.find-source-run', `${select} where r.id = $1`);
const lockRun = statement('directory.lock-source-run', `${select} where r.id = $1 for update of r`);
const listRuns = statement(
  'directory.list-source-runs',
  `${select} where r.source_id = $1 order by r.id desc offset $2 limit $3`,
);
const countRuns = statement(
  'directory.count-source-runs',
  'select count(*) as total from directory.source_run where source_id = $1',
);
const lastRuns = statement(
  'directory.last-source-runs',
  `${select} where r.id in (select max(id) from directory.source_run where source_id = any($1) and not dry group by source_id)`,
);
const brakedRuns = statement(
  'directory.braked-source-runs',
  `${select} where r.source_id = any($1) and r.state = 'braked'`,
);
const newerRun = statement(
  'directory.newer-source-run',
  `select 1 from directory.source_run where source_id = $1 and id > $2 and not dry and state in ('done', 'braked', 'applying') limit 1`,
);
const lastFull = statement(
  'directory.last-full-source-run',
  `select max(started_at) as at from directory.source_run
   where source_id = $1 and mode = 'full' and not dry and state in ('done', 'braked')`,
);
const setState = statement(
  'directory.set-source-run-state',
  `update directory.source_run set state = $2, touched_at = $3, dry = dry and $2 <> 'applying',
     ended_at = case when $2 in ('done', 'looked', 'braked', 'failed', 'discarded') then $3::timestamptz end,
     error = $4, confirmed_by = coalesce($5, confirmed_by) where id = $1`,
);
const setDifference = statement(
  'directory.set-source-run-difference',
  `update directory.source_run set counts = $2::json, brake = $3::json, hash = $4, touched_at = $5 where id = $1`,
);
const setCounts = statement(
  'directory.set-source-run-counts',
  'update directory.source_run set counts = $2::json where id = $1',
);
const touch = statement('directory.touch-source-run', 'update directory.source_run set touched_at = $2 where id = $1');
const discardBraked = statement(
  'directory.discard-braked-source-runs',
  `update directory.source_run set state = 'discarded' where source_id = $1 and id < $2 and state in ('braked', 'looked')`,
);
const failStale = statement(
  'directory.fail-stale-source-runs',
  `update directory.source_run set state = 'failed', error = 'interrupted', ended_at = $2
   where source_id = $1 and state in ('waiting', 'reading', 'applying') and touched_at < $3`,
);
const deleteItems = statement(
  'directory.delete-source-run-items',
  'delete from directory.source_run_item where run_id = $1',
);
const insertItems = statement(
  'directory.insert-source-run-items',
  `insert into directory.source_run_item (run_id, position, kind, external_id, label, before, after, applied_at)
   select $1, i.position, i.kind, i.external_id, i.label, i.before::json, i.after::json, case when i.kind = 'problem' then now() end
   from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     as i(position, kind, external_id, label, before, after)`,
);
const openItems = statement(
  'directory.open-source-run-items',
  `select position, kind, external_id as "externalId", label, before, after from directory.source_run_item
   where run_id = $1 and applied_at is null and kind <> all($2) order by position limit $3 for update`,
);
const markApplied = statement(
  'directory.mark-source-run-items',
  'update directory.source_run_item set applied_at = now() where run_id = $1 and position = any($2)',
);
const markRefused = statement(
  'directory.refuse-source-run-items',
  `update directory.source_run_item t set kind = 'problem', before = null, after = i.after::json
   from unnest($2::int[], $3::text[]) as i(position, after) where t.run_id = $1 and t.position = i.position`,
);
const countItems = statement(
  'directory.count-source-run-items',
  'select kind, count(*) as count from directory.source_run_item where run_id = $1 group by kind',
);
const pageItems = statement(
  'directory.page-source-run-items',
  `select position, kind, external_id as "externalId", label, before, after, applied_at is not null as applied
   from directory.source_run_item where run_id = $1 and kind = any($2) order by position offset $3 limit $4`,
);
const purgeItems = statement(
  'directory.purge-source-runs',
  `delete from directory.source_run r where r.source_id = $1 and r.state not in ('waiting', 'reading', 'applying', 'braked')
     and (r.started_at < now() - interval '90 days'
       or r.id not in (select id from directory.source_run where source_id = $1 order by id desc limit $2))`,
);

export interface NewRun {
  readonly sourceId: number;
  readonly mode: RunMode;
  readonly dry: boolean;
  readonly startedBy: number | null;
  readonly now: Date;
}

/** Conflict `directory.source_busy` where a run of the source is under way. */
export async function insertSourceRun(tx: Queryable, run: NewRun): Promise<number> {
  try {
    const [row] = await tx.query<{ id: number }>(insertRun, [run.sourceId, run.mode, run.dry, run.startedBy, run.now]);
    return row?.id ?? 0;
  } catch (error) {
    throw violatedConstraint(error) === 'source_run_at_work' ? sourceBusy() : error;
  }
}

export const findSourceRun = async (q: Queryable, id: number) => (await q.query<RunRow>(findRun, [id]))[0];
export const lockSourceRun = async (tx: Queryable, id: number) => (await tx.query<RunRow>(lockRun, [id]))[0];
export const lastSourceRuns = (q: Queryable, sourceIds: readonly number[]) => q.query<RunRow>(lastRuns, [sourceIds]);
export const brakedSourceRuns = (q: Queryable, sourceIds: readonly number[]) =>
  q.query<RunRow>(brakedRuns, [sourceIds]);

export async function pageSourceRuns(q: Queryable, sourceId: number, offset: number, limit: number) {
  const [counted] = await q.query<{ total: number }>(countRuns, [sourceId]);
  return { total: counted?.total ?? 0, items: await q.query<RunRow>(listRuns, [sourceId, offset, limit]) };
}

/** Whether something was applied since the run, so that what it found is out of date. */
export async function isOutdated(q: Queryable, sourceId: number, runId: number): Promise<boolean> {
  return (await q.query(newerRun, [sourceId, runId])).length > 0;
}

export async function lastFullRun(q: Queryable, sourceId: number): Promise<Date | null> {
  return (await q.query<{ at: Date | null }>(lastFull, [sourceId]))[0]?.at ?? null;
}

export async function writeRunState(
  q: Queryable,
  id: number,
  state: RunState,
  { now, error = null, confirmedBy = null }: { now: Date; error?: string | null; confirmedBy?: number | null },
): Promise<void> {
  try {
    await q.query(setState, [id, state, now, error, confirmedBy]);
  } catch (failure) {
    throw violatedConstraint(failure) === 'source_run_at_work' ? sourceBusy() : failure;
  }
}

export async function touchRun(q: Queryable, id: number, now: Date): Promise<void> {
  await q.query(touch, [id, now]);
}

export async function discardOlderRuns(q: Queryable, sourceId: number, runId: number): Promise<void> {
  await q.query(discardBraked, [sourceId, runId]);
}

/** Ends what a process left that never came back. */
export async function failStaleRuns(q: Queryable, sourceId: number, now: Date, before: Date): Promise<void> {
  await q.query(failStale, [sourceId, now, before]);
}

const itemsAtOnce = 2_000;

/** In the place of whatever an interrupted attempt had stored. */
export async function writeDifference(
  tx: Queryable,
  runId: number,
  found: { items: readonly DifferenceItem[]; counts: RunCounts; brake: Brake | null; hash: string; now: Date },
): Promise<void> {
  await tx.query(deleteItems, [runId]);
  for (let from = 0; from < found.items.length; from += itemsAtOnce) {
    const part = found.items.slice(from, from + itemsAtOnce);
    await tx.query(insertItems, [
      runId,
      part.map((_, at) => from + at),
      part.map(({ kind }) => kind),
      part.map(({ externalId }) => externalId),
      part.map(({ label }) => label),
      part.map(({ before }) => (before === null ? null : JSON.stringify(before))),
      part.map(({ after }) => (after === null ? null : JSON.stringify(after))),
    ]);
  }
  const brake = found.brake === null ? null : JSON.stringify(found.brake);
  await tx.query(setDifference, [runId, JSON.stringify(found.counts), brake, found.hash, found.now]);
}

/** The next items that were not applied yet, in their order, without those that the brake holds back. */
export function openRunItems(tx: Queryable, runId: number, held: readonly ItemKind[], limit: number) {
  return tx.query<Positioned<DifferenceItem>>(openItems, [runId, held, limit]);
}

export async function markRunItems(
  tx: Queryable,
  runId: number,
  positions: readonly number[],
  refused: readonly { readonly position: number; readonly problem: Problem }[],
): Promise<void> {
  await tx.query(markApplied, [runId, positions]);
  if (refused.length === 0) return;
  await tx.query(markRefused, [
    runId,
    refused.map(({ position }) => position),
    refused.map(({ problem }) => JSON.stringify(problem)),
  ]);
}

/** Counts again by what the items are now: some may have turned out to be problems. */
export async function recountRun(tx: Queryable, runId: number, counts: RunCounts): Promise<void> {
  const rows = await tx.query<{ kind: ItemKind; count: number }>(countItems, [runId]);
  const { unchanged = 0, present = 0 } = counts;
  const counted = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
  await tx.query(setCounts, [runId, JSON.stringify({ ...counted, unchanged, present })]);
}

export type ShownItem = Positioned<DifferenceItem> & { readonly applied: boolean };

export function pageRunItems(q: Queryable, runId: number, kinds: readonly ItemKind[], offset: number, limit: number) {
  return q.query<ShownItem>(pageItems, [runId, kinds, offset, limit]);
}

/** Keeps the last runs, and none for longer than three months: what they found names people. */
export async function purgeRuns(q: Queryable, sourceId: number, keep: number): Promise<void> {
  await q.query(purgeItems, [sourceId, keep]);
}
