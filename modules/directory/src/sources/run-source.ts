import { isDomainError, systemActor } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { OrganisationTrees } from '../organisation-trees.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyItems } from './apply-items.ts';
import { brakeOn } from './brake.ts';
import { cleanLogin } from './clean-values.ts';
import { compareSource } from './compare-source.ts';
import { differenceHash } from './difference-hash.ts';
import { organisationFinder } from './find-organisation.ts';
import { groupKeyFor } from './group-key.ts';
import { readPresent } from './present-reader.ts';
import { readSource } from './read-source.ts';
import type { Difference, ItemKind } from './source-difference.ts';
import type { RecordEvents } from './source-events.ts';
import { writeGroupStamps } from './source-groups-writer.ts';
import { writeManagers, writeRelinks } from './source-people-writer.ts';
import type { SourceReader, SourceRow } from './source-reader.ts';
import type { SourceSnapshot } from './source-record.ts';
import {
  discardOlderRuns,
  findSourceRun,
  lockSourceRun,
  markRunItems,
  openRunItems,
  purgeRuns,
  recountRun,
  touchRun,
  writeDifference,
  writeRunState,
} from './source-run-store.ts';
import type { RunCounts, RunRow } from './source-run-store.ts';
import type { SourceSecrets } from './source-secrets.ts';
import type { CommonSettings } from './source-settings.ts';
import { deleteSourceUploads } from './source-writer.ts';

export interface RunDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly trees: OrganisationTrees;
  readonly sources: SourceReader;
  readonly secrets: SourceSecrets;
  readonly record: RecordEvents;
  /** After commit: what is remembered of the person is out of date. */
  readonly personChanged: (personId: number) => void;
}

const itemsAtOnce = 500;
const relinksAtOnce = 5_000;
const runsKept = 200;
/** What nobody is asked about goes on; these wait for somebody who looked. */
export const heldByBrake: readonly ItemKind[] = ['leaving', 'group-removed'];

/**
 * Does what is left of a run: reads and compares, then applies part by part, each part in one transaction with the mark
 * that it was. So a process may die at any moment, and whoever takes the job again goes on where it was.
 */
export async function runSource(deps: RunDeps, runId: number, signal: AbortSignal): Promise<void> {
  const { db, sources } = deps;
  const run = await findSourceRun(db, runId);
  const source = run && (await sources.byId(run.sourceId));
  if (!run || !['waiting', 'reading', 'applying'].includes(run.state)) return;
  const now = () => new Date(deps.clock.now());
  if (!source) return writeRunState(db, runId, 'failed', { now: now(), error: 'directory.source_not_found' });
  try {
    if (run.state !== 'applying' && (await compare(deps, run, source, signal)) === 'looked') return;
    await apply(deps, runId, source, signal);
  } catch (error) {
    // stopping: the job is given to the next process
    if (signal.aborted || !isDomainError(error) || error.code.startsWith('database.')) throw error;
    const reason = error.details['reason'];
    const code = typeof reason === 'string' ? `${error.code}:${reason}` : error.code;
    await writeRunState(db, runId, 'failed', { now: now(), error: code });
  }
}

async function compare(
  deps: RunDeps,
  run: RunRow,
  source: SourceRow,
  signal: AbortSignal,
): Promise<'looked' | 'applying'> {
  const { db, clock } = deps;
  const now = () => new Date(clock.now());
  await writeRunState(db, run.id, 'reading', { now: now() });
  const snapshot = await readSource({ db, secrets: deps.secrets, now: () => clock.now() }, source, run.mode, signal);
  await touchRun(db, run.id, now());
  const difference = await findDifference(deps, source, snapshot);
  const { brakeShare: share, brakeLeast: least } = source.settings as CommonSettings;
  const brake = brakeOn(difference, snapshot, { share, least }) ?? null;
  const hash = differenceHash(difference.items);
  const state = run.dry ? 'looked' : 'applying';
  await db.transaction(async (tx) => {
    await writeDifference(tx, run.id, {
      items: difference.items,
      counts: countsOf(difference),
      brake,
      hash,
      now: now(),
    });
    await writeRunState(tx, run.id, state, { now: now() });
    if (!run.dry) await discardOlderRuns(tx, source.id, run.id);
  });
  if (run.dry) return 'looked';
  for (let from = 0; from < difference.relinked.length; from += relinksAtOnce)
    await writeRelinks(db, source.id, difference.relinked.slice(from, from + relinksAtOnce));
  await writeGroupStamps(db, source.id, difference.relinkedGroups);
  return 'applying';
}

export async function findDifference(
  { db, trees }: Pick<RunDeps, 'db' | 'trees'>,
  source: SourceRow,
  snapshot: SourceSnapshot,
): Promise<Difference> {
  const settings = source.settings as CommonSettings;
  const { adopts, loginSuffix } = settings;
  const tree = await trees.read(db);
  const groupKey = groupKeyFor(tree.byId(source.organisationId)?.key ?? '', source.id);
  const logins = snapshot.people.flatMap(({ login }) => {
    const cleaned = cleanLogin(login, loginSuffix);
    return 'problem' in cleaned ? [] : [cleaned.value];
  });
  const present = await readPresent(db, {
    sourceId: source.id,
    logins,
    groupKeys: (snapshot.groups ?? []).map(({ name, externalId }) => groupKey(name, externalId)),
    adoptIn: adopts ? tree.subtreeIds(source.organisationId) : [],
    groups: snapshot.groups !== null,
  });
  const organisation = organisationFinder(tree, source.organisationId, settings);
  return compareSource({ snapshot, present, organisation, loginSuffix, adopts, groupKey });
}

async function apply(deps: RunDeps, runId: number, source: SourceRow, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const now = () => new Date(clock.now());
  for (let more = true; more;) {
    signal.throwIfAborted();
    more = await db.transaction(async (tx) => {
      const run = await lockSourceRun(tx, runId);
      if (run?.state !== 'applying') return false;
      const items = await openRunItems(tx, runId, heldOf(run), itemsAtOnce);
      if (items.length === 0) return false;
      const context = await applyContext(deps, tx, source);
      const refused = await applyItems(context, items);
      await markRunItems(
        tx,
        runId,
        items.map(({ position }) => position),
        refused,
      );
      await touchRun(tx, runId, now());
      return true;
    });
  }
  await db.transaction(async (tx) => {
    const run = await lockSourceRun(tx, runId);
    if (run?.state !== 'applying') return;
    const context = await applyContext(deps, tx, source);
    context.changed(await writeManagers(tx, source.id));
    await recountRun(tx, runId, run.counts);
    await writeRunState(tx, runId, heldOf(run).length > 0 ? 'braked' : 'done', { now: now() });
    await context.record([
      {
        type: heldOf(run).length > 0 ? 'directory.source_braked' : 'directory.source_run_done',
        subject: `source:${source.id}`,
        organisationId: source.organisationId,
        data: { runId, counts: run.counts },
      },
    ]);
  });
  await deleteSourceUploads(db, source.id);
  await purgeRuns(db, source.id, runsKept);
}

export async function applyContext(deps: RunDeps, tx: ApplyContext['tx'], source: SourceRow): Promise<ApplyContext> {
  const actor = systemActor(`source ${source.id}`);
  return {
    tx,
    sourceId: source.id,
    organisationId: source.organisationId,
    tree: await deps.trees.current(),
    now: new Date(deps.clock.now()),
    record: (events) => deps.record(tx, actor, events),
    changed(personIds) {
      const ids = [...personIds];
      tx.afterCommit(() => ids.forEach(deps.personChanged));
    },
  };
}

function heldOf({ brake, confirmedBy }: RunRow): readonly ItemKind[] {
  return brake !== null && confirmedBy === null ? heldByBrake : [];
}

function countsOf({ items, unchanged, present }: Difference): RunCounts {
  const counts: RunCounts = { unchanged, present };
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
