import type { Database, Queryable } from '@landescloud/platform/database';
import type { AuthEvents } from '../auth-events.ts';
import { actorOf } from '../credential.ts';
import type { DeviceTokens } from '../device-tokens.ts';
import { readEnrolled } from '../factors/enrolled-reader.ts';
import type { Identity } from '../identity-source.ts';
import type { SessionStore } from '../sessions.ts';
import { strongest } from '../strength.ts';
import type { SignInMethod, SignInStrength } from '../strength.ts';
import { createToken } from '../token.ts';
import { nextStep } from './next-step.ts';
import type { NextStep, Proof } from './next-step.ts';
import type { PendingStep, PendingSteps } from './pending-steps.ts';

/** The browser that somebody signs in with, as its request shows it. */
export interface SigningBrowser {
  /** Where it comes from, for throttling; kept in memory only. */
  readonly address: string;
  /** What the person shall know the browser by. */
  readonly client: string;
  /** The token of the session that it shows, if any: it ends, so that nobody can fix one beforehand. */
  readonly replaces?: string | undefined;
  /** The cookies that bind a sign-in to the browser, and that tell a browser that was here before. */
  readonly stepCookie?: string | undefined;
  readonly device?: string | undefined;
}

export interface SignedIn {
  readonly kind: 'signed-in';
  readonly token: string;
  readonly sessionId: number;
  readonly identity: Identity;
  /** For the cookie that says that the person has signed in here before. */
  readonly device: string;
}

/** Not signed in yet: the browser shows `token` and the cookie together with what is asked for. */
export interface SignInStep {
  readonly kind: 'step';
  readonly step: {
    readonly token: string;
    readonly kind: 'second-factor' | 'enrol';
    readonly methods: SignInMethod[];
    readonly expiresAt: number;
  };
  readonly stepCookie: string;
}

export type SignInOutcome = SignedIn | SignInStep;

/** The state machine of signing in: no session exists before everything that is asked for is proven. */
export interface SignIns {
  /**
   * To be called once something new is proven, with all that is proven so far: finishes or begins the step that is still
   * missing. `completes` is the step that this came from; it is used up in the same transaction.
   */
  advance(identity: Identity, proof: Proof, browser: SigningBrowser, completes?: PendingStep): Promise<SignInOutcome>;
  finishSignIn(identity: Identity, proof: Proof, browser: SigningBrowser, completes?: PendingStep): Promise<SignedIn>;
  beginSecondStep(
    identity: Identity,
    proof: Proof,
    next: Exclude<NextStep, { kind: 'finish' }>,
    browser: SigningBrowser,
    completes?: PendingStep,
  ): Promise<SignInStep>;
}

export interface SignInDeps {
  readonly db: Database;
  readonly sessions: SessionStore;
  readonly steps: PendingSteps;
  readonly devices: DeviceTokens;
  readonly events: AuthEvents;
  readonly signOut: (token: string) => Promise<void>;
}

export function createSignIns({ db, sessions, steps, devices, events, signOut }: SignInDeps): SignIns {
  const use = async (tx: Queryable, step: PendingStep | undefined) => step && steps.complete(tx, step);

  const signIns: SignIns = {
    async advance(identity, proof, browser, completes) {
      const next = nextStep(proof, strengthNeeded(identity, proof), await readEnrolled(db, identity.personId));
      return next.kind === 'finish'
        ? signIns.finishSignIn(identity, proof, browser, completes)
        : signIns.beginSecondStep(identity, proof, next, browser, completes);
    },

    async finishSignIn(identity, proof, { client, replaces }, completes) {
      const session = await db.transaction(async (tx) => {
        await use(tx, completes);
        const made = await sessions.create(tx, identity.personId, client, proof);
        const data = { sessionId: made.id, methods: proof.methods.join(',') };
        await events.record(tx, actorOf(identity), 'auth.session_started', identity.personId, data);
        return made;
      });
      if (replaces !== undefined) await signOut(replaces);
      const device = devices.make(identity.login);
      return { kind: 'signed-in', token: session.token, sessionId: session.id, identity, device };
    },

    async beginSecondStep({ personId }, proof, { kind, methods }, { stepCookie: shown }, completes) {
      const stepCookie = stepCookieFor(shown);
      const made = await db.transaction(async (tx) => {
        await use(tx, completes);
        return steps.begin(tx, { personId, kind, proof, methods }, stepCookie);
      });
      return { kind: 'step', step: { ...made, kind, methods: [...methods] }, stepCookie };
    },
  };
  return signIns;
}

/** Guests show a password only with a second factor besides: without, there is the code by mail. */
function strengthNeeded({ requiredStrength, mailCode }: Identity, { methods }: Proof): SignInStrength {
  const isGuestsPassword = mailCode === true && methods.includes('password');
  return isGuestsPassword ? strongest(requiredStrength, 'second-factor') : requiredStrength;
}

/** One cookie serves what a browser has begun in several tabs. */
export function stepCookieFor(shown: string | undefined): string {
  return shown !== undefined && /^[\w-]{43}$/.test(shown) ? shown : createToken();
}
