import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditMigrations, createAudit } from '@landescloud/audit';
import type { Audit, AuditDeps } from '@landescloud/audit';
import type { Actor, PersonActor } from '@landescloud/kernel';
import { platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createEvents } from '@landescloud/platform/events';
import type { DomainEvent, Events } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import { createTestDatabase } from '@landescloud/testing/test-database';

export interface AuditFixture extends AsyncDisposable {
  readonly db: Database;
  readonly url: string;
  readonly folder: string;
  readonly audit: Audit;
  readonly events: Events;
  move(ms: number): void;
  now(): number;
  /** Records the events and waits until the log has everything that was recorded. */
  happen(...events: readonly DomainEvent[]): Promise<void>;
  runJob(name: string): Promise<void>;
  /** As somebody with the database's superuser would: past the triggers. */
  tamper(sql: string): Promise<void>;
  faults(): Promise<string[]>;
}

export const day = 24 * 3_600_000;
export const auditor: PersonActor = {
  kind: 'person',
  personId: 900,
  login: 'auditor',
  name: 'Rita Revision',
  organisationId: 1,
  role: 'member',
  assignments: [{ role: 'auditor', organisationId: 2 }],
  client: 'browser',
};
export const administrator: PersonActor = {
  ...auditor,
  personId: 901,
  name: 'Ada Admin',
  role: 'platform-administrator',
  assignments: [],
};
export const member: PersonActor = { ...auditor, personId: 902, name: 'Mia Müller', assignments: [] };

/** Organisation 2 has 3 and 4 below it; everything lies below 1. */
export const ports: Pick<AuditDeps, 'scopeOf' | 'subtreeOf' | 'daysByOrganisation'> = {
  daysByOrganisation: async () => new Map(),
  async scopeOf(actor: Actor) {
    if (actor.kind === 'system' || actor.role === 'platform-administrator') return null;
    return actor.assignments.some(({ role }) => role === 'auditor') ? [2, 3, 4] : [];
  },
  async subtreeOf(id) {
    return id === 1 ? [1, 2, 3, 4, 5] : id === 2 ? [2, 3, 4] : [id];
  },
};

export function eventOf(o: Partial<DomainEvent> & { personId?: number } = {}): DomainEvent {
  const { personId = 7, ...event } = o;
  return {
    type: 'files.created',
    actor: { kind: 'person', personId, name: `Person ${personId}`, client: 'desktop' },
    organisationId: 3,
    subject: 'node:17',
    data: { name: 'Vermerk.odt', spaceId: 5 },
    at: Date.now(),
    ...event,
  };
}

/** The log on a database of its own, hearing events. */
export async function startAudit(
  o: Partial<Pick<AuditDeps, 'retention' | 'erasedBy' | 'daysByOrganisation'>> = {},
): Promise<AuditFixture> {
  const { db, url, drop } = await createTestDatabase({ sources: [platformMigrations, auditMigrations] });
  const folder = await mkdtemp(join(tmpdir(), 'landescloud-audit-'));
  const anchors = join(folder, 'audit-anchors');
  const jobs = createJobs(db);
  const events = createEvents(db);
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  const audit = createAudit({ db, events, jobs, clock, folder: anchors, ...ports, ...o });
  await jobs.start();
  events.start();
  const settled = async () => {
    for (let tries = 0; tries < 500; tries += 1) {
      const [row] = await db.query<{ left: number }>(
        // The position moves when the handler has ended, with its anchor.
        `select count(*) as left from platform.outbox
         where id > coalesce((select last_id from platform.subscriber where name = 'audit'), 0)`,
      );
      if (row?.left === 0) return;
      await sleep(20);
    }
    throw new Error('the log does not keep up');
  };
  return {
    db,
    url,
    folder: anchors,
    audit,
    events,
    move: (ms) => void (offset += ms),
    now: clock.now,
    async happen(...list) {
      await events.record(db, list);
      await settled();
    },
    async runJob(name) {
      await jobs.enqueue(db, name, {});
      for (let tries = 0; tries < 500; tries += 1) {
        const [row] = await db.query<{ left: number }>('select count(*) as left from jobs.jobs');
        if (row?.left === 0) return settled();
        await sleep(20);
      }
      throw new Error(`${name} does not end`);
    },
    async tamper(sql) {
      await db.transaction(async (tx) => {
        // As who owns the tables can.
        const guarded = await tx.query<{ name: string }>(
          `select distinct tgrelid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
           where not tgisinternal and c.relnamespace = 'audit'::regnamespace`,
        );
        for (const { name } of guarded) await tx.query(`alter table ${name} disable trigger user`);
        await tx.query(sql);
        for (const { name } of guarded) await tx.query(`alter table ${name} enable trigger user`);
      });
    },
    faults: async () => (await audit.verify()).faults.map(({ kind, text }) => `${kind}: ${text}`),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await events.stop();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
