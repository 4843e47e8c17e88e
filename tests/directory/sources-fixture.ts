import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { createDirectory, createSources } from '@landescloud/directory';
import type { Directory, RunView, Sources } from '@landescloud/directory';
import { systemActor } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';
import { createSecretBox } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import { createJobs } from '@landescloud/platform/jobs';
import { createTestDatabase } from '@landescloud/testing';

/** Land with two authorities and whoever administers it, and the sources of people with their jobs running. */
export interface SourcesFixture extends AsyncDisposable {
  readonly db: Database;
  readonly directory: Directory;
  readonly sources: Sources;
  readonly admin: PersonActor;
  /** Waits for the end of the run. */
  ended(sourceId: number, run: RunView): Promise<RunView>;
  /** Runs and waits. */
  run(sourceId: number, o?: { mode?: 'full' | 'changes'; dry?: boolean }): Promise<RunView>;
  logins(): Promise<string[]>;
}

export const system = systemActor('tests');

export async function startSources(): Promise<SourcesFixture> {
  const { db, drop } = await createTestDatabase({ maxConnections: 8 });
  const events = createEvents(db);
  const hints = createHints(db);
  await hints.start();
  const clock = { now: () => Date.now() };
  const jobs = createJobs(db);
  const secrets = createSecretBox(randomBytes(32));
  const directory = createDirectory({ db, clock, events, jobs, hints });
  const sources = createSources({ db, clock, events, hints, jobs, secrets });
  await jobs.start();
  await directory.organisations.add(system, { key: 'land', name: 'Land', kind: 'state' });
  for (const [key, name] of [
    ['tfm', 'Finanzministerium'],
    ['jena', 'Jena'],
  ] as const) {
    await directory.organisations.add(system, { key, name, parentKey: 'land' });
  }
  await directory.people.add(system, {
    login: 'admin',
    name: 'Ada Admin',
    organisationKey: 'land',
    role: 'platform-administrator',
  });
  const { disabled: _, ...person } = (await directory.identities.findByLogin('admin'))!;
  const admin: PersonActor = { kind: 'person', ...person, client: 'browser' };

  async function ended(sourceId: number, run: RunView): Promise<RunView> {
    for (;;) {
      const { items } = await sources.runs(admin, sourceId, { offset: 0, limit: 10 });
      const now = items.find(({ id }) => id === run.id);
      if (now && !['waiting', 'reading', 'applying'].includes(now.state)) return now;
      await sleep(50);
    }
  }

  return {
    db,
    directory,
    sources,
    admin,
    ended,
    run: async (sourceId, { mode = 'full', dry = false } = {}) =>
      ended(sourceId, await sources.run(admin, sourceId, { mode, dry })),
    logins: async () =>
      (
        await db.query<{ login: string }>('select login from directory.person where disabled_at is null order by login')
      ).map(({ login }) => login),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      sources.close();
      directory.close();
      await events.stop();
      await hints.stop();
      await drop();
    },
  };
}
