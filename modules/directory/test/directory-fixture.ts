import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Clock, type PersonActor, systemActor } from '@landescloud/kernel';
import { createDirectory, directoryRoutes } from '@landescloud/directory';
import type { Directory } from '@landescloud/directory';
import { addAuth, authRoutes, createAuth, createSecretBox } from '@landescloud/platform/auth';
import type { Auth } from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import type { Events } from '@landescloud/platform/events';
import { createHttp, silentLog, stopHttp } from '@landescloud/platform/http';
import { createJobs } from '@landescloud/platform/jobs';
import type { Jobs } from '@landescloud/platform/jobs';
import { createTestDatabase } from '@landescloud/testing/test-database';

export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

export type As = 'admin' | 'anna' | 'bernd' | { readonly authorization: string } | null;

export interface DirectoryFixture extends AsyncDisposable {
  readonly db: Database;
  readonly directory: Directory;
  readonly auth: Auth;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly clock: Clock & { move(ms: number): void };
  /** As who is signed in in a browser, or with an Authorization header; null: nobody. */
  ask(as: As, method: string, path: string, body?: unknown): Promise<Answer>;
  actor(login: string): Promise<PersonActor>;
  /** What the outbox holds, oldest first, without what the fixture did. */
  recorded(): Promise<{ type: string; subject: string; data: Record<string, unknown> }[]>;
}

export const system = systemActor('test');
export const password = 'Grüne Wiese am Morgen';

/** Land with two authorities: anna works in one, bernd in the other, admin administers. */
export async function startDirectory(): Promise<DirectoryFixture> {
  const { db, drop } = await createTestDatabase({ maxConnections: 5 });
  const events = createEvents(db);
  const hints = createHints(db);
  await hints.start();
  let offset = 0;
  const clock = { now: () => Date.now() + offset, move: (ms: number) => void (offset += ms) };
  const jobs = createJobs(db);
  const directory = createDirectory({ db, clock, events, jobs, hints });
  const auth = createAuth({
    db,
    identities: directory.identities,
    mailAddresses: directory.mailAddresses,
    clock,
    hints,
    events,
    secrets: createSecretBox(randomBytes(32)),
    mayAdminister: (actor, personId) => directory.rights.mayAdminister(actor, personId),
  });
  const http = await createHttp({
    log: silentLog,
    version: '0',
    settings: {
      publicUrl: null,
      trustedProxies: [],
      logRequests: false,
      requestsPerPerson: 20_000,
      requestsPerAddress: 200,
    },
  });
  addAuth(http, auth);
  await http.register(authRoutes(auth));
  await http.register(directoryRoutes(directory, auth));

  await directory.organisations.add(system, { key: 'land', name: 'Land', kind: 'state' });
  await directory.organisations.add(system, {
    key: 'tfm',
    name: 'Finanzministerium',
    kind: 'department',
    parentKey: 'land',
  });
  await directory.organisations.add(system, { key: 'jena', name: 'Jena', kind: 'municipality', parentKey: 'land' });
  const seed = [
    { login: 'admin', name: 'Ada Admin', organisationKey: 'land', role: 'platform-administrator' },
    { login: 'anna', name: 'Anna Ämsel', organisationKey: 'tfm', email: 'anna@tfm.example' },
    { login: 'bernd', name: 'Bernd Bach', organisationKey: 'jena' },
  ] as const;
  const cookies = new Map<As, string>();
  for (const [position, person] of seed.entries()) {
    const { id } = await directory.people.add(system, person);
    await auth.setPassword(system, id, password);
    const address = `10.0.0.${position}`;
    const signedIn = await auth.signIn({ login: person.login, password, address, client: 'test' });
    assert.ok(signedIn.kind === 'signed-in');
    const { token } = signedIn;
    cookies.set(person.login, `lc_session=${token}`);
  }
  const [seeded] = await db.query<{ id: number }>('select coalesce(max(id), 0) as id from platform.outbox');

  return {
    db,
    directory,
    auth,
    events,
    jobs,
    clock,
    async ask(as, method, path, body) {
      const answer = await http.inject({
        method: method as 'GET',
        url: path,
        headers: typeof as === 'string' ? { cookie: cookies.get(as)! } : { ...as },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const isJson = /json/.test(answer.headers['content-type']?.toString() ?? 'json');
      return {
        status: answer.statusCode,
        json: !isJson ? { text: answer.body } : answer.body === '' ? {} : answer.json(),
      };
    },
    async actor(login) {
      const identity = (await directory.identities.findByLogin(login))!;
      const { disabled: _, ...person } = identity;
      return { kind: 'person', ...person, client: 'browser' };
    },
    recorded: () =>
      db.query('select type, subject, data from platform.outbox where id > $1 order by id', [seeded?.id ?? 0]),
    async [Symbol.asyncDispose]() {
      await stopHttp(http, 1000);
      directory.close();
      await auth.stop();
      await jobs.stop();
      await events.stop();
      await hints.stop();
      await drop();
    },
  };
}
