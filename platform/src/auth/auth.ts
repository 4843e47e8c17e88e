import { DomainError, systemActor } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import { hash } from 'node:crypto';
import { createAccessEnds } from './access-ends.ts';
import type { Hints } from './access-ends.ts';
import { createAppPasswords } from './app-passwords.ts';
import type { AppPasswords } from './app-passwords.ts';
import { createAuthEvents } from './auth-events.ts';
import type { EventLog } from './auth-events.ts';
import { normaliseLogin, parseAuthorization } from './authorization-header.ts';
import { createAuthenticated } from './credential.ts';
import type { Authenticated, CredentialRef } from './credential.ts';
import { createCredentialCache } from './credential-cache.ts';
import type { Identity, IdentitySource, SessionPerson } from './identity-source.ts';
import { personDisabledEvent } from './identity-source.ts';
import { createLoginFlow } from './login-flow.ts';
import type { LoginFlow } from './login-flow.ts';
import { createPasswordHasher } from './password-hasher.ts';
import { createPasswords } from './passwords.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { createThrottle } from './throttle.ts';
import { createUsage } from './usage.ts';

export interface SignInInput {
  readonly login: string;
  readonly password: string;
  /** Where it comes from, for throttling; kept in memory only. */
  readonly address: string;
  /** What the person shall know the browser by. */
  readonly client: string;
  /** The token of the session that this browser shows, if any: it ends, so that nobody can fix one beforehand. */
  readonly replaces?: string | undefined;
}

export interface SignedIn {
  readonly token: string;
  readonly sessionId: number;
  readonly identity: Identity;
}

/** Proves who people are. Answers from memory are given at once, without a promise: most requests are polls. */
export interface Auth {
  /** NotSignedIn `auth.wrong_credentials`, the same and as late for unknown and disabled people; LimitExceeded `auth.too_many_attempts`. */
  signIn(input: SignInInput): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  authenticateCookie(token: string): Authenticated | null | Promise<Authenticated | null>;
  /** A whole Authorization header, Basic or Bearer; app passwords only, never the sign-in password. */
  authenticateBasic(header: string): Authenticated | null | Promise<Authenticated | null>;
  /** For protocols that bring login and app password otherwise (notify_push). */
  authenticateAppPassword(login: string, token: string): Promise<Authenticated | null>;
  /** What the browser is told about the person; undefined when the person is gone. */
  profile(personId: number): Promise<SessionPerson | undefined>;
  /** As an administrator; ends every session of the person. Invalid `auth.password_too_short` and others. */
  setPassword(actor: Actor, personId: number, password: string): Promise<void>;
  changePassword(actor: PersonActor, input: ChangePasswordInput): Promise<void>;
  /** Whether one was ever set; for the first start. No right is checked. */
  hasPassword(personId: number): Promise<boolean>;
  /** Ends every session and app password of a person, at once. */
  endAccess(actor: Actor, personId: number): Promise<void>;
  readonly sessions: Sessions;
  readonly appPasswords: AppPasswords;
  readonly loginFlow: LoginFlow;
  /** Writes 'last used' and sweeps what has expired; `start` does it every minute. */
  tidy(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface ChangePasswordInput {
  readonly sessionId: number;
  readonly current: string;
  readonly next: string;
  readonly address: string;
}

export interface AuthDeps {
  readonly db: Database;
  readonly identities: IdentitySource;
  readonly clock: Clock;
  readonly hints: Hints;
  readonly events: EventLog;
}

const tidyEveryMs = 60_000;

export function createAuth({ db, identities, clock, hints, events: log }: AuthDeps): Auth {
  const cache = createCredentialCache(clock);
  const ends = createAccessEnds(cache, hints);
  const events = createAuthEvents(log, clock);
  const throttle = createThrottle(clock);
  const usage = createUsage(db, clock);
  const sessions = createSessions(db, clock, ends);
  const appPasswords = createAppPasswords(db, clock, events, ends);
  const loginFlow = createLoginFlow({ db, clock, identities, appPasswords });
  const hasher = createPasswordHasher();
  const passwords = createPasswords({ db, clock, identities, hasher, throttle, sessions, events, ends });
  let timer: NodeJS.Timeout | undefined;

  async function proven(credential: CredentialRef, personId: number, login?: string): Promise<Authenticated | null> {
    const identity = await identities.findById(personId);
    if (!identity || identity.disabled || (login !== undefined && identity.login !== login)) return null;
    return createAuthenticated(identity, credential);
  }

  /** The key never is the secret itself: what lies in memory cannot be used to sign in. */
  function kept(
    secret: string,
    lookUp: () => Promise<Authenticated | null>,
  ): Authenticated | null | Promise<Authenticated | null> {
    const key = hash('sha256', secret, 'base64url');
    const known = cache.get(key);
    if (known === undefined) return cache.load(key, lookUp).then(used);
    return used(known);
  }

  function used(found: Authenticated | null): Authenticated | null {
    if (found !== null) usage.touch(found.credential);
    return found;
  }

  async function appPasswordOwner(login: string | undefined, token: string): Promise<Authenticated | null> {
    const row = await appPasswords.find(token);
    return row ? proven({ kind: 'app-password', id: row.id }, row.personId, login) : null;
  }

  async function tidy(): Promise<void> {
    await usage.flush();
    await sessions.sweep();
    await loginFlow.sweep();
  }

  function authenticateCookie(token: string): Authenticated | null | Promise<Authenticated | null> {
    return kept(`cookie ${token}`, async () => {
      const row = await sessions.find(token);
      return row ? proven({ kind: 'session', id: row.id }, row.personId) : null;
    });
  }

  async function signOut(token: string): Promise<void> {
    const found = await authenticateCookie(token);
    if (found === null) return;
    await sessions.end(found.actor('browser'), found.credential.id).catch(ignoreNotFound);
  }

  async function endAccess(actor: Actor, personId: number): Promise<void> {
    await db.transaction(async (tx) => {
      await sessions.endAll(tx, personId);
      await appPasswords.revokeAll(tx, personId);
      await events.record(tx, actor, 'auth.access_ended', personId, {});
    });
    ends.announce({ personId });
  }

  // Sign-in is refused from the moment of disabling; this takes away for good what the person was signed in with.
  log.subscribe('auth.end-access', [personDisabledEvent], async (disabled) => {
    for (const { subject } of disabled) {
      const personId = Number(subject.replace('person:', ''));
      const identity = await identities.findById(personId);
      if (identity?.disabled !== false) await endAccess(systemActor('end-access'), personId);
    }
  });

  const authenticateBasic = (header: string) =>
    kept(header, async () => {
      const shown = parseAuthorization(header);
      return shown ? appPasswordOwner(shown.login, shown.token) : null;
    });

  return {
    sessions,
    appPasswords,
    loginFlow,
    tidy,
    authenticateBasic,
    authenticateCookie,
    signOut,
    endAccess,

    // A second factor belongs between the password and the session: then no session exists before both are proven.
    async signIn({ login: typed, password, address, client, replaces }) {
      const login = normaliseLogin(typed);
      const attempt = throttle.begin(login, address);
      const identity = await identities.findByLogin(login);
      const right = await passwords.matches(identity?.personId, password);
      if (!right || !identity || identity.disabled) throw wrongCredentials();
      attempt.succeeded();
      const session = await db.transaction(async (tx) => {
        const made = await sessions.create(tx, identity.personId, client);
        const actor = createAuthenticated(identity, { kind: 'session', id: made.id }).actor('browser');
        await events.record(tx, actor, 'auth.session_started', identity.personId, { sessionId: made.id });
        return made;
      });
      if (replaces !== undefined) await signOut(replaces);
      return { token: session.token, sessionId: session.id, identity };
    },

    async authenticateAppPassword(login, token) {
      return authenticateBasic(`Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`);
    },

    profile: (personId) => identities.profile(personId),
    hasPassword: (personId) => passwords.has(personId),
    setPassword: (actor, personId, password) => passwords.set(actor, personId, password),
    changePassword: (actor, { sessionId, current, next, address }) =>
      passwords.change(actor, sessionId, current, next, address),

    start() {
      // what goes wrong here is tried again in a minute; nobody waits for it
      timer = setInterval(() => void tidy().catch(() => undefined), tidyEveryMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      ends.close();
      await usage.flush();
    },
  };
}

function wrongCredentials(): DomainError {
  return new DomainError('NotSignedIn', 'auth.wrong_credentials', 'The login or the password is not right.');
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof DomainError && error.kind === 'NotFound')) throw error;
}
