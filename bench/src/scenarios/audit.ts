import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditMigrations, createAudit } from '@landescloud/audit';
import type { Audit, AuditFilter } from '@landescloud/audit';
import { systemActor } from '@landescloud/kernel';
import { migrate, openDatabase, platformMigrations } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { createEvents } from '@landescloud/platform/events';
import type { DomainEvent } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import type { Row } from '../result.ts';

const organisations = 1_270;
const people = 25_000;
const types = ['files.created', 'files.written', 'files.moved', 'files.trashed', 'auth.session_started'] as const;
const reader = systemActor('bench');

/** The audit log on the embedded PostgreSQL as it is: events through the outbox, the whole chain walked, searches. */
export async function measureAudit(entries: number): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'landescloud-bench-audit-'));
  const db = await openDatabase({ dataDir });
  try {
    await migrate(db, [platformMigrations, auditMigrations]);
    const all = Array.from({ length: organisations }, (_, n) => n + 1);
    const events = createEvents(db);
    const audit = createAudit({
      db,
      events,
      jobs: createJobs(db),
      clock: { now: () => Date.now() },
      folder: join(dataDir, 'audit-anchors'),
      scopeOf: async () => null,
      daysByOrganisation: async () => new Map(),
      subtreeOf: async (id) => (id === 1 ? all : [id]),
    });
    for (let made = 0; made < entries; made += 500) await events.record(db, batch(made));
    let begin = performance.now();
    events.start();
    while ((await lastId(db)) < entries) await sleep(50);
    const appended = entries / ((performance.now() - begin) / 1000);
    await events.stop();
    await db.query('vacuum analyze audit.entry');
    begin = performance.now();
    const { faults } = await audit.verify();
    const verified = entries / ((performance.now() - begin) / 1000);
    if (faults.length > 0) throw new Error(faults[0]?.text);
    const slowest = await slowestSearch(audit, entries);
    return [
      row('audit: events into the log', `${Math.round(appended)}/s`, '5,000/s', appended >= 5_000, { appended }),
      row('audit: verify the chain', `${Math.round(verified)}/s`, '20,000/s', verified >= 20_000, { verified }),
      row(
        `audit: slowest search among ${entries}`,
        `${slowest.ms.toFixed(1)} ms (${slowest.filter})`,
        '100 ms',
        slowest.ms <= 100,
        { ms: slowest.ms },
      ),
    ];
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Few people and organisations do most; some happen once in 100,000. */
function batch(from: number): DomainEvent[] {
  return Array.from({ length: 500 }, (_, n): DomainEvent => {
    const number = from + n;
    const personId = 1 + Math.floor(people * Math.random() ** 3);
    const rare = number % 100_000 === 77;
    return {
      type: rare ? 'directory.role_assigned' : (types[number % types.length] ?? types[0]),
      actor: { kind: 'person', personId, name: `Person ${personId}`, client: 'desktop' },
      organisationId: 1 + Math.floor(organisations * Math.random() ** 3),
      subject: rare ? `person:${personId + 1}` : `node:${Math.floor(Math.random() * 300_000)}`,
      data: { name: `Vermerk ${number}.odt`, spaceId: personId, size: number },
      at: Date.now() - 30_000_000 + number * 20,
    };
  });
}

async function slowestSearch(audit: Audit, entries: number): Promise<{ ms: number; filter: string }> {
  const now = Date.now();
  const filters: AuditFilter[] = [
    {},
    { organisationId: 1 },
    { organisationId: 1_200 },
    { type: 'files.' },
    { type: 'directory.' },
    { personId: 1 },
    { personId: 24_000 },
    { subject: 'node:4711' },
    { text: 'node:4711' },
    { text: 'role' },
    { text: 'session' },
    { text: 'nirgends' },
    { from: now - 30_000_000, to: now - 29_990_000 },
    { organisationId: 1_200, type: 'auth.' },
    { organisationId: 1_200, type: 'directory.' },
    { organisationId: 1, type: 'directory.', text: 'person' },
    { personId: 1, type: 'auth.', organisationId: 1_100 },
    { personId: 1, text: 'node:4711' },
    { organisationId: 900, from: now - 30_000_000, to: now - 29_000_000 },
  ];
  let slowest = { ms: 0, filter: '' };
  for (const filter of filters) {
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const begin = performance.now();
      await audit.search(reader, filter, { limit: 50, ...(n === 4 ? { before: Math.floor(entries / 2) } : {}) });
      times.push(performance.now() - begin);
    }
    const ms = times.toSorted((a, b) => a - b)[2] ?? Number.NaN;
    if (ms > slowest.ms) slowest = { ms, filter: JSON.stringify(filter) };
  }
  return slowest;
}

async function lastId(db: Database): Promise<number> {
  const [head] = await db.query<{ id: number }>('select id from audit.head');
  return head?.id ?? 0;
}

function row(work: string, measured: string, goal: string, reached: boolean, figures: Record<string, number>): Row {
  return { work, measured, goal, apache: '', reached, figures };
}
