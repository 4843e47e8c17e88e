import { systemActor } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import type { Database, Log } from '@landescloud/platform/database';
import { silent } from '@landescloud/platform/database';
import type { Events } from '@landescloud/platform/events';
import type { Jobs } from '@landescloud/platform/jobs';
import { dayOf, dropAnchor } from './anchors.ts';
import { appendEvents } from './append-events.ts';
import { auditEvent } from './audit-events.ts';
import type { AuditEntry, AuditFilter, AuditPage } from './entry.ts';
import type { EntryQuery } from './entry-reader.ts';
import { searchEntries } from './entry-reader.ts';
import { notAllowed } from './errors.ts';
import { ofPerson } from './of-person.ts';
import { personOf } from './people-concerned.ts';
import { redactByOrganisation, redactExpired, redactPerson } from './redact.ts';
import type { RetentionRule } from './retention-rules.ts';
import { defaultRetention } from './retention-rules.ts';
import { readLastVerification, verifiedType } from './verification.ts';
import type { Verification } from './verification.ts';
import type { AuditReport } from './verify.ts';
import { verifyAudit } from './verify.ts';

export interface Audit {
  /** Newest first, as far as the actor may look; that they looked is an event. Forbidden `audit.not_allowed`. */
  search(actor: Actor, filter: AuditFilter, page: { before?: number; limit: number }): Promise<AuditPage>;
  /** Everything that fits, newest first, page by page as it is taken. Forbidden `audit.not_allowed` before the first. */
  export(actor: Actor, filter: AuditFilter, format: string): Promise<AsyncIterable<AuditEntry>>;
  /**
   * What is stored about a person, newest first (GDPR Art. 15 and 20). Names and programs of others are left out, and
   * who looked for the person in this log.
   */
  ofPerson(personId: number): AsyncIterable<AuditEntry>;
  me(actor: PersonActor, page: { before?: number; limit: number }): Promise<AuditPage>;
  /** Deletes what the log says about a person; answers of how many entries. The chain still holds. */
  redactPerson(personId: number): Promise<number>;
  /** Whether anything was changed, removed or cut off. */
  verify(): Promise<AuditReport>;
  /** The same as a job, which runs each night too; what it found stands in the log. Forbidden `audit.not_allowed`. */
  requestVerification(actor: Actor): Promise<void>;
  /** What it found last; null: it never ran. */
  lastVerification(): Promise<Verification | null>;
}

export interface AuditDeps {
  readonly db: Database;
  readonly events: Pick<Events, 'record' | 'subscribe' | 'position'>;
  readonly jobs: Pick<Jobs, 'define' | 'cron' | 'enqueue'>;
  readonly clock: Clock;
  readonly log?: Log;
  /** Where the files of the anchors lie: a folder of its own in the data folder. */
  readonly folder: string;
  readonly retention?: readonly RetentionRule[];
  /** Types of events by which a person, their subject, is erased: here too, once all before it is in the log. */
  readonly erasedBy?: readonly string[];
  /** Organisations whose entries the actor may read; null: everything; none: Forbidden. */
  scopeOf(actor: Actor): Promise<readonly number[] | null>;
  /** Days after which an organisation wants what names people deleted; those who leave it to the kinds are absent. */
  daysByOrganisation(): Promise<ReadonlyMap<number, number>>;
  /** The organisation and everything below it. */
  subtreeOf(organisationId: number): Promise<readonly number[]>;
}

const subscriber = 'audit';
const verifyJob = 'audit.verify';
const exportPage = 1_000;
const anchorRetry = 60_000;

/** The audit log: hears every event. Before `events.start` and `jobs.start`. */
export function createAudit(deps: AuditDeps): Audit {
  const { db, events, jobs, clock, log = silent, folder, retention = defaultRetention, erasedBy = [] } = deps;
  const append = appendEvents(db);
  let anchored = '';
  let anchorsAgain = 0;

  /** An anchor that cannot be written holds up no entry: they are what it is about. */
  async function anchorOfToday(): Promise<void> {
    const now = clock.now();
    if (dayOf(now) === anchored || now < anchorsAgain) return;
    try {
      await dropAnchor(db, folder, clock);
      anchored = dayOf(now);
    } catch (error) {
      anchorsAgain = now + anchorRetry;
      log.error({ err: error }, 'the audit log could not be anchored');
    }
  }

  events.subscribe(subscriber, 'all', async (batch) => {
    await append(batch);
    await anchorOfToday();
    for (const { type, subject } of batch) {
      const personId = erasedBy.includes(type) ? personOf(subject) : null;
      if (personId !== null) await redactPerson(deps, personId);
    }
  });
  jobs.define('audit.anchor', () => dropAnchor(db, folder, clock));
  jobs.cron('1 0 * * *', 'audit.anchor');
  jobs.define('audit.retention', async (_payload, { signal }) => {
    await redactExpired(deps, retention, signal);
    await redactByOrganisation(deps, await deps.daysByOrganisation(), signal);
  });
  jobs.cron('20 2 * * *', 'audit.retention');
  const verify = () => verifyAudit({ db, folder, position: () => events.position(subscriber) });
  jobs.define(verifyJob, async () => {
    const { faults, ...counts } = await verify();
    const data = { ...counts, faults: faults.length };
    for (const { text } of faults) log.error({ fault: text }, 'the audit log is not what it was');
    await events.record(db, [auditEvent(systemActor('audit-verify'), clock, verifiedType, data)]);
  });
  jobs.cron('40 3 * * *', verifyJob);

  async function queryOf(actor: Actor, filter: AuditFilter): Promise<Omit<EntryQuery, 'limit'>> {
    const scope = await deps.scopeOf(actor);
    if (scope?.length === 0) throw notAllowed();
    const { organisationId, ...rest } = filter;
    if (organisationId === undefined) return { ...rest, organisationIds: scope };
    const subtree = await deps.subtreeOf(organisationId);
    const allowed = scope === null ? null : new Set(scope);
    return { ...rest, organisationIds: subtree.filter((id) => allowed === null || allowed.has(id)) };
  }

  async function pageOf(query: EntryQuery): Promise<AuditPage> {
    const found = await searchEntries(db, { ...query, limit: query.limit + 1 });
    const items = found.slice(0, query.limit);
    return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
  }

  return {
    async search(actor, filter, page) {
      const query = await queryOf(actor, filter);
      const found = await pageOf({ ...query, ...page });
      await events.record(db, [auditEvent(actor, clock, 'audit.searched', { ...filter })]);
      return found;
    },
    async export(actor, filter, format) {
      const query = await queryOf(actor, filter);
      await events.record(db, [auditEvent(actor, clock, 'audit.exported', { ...filter, format })]);
      return pages((before) => pageOf({ ...query, ...before, limit: exportPage }));
    },
    ofPerson: (personId) => pages((before) => ofPerson(pageOf, personId, { ...before, limit: exportPage })),
    me: (actor, page) => ofPerson(pageOf, actor.personId, page),
    redactPerson: (personId) => redactPerson(deps, personId),
    verify,
    async requestVerification(actor) {
      if ((await deps.scopeOf(actor)) !== null) throw notAllowed();
      await jobs.enqueue(db, verifyJob, {}, { key: 'now' });
    },
    lastVerification: () => readLastVerification(db),
  };
}

async function* pages(page: (o: { before?: number }) => Promise<AuditPage>): AsyncGenerator<AuditEntry> {
  for (let found = await page({}); ; found = await page({ before: found.next })) {
    yield* found.items;
    if (found.next === null) return;
  }
}
