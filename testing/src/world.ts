import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@landescloud/kernel';
import { loadSettings, type Settings } from '@landescloud/platform/config';
import { createLog } from '@landescloud/platform/http';
import { compose, type Landescloud } from '@landescloud/server';
import { seedWorld, type Seed } from './seed-world.ts';
import { createTestDatabase } from './test-database.ts';
import { administratorPassword, type WorldPerson } from './world-person.ts';

export interface WorldOptions {
  /** Default 'people'. */
  readonly seed?: Seed;
  /** An empty database of one's own; default: a fresh one of the test PostgreSQL, dropped at the end. */
  readonly databaseUrl?: string;
  readonly settings?: Partial<Settings>;
  readonly clock?: Clock;
}

/** A seeded server in this process, on a free port. */
export interface World extends AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  /** The rooms behind it. */
  readonly landescloud: Landescloud;
  /** 'admin', 'anna', 'bernd' or 'clara'. */
  person(login: string): WorldPerson;
  /** `fetch` as that person, by app password; an absolute path instead of a whole address. */
  fetch(login: string, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'landescloud-world-'));
  const testDatabase = options.databaseUrl === undefined ? await createTestDatabase() : null;
  let landescloud: Landescloud | null = null;
  const cleanUp = async (): Promise<void> => {
    await landescloud?.stop(2000);
    await testDatabase?.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const settings: Settings = {
      ...loadSettings({}),
      port: 0,
      dataDir,
      blobsDir: join(dataDir, 'blobs'),
      databaseUrl: options.databaseUrl ?? testDatabase?.url ?? null,
      adminPassword: administratorPassword,
      logLevel: 'error',
      ...options.settings,
    };
    const { clock } = options;
    landescloud = await compose({
      settings,
      log: createLog({ level: settings.logLevel }),
      ...(clock === undefined ? {} : { clock }),
    });
    const people = await seedWorld(landescloud, options.seed ?? 'people');
    const url = await landescloud.start();
    const person = (login: string): WorldPerson => {
      const found = people.get(login);
      if (found === undefined) throw new Error(`nobody is called ${login} in the test world`);
      return found;
    };
    let stopped: Promise<void> | null = null;
    const stop = (): Promise<void> => (stopped ??= cleanUp());
    return {
      url,
      dataDir,
      landescloud,
      person,
      fetch: (login, path, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', person(login).authorization);
        return fetch(url + path, { ...init, headers });
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
