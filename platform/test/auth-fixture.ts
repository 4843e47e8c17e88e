import type { Clock } from '@landescloud/kernel';
import { systemActor } from '@landescloud/kernel';
import { addAuth, authRoutes, createAuth, createSecretBox, personChangedTopic } from '@landescloud/platform/auth';
import type {
  Auth,
  AuthDeps,
  AuthMessage,
  Identity,
  IdentitySource,
  MailAddresses,
  SecretBox,
} from '@landescloud/platform/auth';
import type { Database } from '@landescloud/platform/database';
import { createEvents, createHints } from '@landescloud/platform/events';
import type { Events, Hints } from '@landescloud/platform/events';
import { requireActor } from '@landescloud/platform/http';
import { createTestDatabase } from '@landescloud/testing/test-database';
import { randomBytes } from 'node:crypto';
import { startTestHttp } from './http-server-for-tests.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // a test looks at what the server says, whatever that is
  readonly json: Readonly<Record<string, unknown>> & { readonly code?: string };
}

export interface Ask {
  readonly cookie?: string;
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface AuthFixture extends AsyncDisposable {
  readonly db: Database;
  readonly auth: Auth;
  readonly events: Events;
  readonly hints: Hints;
  readonly clock: Clock & { now: () => number; move(ms: number): void };
  readonly people: TestPeople;
  readonly url: string;
  readonly secrets: SecretBox;
  /** What people were told by mail. */
  readonly told: AuthMessage[];
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** The cookie of a new session. */
  signIn(login: string, password?: string): Promise<string>;
}

export const rightPassword = 'Grüne Wiese am Morgen';
export const administratorPassword = 'Sechzehn Zeichen sind es';

/** People who can be changed while the test runs. */
export interface TestPeople extends IdentitySource {
  readonly lookUps: number;
  /** By login. */
  readonly emails: Map<string, string>;
  readonly mailAddresses: MailAddresses;
  change(login: string, change: Partial<Identity>): void;
}

export async function startAuth(options: Partial<AuthDeps> & { publicUrl?: string } = {}): Promise<AuthFixture> {
  const { db, drop } = await createTestDatabase({ maxConnections: 5 });
  const events = createEvents(db);
  const hints = createHints(db);
  await hints.start();
  const people = createTestPeople(hints);
  let offset = 0;
  const clock = { now: () => Date.now() + offset, move: (ms: number) => void (offset += ms) };
  const secrets = createSecretBox(randomBytes(32));
  const told: AuthMessage[] = [];
  const tell: AuthDeps['tell'] = async (_tx, message) => void told.push(message);
  const { publicUrl = null, ...more } = options;
  const { mailAddresses } = people;
  const auth = createAuth({ db, identities: people, mailAddresses, clock, hints, events, secrets, tell, ...more });
  for (const login of ['anna', 'bernd', 'admin']) {
    const { personId, role } = (await people.findByLogin(login))!;
    const password = role === 'member' ? rightPassword : administratorPassword;
    await auth.setPassword(systemActor('test'), personId, password);
  }
  const settings = { publicUrl } as never;
  const server = await startTestHttp(
    (http) => {
      addAuth(http, auth);
      void http.register(authRoutes(auth));
      http.get('/who', { config: { scope: 'any' } }, (request) => {
        const { login, client } = requireActor(request);
        return { login, client };
      });
      http.get('/files', (request) => {
        requireActor(request);
        return {};
      });
    },
    { settings },
  );

  async function ask(
    method: string,
    path: string,
    { cookie, authorization, headers, body }: Ask = {},
  ): Promise<Answer> {
    const json = body !== undefined && typeof body !== 'string';
    const response = await fetch(`${server.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(authorization === undefined ? {} : { authorization }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
  }

  return {
    db,
    auth,
    events,
    hints,
    clock,
    people,
    secrets,
    told,
    url: server.url,
    ask,
    async signIn(login, password = login === 'admin' ? administratorPassword : rightPassword) {
      const answer = await ask('POST', '/api/v1/session', { body: { login, password } });
      if (answer.status !== 200) throw new Error(`${login} could not sign in: ${answer.text}`);
      return cookieOf(answer);
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await auth.stop();
      await events.stop();
      await hints.stop();
      await drop();
    },
  };
}

/** What a browser would send back. */
export function cookieOf(answer: Answer): string {
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0]!;
}

export function basic(login: string, password: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
}

function createTestPeople(hints: Hints): TestPeople {
  const make = (personId: number, login: string, name: string, role: Identity['role'] = 'member'): Identity => ({
    personId,
    login,
    name,
    organisationId: 1,
    role,
    assignments: [],
    disabled: false,
    requiredStrength: 'password',
  });
  const all = new Map(
    [
      make(1, 'admin', 'Ada Admin', 'platform-administrator'),
      make(2, 'anna', 'Anna Amsel'),
      make(3, 'bernd', 'Bernd Bach'),
      make(4, 'clara', 'Clara ohne Passwort'),
    ].map((person) => [person.login, person]),
  );
  let lookUps = 0;
  const emails = new Map([...all.keys()].map((login) => [login, `${login}@amt.example`]));
  const loginOf = (personId: number) => byId(personId)!.login;
  const byId = (personId: number) => [...all.values()].find((person) => person.personId === personId);
  return {
    get lookUps() {
      return lookUps;
    },
    emails,
    mailAddresses: {
      of: async (personId) => ({ email: emails.get(loginOf(personId)) ?? null, keptBy: null }),
      check: async (_personId, typed) => typed,
      async change(_tx, actor, email) {
        const before = emails.get(actor.login) ?? null;
        emails.set(actor.login, email);
        return before;
      },
    },
    async findByLogin(login) {
      lookUps += 1;
      return all.get(login);
    },
    async findByEmail(email) {
      const owners = [...emails].filter(([, each]) => each === email);
      return owners.length === 1 ? all.get(owners[0]![0]) : undefined;
    },
    async findById(personId) {
      lookUps += 1;
      return byId(personId);
    },
    async profile(personId) {
      const person = byId(personId);
      if (!person) return undefined;
      const { login, name, role } = person;
      const organisation = { key: 'amt', name: 'Amt' };
      return { id: personId, login, name, email: null, organisation, role, language: 'de', theme: 'system' };
    },
    change(login, change) {
      const person = { ...all.get(login)!, ...change };
      all.set(login, person);
      hints.publish(personChangedTopic, { personId: person.personId });
    },
  };
}
