import { DomainError, isDomainError } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { AuthEvents } from '../auth-events.ts';
import { actorOf } from '../credential.ts';
import type { DeviceTokens } from '../device-tokens.ts';
import type { RelyingParty } from '../factors/passkeys.ts';
import type { ProveFactor, ShownFactor } from '../factors/prove-factor.ts';
import type { Identity, IdentitySource } from '../identity-source.ts';
import { strengthOf, strongest } from '../strength.ts';
import type { SignInMethod } from '../strength.ts';
import type { Tell } from '../tell.ts';
import type { Proof } from './next-step.ts';
import { stepEnded } from './pending-steps.ts';
import type { PendingStep, PendingSteps, ShownStep } from './pending-steps.ts';
import type { SigningBrowser, SignIns, SignInOutcome } from './sign-ins.ts';

/** Going on with a sign-in that waits. */
export interface SecondFactor {
  /**
   * NotSignedIn `auth.step_ended`, Invalid `auth.method_not_offered`, Forbidden `auth.wrong_code` and
   * `auth.passkey_refused`, LimitExceeded `auth.too_many_attempts`.
   */
  show(token: string, factor: ShownFactor, rp: RelyingParty, browser: SigningBrowser): Promise<SignInOutcome>;
  /** Who waits, and for what; `kind` and `method` must be what the step offers. */
  waiting(shown: ShownStep, kind: PendingStep['kind'], method: SignInMethod): Promise<WaitingPerson>;
  /** The same, and counts a try. */
  trying(shown: ShownStep, kind: PendingStep['kind'], method: SignInMethod): Promise<WaitingPerson>;
}

export interface WaitingPerson {
  readonly identity: Identity;
  readonly step: PendingStep;
}

export interface SecondFactorDeps {
  readonly db: Database;
  readonly identities: IdentitySource;
  readonly devices: DeviceTokens;
  readonly steps: PendingSteps;
  readonly signIns: SignIns;
  readonly proveFactor: ProveFactor;
  readonly events: AuthEvents;
  readonly tell: Tell;
}

export function createSecondFactor(deps: SecondFactorDeps): SecondFactor {
  const { db, identities, steps, signIns, events, tell } = deps;

  async function person(step: PendingStep, kind: PendingStep['kind'], method: SignInMethod): Promise<WaitingPerson> {
    if (step.kind !== kind || !step.methods.includes(method)) {
      throw new DomainError('Invalid', 'auth.method_not_offered', 'This sign-in waits for something else.');
    }
    const identity = await identities.findById(step.personId);
    return identity && !identity.disabled ? { identity, step } : stepEnded();
  }

  /** Somebody has the password and guesses: the owner should know. */
  async function giveUp({ identity }: WaitingPerson): Promise<void> {
    const { personId } = identity;
    await db.transaction(async (tx) => {
      await events.record(tx, actorOf(identity), 'auth.second_factor_guessed', personId, {});
      await tell(tx, { personId, kind: 'second-factor-guessed', facts: {} });
    });
  }

  return {
    waiting: async (shown, kind, method) => person(await steps.find(shown), kind, method),
    trying: async (shown, kind, method) => person(await steps.try(shown), kind, method),

    async show(token, factor, rp, browser) {
      const { method } = factor;
      const step = await steps.try({ token, stepCookie: browser.stepCookie });
      const waiting = await person(step, 'second-factor', method);
      const { identity } = waiting;
      const device = deps.devices.recognise(browser.device, identity.login);
      const owner = { personId: identity.personId, actor: actorOf(identity), device };
      try {
        await deps.proveFactor(owner, factor, { rp, purpose: 'second-factor', by: { stepId: step.id } });
      } catch (error) {
        if (isDomainError(error, 'Forbidden') && step.isLastTry) await giveUp(waiting);
        throw error;
      }
      return signIns.advance(identity, withMethod(step.proof, method), browser, step);
    },
  };
}

export function withMethod({ methods, strength, ...proof }: Proof, method: SignInMethod): Proof {
  const all = methods.includes(method) ? methods : [...methods, method];
  return { ...proof, methods: all, strength: strongest(strength, strengthOf(all)) };
}
