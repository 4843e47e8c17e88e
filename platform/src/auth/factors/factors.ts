import { DomainError } from '@landescloud/kernel';
import type { Actor, PersonActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from '../access-ends.ts';
import type { RequireAdministration } from '../administration.ts';
import type { AuthEvents } from '../auth-events.ts';
import { cleanLabel } from '../clean-label.ts';
import type { Identity, IdentitySource } from '../identity-source.ts';
import { hasFactor, reachable } from '../steps/next-step.ts';
import type { Enrolled } from '../steps/next-step.ts';
import { isAtLeast } from '../strength.ts';
import type { SignInStrength } from '../strength.ts';
import type { FactorKind, Tell } from '../tell.ts';
import { readEnrolled } from './enrolled-reader.ts';
import { readCodesMadeAt, readFactors } from './factor-reader.ts';
import type { FactorView } from './factor-reader.ts';
import { lockFactors, removeAllFactors, removeFactor, removeRecoveryCodes, renameFactor } from './factor-writer.ts';
import type { RecoveryCodes } from './recovery-codes.ts';

export interface FactorsView {
  readonly password: boolean;
  readonly devices: FactorView[];
  readonly recoveryCodes: { readonly left: number; readonly madeAt: number | null };
  /** What the rules ask of the person, and what they can show. */
  readonly required: SignInStrength;
  readonly reachable: SignInStrength;
}

/** What a person proves who they are with, beyond the password. */
export interface Factors {
  list(actor: PersonActor): Promise<FactorsView>;
  /** NotFound `auth.factor_not_found`, Invalid `auth.invalid_label`. */
  rename(actor: PersonActor, kind: FactorKind, id: number, name: string): Promise<void>;
  /** NotFound `auth.factor_not_found`, Conflict `auth.factor_required` and `auth.last_way_in`. */
  remove(actor: PersonActor, kind: FactorKind, id: number): Promise<void>;
  /** Ten new ones in place of the old; shown this once. Conflict `auth.factor_missing`. */
  makeRecoveryCodes(actor: PersonActor): Promise<string[]>;
  /** As who administers the person: how many of what, nothing else. */
  of(actor: Actor, personId: number): Promise<Enrolled>;
  /** As who administers the person, who has lost them all: takes them away and ends every session. */
  reset(actor: Actor, personId: number): Promise<void>;
}

export interface FactorsDeps {
  readonly db: Database;
  readonly identities: IdentitySource;
  readonly recoveryCodes: RecoveryCodes;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly tell: Tell;
  readonly requireAdministration: RequireAdministration;
  readonly endSessions: (tx: Queryable, personId: number) => Promise<void>;
}

export function createFactors(deps: FactorsDeps): Factors {
  const { db, identities, recoveryCodes, events, ends, tell, requireAdministration } = deps;

  async function identityOf(personId: number): Promise<Identity> {
    const identity = await identities.findById(personId);
    if (!identity) throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in first.');
    return identity;
  }

  return {
    async list({ personId }) {
      const { requiredStrength: required } = await identityOf(personId);
      const enrolled = await readEnrolled(db, personId);
      const codes = { left: enrolled.recoveryCodes, madeAt: await readCodesMadeAt(db, personId) };
      const devices = await readFactors(db, personId);
      return { password: enrolled.password, devices, recoveryCodes: codes, required, reachable: reachable(enrolled) };
    },

    async rename({ personId }, kind, id, typed) {
      if (!(await renameFactor(db, personId, kind, id, cleanLabel(typed)))) throw factorNotFound();
    },

    async remove(actor, kind, id) {
      const { personId } = actor;
      const identity = await identityOf(personId);
      await db.transaction(async (tx) => {
        await lockFactors(tx, personId);
        const name = await removeFactor(tx, personId, kind, id);
        if (name === undefined) throw factorNotFound();
        const left = await readEnrolled(tx, personId);
        checkEnough(identity, left);
        if (!hasFactor(left)) await removeRecoveryCodes(tx, personId);
        await events.record(tx, actor, 'auth.factor_removed', personId, { factor: kind, factorId: id, name });
        await tell(tx, { personId, kind: 'factor-removed', facts: { factor: kind, name } });
      });
      ends.refresh(personId);
    },

    async makeRecoveryCodes(actor) {
      const { personId } = actor;
      const made = await recoveryCodes.prepare();
      await db.transaction(async (tx) => {
        await lockFactors(tx, personId);
        if (!hasFactor(await readEnrolled(tx, personId))) {
          throw new DomainError('Conflict', 'auth.factor_missing', 'There is nothing yet that codes could stand for.');
        }
        await recoveryCodes.store(tx, personId, made);
        await events.record(tx, actor, 'auth.recovery_codes_made', personId, {});
        await tell(tx, { personId, kind: 'recovery-codes-made', facts: {} });
      });
      ends.refresh(personId);
      return made.codes;
    },

    async of(actor, personId) {
      await requireAdministration(actor, personId);
      return readEnrolled(db, personId);
    },

    async reset(actor, personId) {
      await requireAdministration(actor, personId);
      await db.transaction(async (tx) => {
        await lockFactors(tx, personId);
        await removeAllFactors(tx, personId);
        await deps.endSessions(tx, personId);
        await events.record(tx, actor, 'auth.factors_reset', personId, {});
        await tell(tx, { personId, kind: 'factors-reset', facts: {} });
      });
      ends.announce({ personId });
    },
  };
}

/** What is left must still let the person in, as strongly as the rules ask. */
function checkEnough({ requiredStrength: required, mailCode, byProvider }: Identity, left: Enrolled): void {
  if (!isAtLeast(reachable(left), required)) {
    const text = 'Your organisation asks for this. Add another device first.';
    throw new DomainError('Conflict', 'auth.factor_required', text, { required });
  }
  if (!left.password && left.passkeys === 0 && mailCode !== true && byProvider !== true) {
    throw new DomainError('Conflict', 'auth.last_way_in', 'Without this passkey you could not sign in any more.');
  }
}

function factorNotFound(): DomainError {
  return new DomainError('NotFound', 'auth.factor_not_found', 'There is no such device.');
}
