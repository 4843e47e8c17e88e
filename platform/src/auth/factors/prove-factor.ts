import { DomainError } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { AuthEvents } from '../auth-events.ts';
import type { Tell } from '../tell.ts';
import type { Throttle } from '../throttle.ts';
import type { Asked, Passkeys } from './passkeys.ts';
import type { RecoveryCodes } from './recovery-codes.ts';
import type { Totps } from './totps.ts';

/** One of a person's factors, as the browser shows it. */
export type ShownFactor =
  | { readonly method: 'totp' | 'recovery-code'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: unknown };

export interface FactorOwner {
  readonly personId: number;
  readonly actor: Actor;
  /** A browser that the person has signed in with before, if it is one. */
  readonly device: string | undefined;
}

/** Checks what a person shows; throws Forbidden `auth.wrong_code` or `auth.passkey_refused`. */
export type ProveFactor = (owner: FactorOwner, shown: ShownFactor, asked: Asked) => Promise<void>;

export interface ProveFactorDeps {
  readonly db: Database;
  readonly totps: Totps;
  readonly passkeys: Passkeys;
  readonly recoveryCodes: RecoveryCodes;
  readonly events: AuthEvents;
  readonly tell: Tell;
  /** Apart from that of passwords: who gets here knows the password, and guesses wherever from. */
  readonly throttle: Throttle;
}

export function createProveFactor(deps: ProveFactorDeps): ProveFactor {
  const { db, totps, passkeys, recoveryCodes, events, tell } = deps;

  async function isRight({ personId, actor }: FactorOwner, method: string, code: string): Promise<boolean> {
    if (method === 'totp') return totps.matches(db, personId, code);
    return db.transaction(async (tx) => {
      const left = await recoveryCodes.use(tx, personId, code);
      if (left === undefined) return false;
      await events.record(tx, actor, 'auth.recovery_code_used', personId, { left });
      await tell(tx, { personId, kind: 'recovery-code-used', facts: { left } });
      return true;
    });
  }

  return async (owner, shown, asked) => {
    const { personId, device } = owner;
    if (shown.method === 'passkey') {
      // nothing to guess here
      await passkeys.verify(asked, shown.response, personId);
      return;
    }
    const key = `person ${personId}`;
    const attempt = deps.throttle.begin(key, key, device === undefined ? undefined : `${key} ${device}`);
    if (!(await isRight(owner, shown.method, shown.code))) {
      throw new DomainError('Forbidden', 'auth.wrong_code', 'This code is not right, or was used already.');
    }
    attempt.succeeded();
  };
}
