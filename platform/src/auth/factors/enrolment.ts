import { DomainError } from '@landescloud/kernel';
import type { PersonActor } from '@landescloud/kernel';
import type { Database, Transaction } from '@landescloud/platform/database';
import type { AccessEnds } from '../access-ends.ts';
import type { AuthEvents } from '../auth-events.ts';
import { cleanLabel } from '../clean-label.ts';
import type { SessionCredential } from '../credential.ts';
import type { Identity } from '../identity-source.ts';
import type { SessionStore } from '../sessions.ts';
import type { PendingStep } from '../steps/pending-steps.ts';
import { withMethod } from '../steps/second-factor.ts';
import type { SigningBrowser, SignIns, SignInOutcome } from '../steps/sign-ins.ts';
import type { FactorKind, Tell } from '../tell.ts';
import type { AskedBy } from './challenges.ts';
import { readEnrolled } from './enrolled-reader.ts';
import { lockFactors } from './factor-writer.ts';
import type { Passkeys, RelyingParty } from './passkeys.ts';
import type { PreparedCodes, RecoveryCodes } from './recovery-codes.ts';
import type { NewTotp, Totps } from './totps.ts';

/** Who adds a factor: in a session, or in a sign-in that asks for one. */
export type Enroller = { readonly actor: PersonActor; readonly browser: SigningBrowser } & (
  | { readonly session: SessionCredential }
  | { readonly identity: Identity; readonly step: PendingStep }
);

export interface AddedFactor {
  readonly id: number;
  readonly kind: FactorKind;
  readonly name: string;
  /** Made with the first factor; shown this once. */
  readonly recoveryCodes: string[] | null;
  /** How the sign-in went on that asked for it. */
  readonly outcome: SignInOutcome | null;
  /** The new token of the session in which it was added. */
  readonly token: string | null;
}

/** Adding factors. */
export interface Enrolment {
  /** Counts from `confirmTotp` on. Conflict `auth.too_many_factors`. */
  beginTotp(who: Enroller, name: string): Promise<NewTotp>;
  /** Forbidden `auth.wrong_code`. */
  confirmTotp(who: Enroller, id: number, code: string): Promise<AddedFactor>;
  passkeyOptions(who: Enroller, rp: RelyingParty): ReturnType<Passkeys['registrationOptions']>;
  /** Forbidden `auth.passkey_refused`, Conflict `auth.passkey_exists` and `auth.too_many_factors`. */
  addPasskey(who: Enroller, name: string, rp: RelyingParty, response: unknown): Promise<AddedFactor>;
}

export interface EnrolmentDeps {
  readonly db: Database;
  readonly totps: Totps;
  readonly passkeys: Passkeys;
  readonly recoveryCodes: RecoveryCodes;
  readonly sessions: SessionStore;
  readonly signIns: SignIns;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly tell: Tell;
}

const atMost = 20;

export function createEnrolment(deps: EnrolmentDeps): Enrolment {
  const { db, totps, passkeys, recoveryCodes, sessions, signIns, events, ends, tell } = deps;

  /** `store` answers id and name of what it stored. */
  async function add(
    who: Enroller,
    kind: FactorKind,
    store: (tx: Transaction) => Promise<{ id: number; name: string }>,
  ): Promise<AddedFactor> {
    const { actor, browser } = who;
    const { personId } = actor;
    const before = await readEnrolled(db, personId);
    if (before.totp + before.passkeys >= atMost) throw tooManyFactors();
    const codes = before.recoveryCodes === 0 ? await recoveryCodes.prepare() : null;
    const added = await db.transaction(async (tx) => {
      await lockFactors(tx, personId);
      const made = await store(tx);
      await storeFirstCodes(tx, personId, codes);
      const data = { factor: kind, factorId: made.id, name: made.name };
      await events.record(tx, actor, 'auth.factor_added', personId, data);
      await tell(tx, { personId, kind: 'factor-added', facts: { factor: kind, name: made.name } });
      const token = 'session' in who ? await proveSession(tx, who.session, personId, kind) : null;
      return { ...made, kind, token, recoveryCodes: codes?.codes ?? null };
    });
    ends.refresh(personId);
    if ('session' in who) return { ...added, outcome: null };
    const { identity, step } = who;
    return { ...added, outcome: await signIns.advance(identity, withMethod(step.proof, kind), browser, step) };
  }

  async function storeFirstCodes(tx: Transaction, personId: number, codes: PreparedCodes | null): Promise<void> {
    if (codes !== null) await recoveryCodes.store(tx, personId, codes);
  }

  /** Whoever adds a factor has just shown it. */
  async function proveSession(tx: Transaction, session: SessionCredential, personId: number, kind: FactorKind) {
    return sessions.prove(tx, { id: session.id, personId }, withMethod(session, kind));
  }

  return {
    async beginTotp({ actor }, name) {
      const { personId, login } = actor;
      const label = cleanLabel(name);
      return db.transaction(async (tx) => {
        await lockFactors(tx, personId);
        return (await totps.begin(tx, { personId, login }, label, atMost)) ?? Promise.reject(tooManyFactors());
      });
    },

    confirmTotp(who, id, code) {
      return add(who, 'totp', async (tx) => {
        const name = await totps.confirm(tx, who.actor.personId, id, code);
        if (name === undefined) throw new DomainError('Forbidden', 'auth.wrong_code', 'This code is not right.');
        return { id, name };
      });
    },

    passkeyOptions: (who, rp) => passkeys.registrationOptions(who.actor, rp, askedBy(who)),

    addPasskey(who, typed, rp, response) {
      const name = cleanLabel(typed);
      return add(who, 'passkey', async (tx) => {
        const asked = { rp, purpose: 'register', by: askedBy(who) } as const;
        return { id: await passkeys.register(tx, who.actor, name, asked, response), name };
      });
    },
  };
}

function askedBy(who: Enroller): AskedBy {
  return 'session' in who ? { sessionId: who.session.id } : { stepId: who.step.id };
}

function tooManyFactors(): DomainError {
  const text = 'Remove a device first.';
  return new DomainError('Conflict', 'auth.too_many_factors', text, { maximum: atMost });
}
