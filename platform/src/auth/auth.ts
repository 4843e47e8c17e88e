import { DomainError, systemActor } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import { createAccountRequests } from './account/account-requests.ts';
import { createMailChanges } from './account/mail-changes.ts';
import type { MailAddresses, MailChanges } from './account/mail-changes.ts';
import { createMailCodes } from './account/mail-codes.ts';
import type { MailCodes } from './account/mail-codes.ts';
import { createPasswordResets } from './account/password-resets.ts';
import type { PasswordResets } from './account/password-resets.ts';
import { createAccessEnds } from './access-ends.ts';
import type { Hints } from './access-ends.ts';
import { createAdministration } from './administration.ts';
import type { MayAdminister } from './administration.ts';
import { createAppPasswords } from './app-passwords.ts';
import type { AppPasswords } from './app-passwords.ts';
import { createAuthEvents } from './auth-events.ts';
import type { EventLog } from './auth-events.ts';
import { createAuthenticator } from './authenticator.ts';
import { normaliseLogin } from './authorization-header.ts';
import type { Authenticated } from './credential.ts';
import { createCredentialCache } from './credential-cache.ts';
import { createDeviceTokens } from './device-tokens.ts';
import { erasePersonRows } from './erase-person.ts';
import { createChallenges } from './factors/challenges.ts';
import { createEnrolment } from './factors/enrolment.ts';
import type { Enrolment } from './factors/enrolment.ts';
import { createFactors } from './factors/factors.ts';
import type { Factors } from './factors/factors.ts';
import { createPasskeys, passkeyRefused } from './factors/passkeys.ts';
import type { Passkeys, RelyingParty } from './factors/passkeys.ts';
import { createProveFactor } from './factors/prove-factor.ts';
import { createRecoveryCodes } from './factors/recovery-codes.ts';
import { createTotps } from './factors/totps.ts';
import { findPerson } from './find-person.ts';
import type { IdentitySource, SessionPerson } from './identity-source.ts';
import { personDisabledEvent, personErasedEvent } from './identity-source.ts';
import { createLeakedPasswords } from './leaked-passwords.ts';
import { createLoginFlow } from './login-flow.ts';
import type { LoginFlow } from './login-flow.ts';
import { createGuardedFetch, createNetworkGuard } from '../outgoing/index.ts';
import { createOidc, noProviders } from './oidc/oidc.ts';
import type { Oidc } from './oidc/oidc.ts';
import { createProviderClients } from './oidc/provider-clients.ts';
import { createProviderFlows } from './oidc/provider-flows.ts';
import type { ProviderSource } from './oidc/provider-source.ts';
import { createPasswordHasher } from './password-hasher.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { PasswordOwner } from './password-rules.ts';
import { createPasswords } from './passwords.ts';
import type { PasswordChange } from './passwords.ts';
import { createPeopleAccess } from './person-access.ts';
import type { PeopleAccess } from './person-access.ts';
import type { SecretBox } from './secret-box.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { readSignInData } from './sign-in-data.ts';
import type { SignInData } from './sign-in-data.ts';
import { createStepUp } from './step-up.ts';
import type { StepUp } from './step-up.ts';
import { createPendingSteps } from './steps/pending-steps.ts';
import { createSecondFactor } from './steps/second-factor.ts';
import type { SecondFactor } from './steps/second-factor.ts';
import { createSignIns } from './steps/sign-ins.ts';
import type { SigningBrowser, SignIns, SignInOutcome } from './steps/sign-ins.ts';
import type { Tell } from './tell.ts';
import { createThrottle } from './throttle.ts';
import { createUsage } from './usage.ts';

export interface SignInInput extends SigningBrowser {
  readonly login: string;
  readonly password: string;
}

/** Proves who people are. Answers from memory are given at once, without a promise: most requests are polls. */
export interface Auth {
  /** NotSignedIn `auth.wrong_credentials`, the same and as late for unknown and disabled people; LimitExceeded `auth.too_many_attempts`. */
  signIn(input: SignInInput): Promise<SignInOutcome>;
  /** Forbidden `auth.passkey_refused`, also for disabled people. */
  signInByPasskey(rp: RelyingParty, response: unknown, browser: SigningBrowser): Promise<SignInOutcome>;
  signOut(token: string): Promise<void>;
  authenticateCookie(token: string): Authenticated | null | Promise<Authenticated | null>;
  /** A whole Authorization header, Basic or Bearer; app passwords only, never the sign-in password. */
  authenticateBasic(header: string): Authenticated | null | Promise<Authenticated | null>;
  /** For protocols that bring login and app password otherwise (notify_push). */
  authenticateAppPassword(login: string, token: string): Promise<Authenticated | null>;
  /** What the browser is told about the person; undefined when the person is gone. */
  profile(personId: number): Promise<SessionPerson | undefined>;
  /** For who makes people: throws as `setPassword` would, before anything is stored. */
  checkPassword(password: string, owner: PasswordOwner): Promise<void>;
  /** As who administers the person; ends every session. Invalid `auth.password_too_short` and others. */
  setPassword(actor: Actor, personId: number, password: string): Promise<void>;
  changePassword(actor: PersonActor, input: PasswordChange): Promise<void>;
  /** Whether one was ever set; for the first start. No right is checked. */
  hasPassword(personId: number): Promise<boolean>;
  /** As who administers the person: ends every session and app password, at once. */
  endAccess(actor: Actor, personId: number): Promise<void>;
  /** For the person themselves (GDPR Art. 15 and 20). No right is checked. */
  dataOf(personId: number): Promise<SignInData>;
  /** How a sign-in goes on once something is proven, however that was. */
  readonly signIns: SignIns;
  readonly secondFactor: SecondFactor;
  readonly stepUp: StepUp;
  readonly factors: Factors;
  readonly enrolment: Enrolment;
  readonly passkeys: Passkeys;
  /** Organisations' own providers. */
  readonly oidc: Oidc;
  readonly sessions: Sessions;
  readonly appPasswords: AppPasswords;
  /** Of others, for who administers them. */
  readonly people: PeopleAccess;
  readonly loginFlow: LoginFlow;
  readonly resets: PasswordResets;
  readonly mailCodes: MailCodes;
  readonly mailChanges: MailChanges;
  readonly clock: Clock;
  /** For other rooms that have passwords: all share the few cores that hashing may take. */
  readonly hasher: PasswordHasher;
  /** Does what `resets` and `mailCodes` were asked for: after the answer, so that its time says nothing. */
  followUp(): Promise<void>;
  /** Writes 'last used', sweeps what has expired, follows up what was left; `start` does it every minute. */
  tidy(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface AuthDeps {
  readonly db: Database;
  readonly identities: IdentitySource;
  readonly clock: Clock;
  readonly hints: Hints;
  readonly events: EventLog;
  readonly secrets: SecretBox;
  /** The file with passwords that nobody may have; see leaked-passwords.ts. */
  readonly leakedPasswords?: string;
  readonly mayAdminister?: MayAdminister;
  readonly mailAddresses: MailAddresses;
  readonly tell?: Tell;
  /** Organisations' own providers; without it there are none. */
  readonly providers?: ProviderSource;
  /** Addresses and networks that providers may be reached in, besides the public internet. */
  readonly providerNetworks?: readonly string[];
}

const tidyEveryMs = 60_000;

export function createAuth(deps: AuthDeps): Auth {
  const { db, identities, clock, hints, events: log, secrets, tell = async () => undefined } = deps;
  const cache = createCredentialCache(clock);
  const ends = createAccessEnds(cache, hints);
  const events = createAuthEvents(log, clock);
  const throttle = createThrottle(clock);
  const usage = createUsage(db, clock);
  const requireAdministration = createAdministration(identities, deps.mayAdminister);
  const devices = createDeviceTokens(secrets, clock);
  const sessions = createSessions(db, clock, ends);
  const steps = createPendingSteps(db, clock);
  const appPasswords = createAppPasswords({ db, clock, events, ends, requireAdministration });
  const people = createPeopleAccess({ db, events, ends, sessions, appPasswords, requireAdministration });
  const loginFlow = createLoginFlow({ db, clock, identities, appPasswords });
  const authenticator = createAuthenticator({ db, clock, identities, cache, sessions, appPasswords, usage });
  const signIns = createSignIns({ db, sessions, steps, devices, events, signOut });
  const hasher = createPasswordHasher();
  const leaked = createLeakedPasswords(deps.leakedPasswords ?? null);
  const own = { db, clock, events, ends, tell, requireAdministration };
  const passwords = createPasswords({ ...own, hasher, leaked, throttle, endSessions });
  const challenges = createChallenges(db, clock);
  const totps = createTotps(clock, secrets);
  const passkeys = createPasskeys(db, clock, secrets, challenges);
  const recoveryCodes = createRecoveryCodes(clock, hasher);
  const proving = { db, totps, passkeys, recoveryCodes, events, tell };
  const proveFactor = createProveFactor({ ...proving, throttle: createThrottle(clock) });
  const secondFactor = createSecondFactor({ ...own, identities, devices, steps, signIns, proveFactor });
  const stepUp = createStepUp({ ...own, sessions, passwords, devices, proveFactor, throttle });
  const factors = createFactors({ ...own, identities, recoveryCodes, endSessions });
  const enrolment = createEnrolment({ ...proving, sessions, signIns, ends });
  const requests = createAccountRequests({
    db,
    clock,
    identities,
    handlers: () => ({ 'password-reset': resets.handle, 'mail-code': mailCodes.handle }),
  });
  const asking = { ...own, identities, requests, devices };
  const resets = createPasswordResets({ ...asking, passwords, appPasswords, hasher, throttle: createThrottle(clock) });
  const mailCodes = createMailCodes({ ...asking, signIns, secrets, throttle: createThrottle(clock) });
  const mailChanges = createMailChanges({
    ...own,
    addresses: deps.mailAddresses,
    throttle: createThrottle(clock),
    endResets: resets.endAll,
  });
  const flows = createProviderFlows(db, clock, secrets);
  const clients = createProviderClients(clock, createGuardedFetch(createNetworkGuard(deps.providerNetworks ?? [])));
  const providing = { providers: deps.providers ?? noProviders, clients, flows };
  const oidc = createOidc({ ...own, ...providing, identities, signIns, stepUp, sessions, steps });
  let timer: NodeJS.Timeout | undefined;

  async function endSessions(tx: Queryable, personId: number, except?: number): Promise<void> {
    await sessions.endAll(tx, personId, except);
    for (const { endAll } of [steps, resets, mailCodes, mailChanges]) await endAll(tx, personId);
  }

  async function tidy(): Promise<void> {
    await usage.flush();
    for (const { sweep } of [sessions, steps, appPasswords, loginFlow, challenges, flows]) await sweep();
    for (const { sweep } of [requests, resets, mailCodes, mailChanges]) await sweep();
    await totps.sweep(db);
    await requests.work();
  }

  async function signOut(token: string): Promise<void> {
    const found = await authenticator.byCookie(token);
    if (found === null) return;
    await sessions.end(found.actor('browser'), found.credential.id).catch(ignoreNotFound);
  }

  async function endAccess(actor: Actor, personId: number): Promise<void> {
    await db.transaction(async (tx) => {
      await endSessions(tx, personId);
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

  log.subscribe('auth.erase', [personErasedEvent], async (erased) => {
    for (const { subject } of erased) {
      const personId = Number(subject.replace('person:', ''));
      await db.transaction((tx) => erasePersonRows(tx, personId));
      ends.announce({ personId });
    }
  });

  log.subscribe('auth.end-provider', ['directory.provider_removed', 'directory.provider_changed'], async (happened) => {
    for (const { data } of happened) if (data['ended'] === true) await oidc.endSessions(String(data['key']));
  });

  return {
    sessions,
    appPasswords,
    people,
    loginFlow,
    resets,
    mailCodes,
    mailChanges,
    followUp: requests.work,
    signIns,
    secondFactor,
    stepUp,
    factors,
    enrolment,
    passkeys,
    oidc,
    clock,
    hasher,
    tidy,
    signOut,
    authenticateBasic: authenticator.byHeader,
    authenticateCookie: authenticator.byCookie,
    async authenticateAppPassword(login, token) {
      return authenticator.byHeader(`Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`);
    },

    async signIn({ login: typed, password, ...browser }) {
      const login = normaliseLogin(typed);
      const device = devices.recognise(browser.device, login);
      const attempt = throttle.begin(login, browser.address, device);
      const identity = await findPerson(identities, login);
      const right = await passwords.matches(identity?.personId, password, { rank: attempt.rank, of: attempt.of });
      if (!right || !identity || identity.disabled) throw wrongCredentials();
      attempt.succeeded();
      return signIns.advance(identity, { methods: ['password'], strength: 'password' }, browser);
    },

    async signInByPasskey(rp, response, browser) {
      const { stepCookie } = browser;
      const personId = await passkeys.verify({ rp, purpose: 'sign-in', by: { stepCookie } }, response);
      const identity = await identities.findById(personId);
      if (!identity || identity.disabled) throw passkeyRefused();
      return signIns.advance(identity, { methods: ['passkey'], strength: 'phishing-resistant' }, browser);
    },

    profile: (personId) => identities.profile(personId),
    dataOf: (personId) => readSignInData(db, personId),
    checkPassword: passwords.check,
    hasPassword: passwords.has,
    setPassword: passwords.set,
    changePassword: (actor, change) =>
      passwords.change(actor, { ...change, device: devices.recognise(change.device, actor.login) }),
    async endAccess(actor, personId) {
      await requireAdministration(actor, personId);
      await endAccess(actor, personId);
    },

    start() {
      // what goes wrong here is tried again in a minute; nobody waits for it
      timer = setInterval(() => void tidy().catch(() => undefined), tidyEveryMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      ends.close();
      await requests.idle();
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
