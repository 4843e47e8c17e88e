import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { personChangedTopic } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import type { EventLog } from '../directory-events.ts';
import { leftLately } from '../scim/scim-store.ts';
import { createOrganisationTrees, organisationsChangedTopic } from '../organisation-trees.ts';
import { administers, requireSomeAdministration } from '../rights.ts';
import { addSource, allowLeaving, removeSource, updateSource } from './change-sources.ts';
import type { NewSource, SourceUpdate } from './change-sources.ts';
import { leavingLimit } from './brake.ts';
import type { CommonSettings } from './source-settings.ts';
import type { ItemKind } from './source-difference.ts';
import { administeredSource } from './source-deps.ts';
import type { SourceDeps, SourceJobs } from './source-deps.ts';
import { runNotFound } from './source-errors.ts';
import { createRecordEvents } from './source-events.ts';
import { createSourceReader } from './source-reader.ts';
import type { SourceRow } from './source-reader.ts';
import { brakedSourceRuns, findSourceRun, lastSourceRuns, pageRunItems, pageSourceRuns } from './source-run-store.ts';
import type { RunMode, ShownItem } from './source-run-store.ts';
import type { SourceSecrets } from './source-secrets.ts';
import { createToken, revokeToken, sourceTokens } from './source-tokens.ts';
import type { SourceToken } from './source-tokens.ts';
import { viewRun } from './source-views.ts';
import type { RunView, SourceView } from './source-views.ts';
import { confirmRun, defineSourceJobs, discardRun, startRun } from './start-run.ts';
import { takeCsv } from './take-csv.ts';
import type { CsvUpload } from './take-csv.ts';
import { testSource } from './test-source.ts';
import type { TestInput, TestResult } from './test-source.ts';

const dayMs = 86_400_000;

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Where people come from: LDAP, CSV, SCIM. For whoever administers the source's organisation; for others a source is not
 * there (NotFound `directory.source_not_found`).
 */
export interface Sources {
  /** Those whose organisation the actor administers. Forbidden `directory.not_allowed` for who administers nothing. */
  list(actor: Actor): Promise<SourceView[]>;
  get(actor: Actor, id: number): Promise<SourceView>;
  add(actor: Actor, input: NewSource): Promise<SourceView>;
  update(actor: Actor, id: number, update: SourceUpdate): Promise<SourceView>;
  /** Its people and groups stay, and are kept by hand from then on. */
  remove(actor: Actor, id: number): Promise<void>;
  /** Unavailable `directory.source_unreachable`, Conflict `directory.source_refused`, with a reason. */
  test(actor: Actor, id: number, input: TestInput): Promise<TestResult>;
  upload(actor: Actor, id: number, content: Uint8Array): Promise<CsvUpload>;
  /** Looks or applies, by a job. Conflict `directory.source_busy`, `directory.source_disabled`. */
  run(actor: Actor, id: number, o: { readonly mode?: RunMode; readonly dry: boolean }): Promise<RunView>;
  runs(actor: Actor, id: number, page: Page): Promise<{ total: number; items: RunView[] }>;
  /** What a run found, in parts. */
  difference(
    actor: Actor,
    id: number,
    runId: number,
    o: Page & { readonly kinds: readonly ItemKind[] },
  ): Promise<{ run: RunView; items: ShownItem[] }>;
  /** Applies what the brake held back or a dry run found. Conflict `directory.difference_outdated`. */
  confirm(actor: PersonActor, id: number, runId: number, hash: string): Promise<RunView>;
  discard(actor: PersonActor, id: number, runId: number, hash: string): Promise<RunView>;
  tokens(actor: Actor, id: number): Promise<SourceToken[]>;
  createToken(actor: PersonActor, id: number, label: string): Promise<SourceToken & { token: string }>;
  revokeToken(actor: PersonActor, id: number, tokenId: number): Promise<void>;
  /** SCIM: for a day nobody is held back by the brake. */
  allowLeaving(actor: Actor, id: number): Promise<SourceView>;
  /** What the SCIM server works with. */
  readonly deps: SourceDeps;
  /** Stops listening to other processes. */
  close(): void;
}

export interface CreateSourcesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: EventLog;
  readonly hints: {
    publish(topic: string, data: object): void;
    subscribe(topic: string, handler: (data: unknown) => void): () => void;
  };
  readonly jobs: SourceJobs;
  readonly secrets: SourceSecrets;
}

export function createSources({ db, clock, events, hints, jobs, secrets }: CreateSourcesDeps): Sources {
  const trees = createOrganisationTrees(db, clock);
  const close = hints.subscribe(organisationsChangedTopic, () => trees.forget());
  const sources = createSourceReader(db);
  const personChanged = (personId: number) => hints.publish(personChangedTopic, { personId });
  const record = createRecordEvents(events, clock);
  const deps: SourceDeps = { db, clock, trees, sources, secrets, record, personChanged, jobs };
  defineSourceJobs(deps);
  const add = addSource(deps);
  const update = updateSource(deps);
  const start = startRun(deps);
  const confirm = confirmRun(deps);
  const discard = discardRun(deps);
  const allow = allowLeaving(deps);

  async function views(rows: readonly SourceRow[]): Promise<SourceView[]> {
    const ids = rows.map(({ id }) => id);
    const tree = await trees.current();
    const counts = await sources.counts(ids);
    const last = new Map((await lastSourceRuns(db, ids)).map((run) => [run.sourceId, viewRun(run)]));
    const braked = new Map((await brakedSourceRuns(db, ids)).map((run) => [run.sourceId, viewRun(run)]));
    const limits = await leavingLimits(rows);
    return rows.map(({ id, organisationId, kind, name, settings, secret, enabled, createdAt }) => {
      const { key = '', name: called = '' } = tree.byId(organisationId) ?? {};
      const { people = 0, groups = 0 } = counts.get(id) ?? {};
      return {
        id,
        organisation: { key, name: called },
        kind,
        name,
        enabled,
        settings: settings as SourceView['settings'],
        hasSecret: secret !== null,
        createdAt: createdAt.getTime(),
        people,
        groups,
        lastRun: last.get(id) ?? null,
        braked: braked.get(id) ?? null,
        leaving: limits.get(id) ?? null,
      };
    });
  }

  /** SCIM clients have no runs: how near they are to the brake. */
  async function leavingLimits(
    rows: readonly SourceRow[],
  ): Promise<ReadonlyMap<number, NonNullable<SourceView['leaving']>>> {
    const limits = new Map<number, NonNullable<SourceView['leaving']>>();
    for (const { id, kind, settings, leavingAllowedUntil } of rows) {
      if (kind !== 'scim') continue;
      const { left, present } = await leftLately(db, id, new Date(clock.now() - dayMs));
      const limit = leavingLimit(settings as CommonSettings, left + present);
      const until = leavingAllowedUntil?.getTime() ?? 0;
      limits.set(id, { left, limit, allowedUntil: until > clock.now() ? until : null });
    }
    return limits;
  }

  async function get(actor: Actor, id: number): Promise<SourceView> {
    const { source } = await administeredSource(deps, actor, id);
    const [view] = await views([source]);
    return view!;
  }

  async function runOf(id: number, runId: number): Promise<RunView> {
    const run = await findSourceRun(db, runId);
    if (run?.sourceId !== id) throw runNotFound();
    return viewRun(run);
  }

  return {
    async list(actor) {
      requireSomeAdministration(actor);
      const tree = await trees.current();
      const rows = await sources.list();
      return views(rows.filter(({ organisationId }) => administers(actor, tree, organisationId)));
    },
    get,
    add: async (actor, input) => get(actor, await add(actor, input)),
    async update(actor, id, change) {
      await update(actor, id, change);
      return get(actor, id);
    },
    remove: removeSource(deps),
    test: testSource(deps),
    upload: takeCsv(deps),
    run: async (actor, id, o) => runOf(id, await start(actor, id, o)),
    async runs(actor, id, { offset, limit }) {
      await administeredSource(deps, actor, id);
      const { total, items } = await pageSourceRuns(db, id, offset, limit);
      return { total, items: items.map(viewRun) };
    },
    async difference(actor, id, runId, { kinds, offset, limit }) {
      await administeredSource(deps, actor, id);
      const run = await runOf(id, runId);
      return { run, items: await pageRunItems(db, runId, kinds, offset, limit) };
    },
    async confirm(actor, id, runId, hash) {
      await confirm(actor, id, runId, hash);
      return runOf(id, runId);
    },
    async discard(actor, id, runId, hash) {
      await discard(actor, id, runId, hash);
      return runOf(id, runId);
    },
    async tokens(actor, id) {
      await administeredSource(deps, actor, id);
      return sourceTokens(db, id);
    },
    createToken: createToken(deps),
    revokeToken: revokeToken(deps),
    async allowLeaving(actor, id) {
      await allow(actor, id);
      return get(actor, id);
    },
    deps,
    close,
  };
}
