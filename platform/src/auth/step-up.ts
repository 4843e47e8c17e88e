import { DomainError } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { AuthEvents } from './auth-events.ts';
import type { SessionCredential } from './credential.ts';
import type { DeviceTokens } from './device-tokens.ts';
import type { RelyingParty } from './factors/passkeys.ts';
import type { ProveFactor, ShownFactor } from './factors/prove-factor.ts';
import type { ProviderProof } from './oidc/provider-proof.ts';
import type { PasswordStore } from './passwords.ts';
import type { SessionStore } from './sessions.ts';
import type { SigningBrowser } from './steps/sign-ins.ts';
import { isAtLeast, strongest } from './strength.ts';
import type { SignInMethod, SignInStrength } from './strength.ts';
import type { Throttle } from './throttle.ts';

/** So long after proving who one is one may do what needs it. */
export const provenForMs = 15 * 60_000;

/**
 * Throws Forbidden `auth.step_up_required` unless the person proved who they are within the last 15 minutes, with their
 * second factor where they have one, and as strongly as `atLeast` where that is given. The details say by what they can
 * (`methods`, with commas), and whether they first have to make something stronger (`enrol`).
 */
export function checkStepUp(session: SessionCredential, now: number, atLeast?: SignInStrength): void {
  const needed = strongest(ownStrength(session), atLeast ?? 'password');
  if (now - session.provenAt <= provenForMs && isAtLeast(session.strength, needed)) return;
  throw stepUpRequired(session, needed);
}

/** Who has a passkey and proved it by TOTP has shown two factors: stronger is asked for only where the rules say so. */
function ownStrength({ reachable }: SessionCredential): SignInStrength {
  return reachable === 'password' ? 'password' : 'second-factor';
}

function stepUpRequired(session: SessionCredential, needed: SignInStrength): DomainError {
  const { provider } = session;
  const able = session.own.filter((method) => isAtLeast(strengthNow(method), needed));
  // it is asked again: what it proved before it can prove once more
  if (provider !== null && isAtLeast(provider.strength, needed)) able.push('oidc');
  // who has nothing of their own here signs in again as they did
  const methods = able.length > 0 ? able : session.methods.filter((method) => signsInAgain.has(method));
  return new DomainError('Forbidden', 'auth.step_up_required', 'Prove once more who you are.', {
    methods: methods.join(','),
    enrol: !isAtLeast(session.reachable, needed) && !able.includes('oidc'),
    ...(provider !== null && methods.includes('oidc') ? { provider: provider.key, providerName: provider.name } : {}),
  });
}

const signsInAgain: ReadonlySet<SignInMethod> = new Set(['oidc', 'mail-code']);

/** What showing this amounts to for who is in a session already. */
function strengthNow(method: SignInMethod): SignInStrength {
  if (method === 'passkey') return 'phishing-resistant';
  return method === 'totp' || method === 'recovery-code' ? 'second-factor' : 'password';
}

export type ShownAgain = ShownFactor | { readonly method: 'password'; readonly password: string };

export interface InBrowser {
  readonly actor: PersonActor;
  readonly session: SessionCredential;
  readonly browser: SigningBrowser;
  readonly rp: RelyingParty;
}

/** Proving once more who one is, in a session. */
export interface StepUp {
  /**
   * Answers the session's new token. Forbidden `auth.wrong_password`, `auth.wrong_code`, `auth.passkey_refused`, and
   * `auth.step_up_required` where the method is weaker than what the person has; LimitExceeded `auth.too_many_attempts`.
   */
  show(who: InBrowser, shown: ShownAgain): Promise<string>;
  /** For methods that were proven elsewhere just now. */
  proven(
    who: Pick<InBrowser, 'actor' | 'session'>,
    method: SignInMethod,
    strength?: SignInStrength,
    provider?: ProviderProof,
  ): Promise<string>;
}

export interface StepUpDeps {
  readonly db: Database;
  readonly sessions: SessionStore;
  readonly passwords: PasswordStore;
  readonly devices: DeviceTokens;
  readonly proveFactor: ProveFactor;
  readonly throttle: Throttle;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
}

export function createStepUp(deps: StepUpDeps): StepUp {
  const { db, sessions, passwords, throttle, events, ends } = deps;

  async function checkPassword(actor: PersonActor, address: string, device: string | undefined, password: string) {
    const attempt = throttle.begin(actor.login, address, device);
    if (!(await passwords.matches(actor.personId, password, { rank: 'known' }))) {
      throw new DomainError('Forbidden', 'auth.wrong_password', 'The password is not right.');
    }
    attempt.succeeded();
  }

  const stepUp: StepUp = {
    async show({ actor, session, browser, rp }, shown) {
      const { personId } = actor;
      const device = deps.devices.recognise(browser.device, actor.login);
      checkAble(session, strengthNow(shown.method));
      if (shown.method === 'password') await checkPassword(actor, browser.address, device, shown.password);
      else {
        const asked = { rp, purpose: 'step-up', by: { sessionId: session.id } } as const;
        await deps.proveFactor({ personId, actor, device }, shown, asked);
      }
      return stepUp.proven({ actor, session }, shown.method);
    },

    async proven({ actor, session }, method, strength = strengthNow(method), provider) {
      checkAble(session, strength);
      const methods = [...new Set([...session.methods, method])];
      const token = await db.transaction(async (tx) => {
        const data = { sessionId: session.id, method };
        await events.record(tx, actor, 'auth.session_proven', actor.personId, data);
        return sessions.prove(
          tx,
          { id: session.id, personId: actor.personId },
          { methods, strength, provider: provider ?? null },
        );
      });
      ends.refresh(actor.personId);
      return token;
    },
  };
  return stepUp;
}

/** Weaker than what the person can show does not do, nor weaker than what the rules ask, as far as it can be reached. */
function checkAble(session: SessionCredential, strength: SignInStrength): void {
  const asked = isAtLeast(session.reachable, session.required) ? session.required : 'password';
  const needed = strongest(ownStrength(session), asked);
  if (!isAtLeast(strength, needed)) throw stepUpRequired(session, needed);
}
