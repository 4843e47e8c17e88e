import { DomainError } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { RequireAdministration } from './administration.ts';
import type { AppPasswordStore, AppPasswordView } from './app-passwords.ts';
import type { AuthEvents } from './auth-events.ts';
import { readEnrolled } from './factors/enrolled-reader.ts';
import type { SessionStore, SessionView } from './sessions.ts';
import { reachable } from './steps/next-step.ts';
import type { SignInStrength } from './strength.ts';

/** What somebody signs in with, and where they are signed in: no secret, and no name that they gave a device. */
export interface PersonAccess {
  readonly factors: {
    readonly password: boolean;
    readonly totp: number;
    readonly passkeys: number;
    readonly recoveryCodes: number;
    /** The organisation's own provider signs them in. */
    readonly byProvider: boolean;
    readonly required: SignInStrength;
    readonly reachable: SignInStrength;
  };
  readonly sessions: Omit<SessionView, 'provenAt'>[];
  readonly appPasswords: AppPasswordView[];
}

/** As who administers the person: NotFound `auth.person_not_found`, Forbidden `auth.not_allowed`. */
export interface PeopleAccess {
  of(actor: Actor, personId: number): Promise<PersonAccess>;
  /** At once. NotFound `auth.session_not_found`. */
  endSession(actor: Actor, personId: number, id: number): Promise<void>;
  /** At once. NotFound `auth.app_password_not_found`. */
  endAppPassword(actor: Actor, personId: number, id: number): Promise<void>;
}

export interface PeopleAccessDeps {
  readonly db: Database;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly sessions: SessionStore;
  readonly appPasswords: AppPasswordStore;
  readonly requireAdministration: RequireAdministration;
}

export function createPeopleAccess(deps: PeopleAccessDeps): PeopleAccess {
  const { db, events, ends, sessions, appPasswords, requireAdministration } = deps;
  return {
    async of(actor, personId) {
      const identity = await requireAdministration(actor, personId);
      const { requiredStrength: required, byProvider = false } = identity;
      const [enrolled, signedIn, programs] = await Promise.all([
        readEnrolled(db, personId),
        sessions.listOf(personId),
        appPasswords.listOf(personId),
      ]);
      const { password, totp, passkeys, recoveryCodes } = enrolled;
      return {
        factors: { password, totp, passkeys, recoveryCodes, byProvider, required, reachable: reachable(enrolled) },
        sessions: signedIn,
        appPasswords: programs,
      };
    },

    async endSession(actor, personId, id) {
      await requireAdministration(actor, personId);
      await db.transaction(async (tx) => {
        if (!(await sessions.remove(tx, personId, id))) throw sessionNotFound();
        await events.record(tx, actor, 'auth.access_ended', personId, { sessionId: id });
      });
      ends.announce({ personId, credential: { kind: 'session', id } });
    },

    async endAppPassword(actor, personId, id) {
      await requireAdministration(actor, personId);
      await appPasswords.revokeFor(actor, personId, id);
    },
  };
}

function sessionNotFound(): DomainError {
  return new DomainError('NotFound', 'auth.session_not_found', 'There is no such session.');
}
