import { DomainError } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from '../access-ends.ts';
import type { AppPasswordStore } from '../app-passwords.ts';
import type { AuthEvents } from '../auth-events.ts';
import { normaliseLogin } from '../authorization-header.ts';
import { actorOf } from '../credential.ts';
import type { DeviceTokens } from '../device-tokens.ts';
import type { Identity, IdentitySource } from '../identity-source.ts';
import { shortestPassword } from '../password-rules.ts';
import type { PasswordStore } from '../passwords.ts';
import type { SigningBrowser } from '../steps/sign-ins.ts';
import type { Tell } from '../tell.ts';
import type { Throttle } from '../throttle.ts';
import { createToken, hashToken } from '../token.ts';
import type { PasswordHasher } from '../password-hasher.ts';
import type { AccountRequestHandler, AccountRequests } from './account-requests.ts';

/** A new password for who has forgotten theirs, by a link in a mail. Factors stay, and are asked for at the next sign-in. */
export interface PasswordResets {
  /** The same for everybody, also for who does not exist. LimitExceeded `auth.too_many_attempts`. */
  ask(typed: string, browser: SigningBrowser): Promise<void>;
  /** For who has the link: whose password it is, and how long it has to be. NotFound `auth.reset_ended`. */
  look(token: string): Promise<{ readonly login: string; readonly minimum: number }>;
  /**
   * Once. Every session and app password ends: whoever may have them got in by what is replaced here. NotFound
   * `auth.reset_ended`, Invalid `auth.password_too_short` and others, with which the link still holds.
   */
  confirm(token: string, password: string): Promise<void>;
}

export interface PasswordResetStore extends PasswordResets {
  readonly handle: AccountRequestHandler;
  endAll(tx: Queryable, personId: number): Promise<void>;
  sweep(): Promise<void>;
}

const lifeMs = 30 * 60_000;
/** Within this the last link is new enough: nobody's mailbox is filled by others, and nobody is kept from a link. */
const pauseMs = 10 * 60_000;

const insertReset = statement(
  'auth.insert-password-reset',
  `insert into auth.password_reset (token_hash, person_id, created_at, expires_at)
   select $1, $2, $3, $4
   where not exists (select from auth.password_reset where person_id = $2 and created_at > $5) returning person_id`,
);
const findReset = statement(
  'auth.find-password-reset',
  'select person_id as "personId" from auth.password_reset where token_hash = $1 and expires_at > $2',
);
const takeReset = statement(
  'auth.take-password-reset',
  'delete from auth.password_reset where token_hash = $1 and expires_at > $2 returning person_id',
);
const deleteOfPerson = statement('auth.delete-password-resets', 'delete from auth.password_reset where person_id = $1');
const deleteExpired = statement(
  'auth.delete-expired-password-resets',
  'delete from auth.password_reset where expires_at <= $1',
);

export interface PasswordResetDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly requests: AccountRequests;
  readonly passwords: PasswordStore;
  readonly appPasswords: AppPasswordStore;
  readonly hasher: PasswordHasher;
  readonly devices: DeviceTokens;
  readonly throttle: Throttle;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly tell: Tell;
}

export function createPasswordResets(deps: PasswordResetDeps): PasswordResetStore {
  const { db, clock, identities, passwords, events, tell } = deps;
  const now = () => new Date(clock.now());

  async function owner(token: string): Promise<Identity> {
    const [row] = await db.query<{ personId: number }>(findReset, [hashToken(token), now()]);
    const identity = row && (await identities.findById(row.personId));
    if (!identity || identity.disabled || identity.byProvider === true) throw resetEnded();
    return identity;
  }

  return {
    async ask(typed, { address, device }) {
      const login = normaliseLogin(typed);
      const known = deps.devices.recognise(device, login);
      deps.throttle.begin(login, address, known);
      const request = { kind: 'password-reset', typed, known: known !== undefined, mailCode: null } as const;
      await deps.requests.add(db, request);
    },

    async handle(tx, identity) {
      const { personId } = identity;
      const token = createToken();
      const expiresAt = clock.now() + lifeMs;
      const row = [hashToken(token), personId, now(), new Date(expiresAt), new Date(clock.now() - pauseMs)];
      if ((await tx.query(insertReset, row)).length === 0) return;
      const here = identity.byProvider !== true;
      await events.record(tx, actorOf(identity), 'auth.password_reset_asked', personId, { here });
      if (here) await tell(tx, { personId, kind: 'password-reset', facts: { token, expiresAt } });
      else await tell(tx, { personId, kind: 'password-elsewhere', facts: {} });
    },

    async look(token) {
      const identity = await owner(token);
      return { login: identity.login, minimum: shortestPassword(identity) };
    },

    async confirm(token, password) {
      const identity = await owner(token);
      const { personId } = identity;
      await passwords.check(password, identity);
      const hash = await deps.hasher.hash(password);
      await db.transaction(async (tx) => {
        // of two at once, one
        if ((await tx.query(takeReset, [hashToken(token), now()])).length === 0) throw resetEnded();
        await passwords.replace(tx, actorOf(identity), personId, hash);
        await deps.appPasswords.revokeAll(tx, personId);
        await events.record(tx, actorOf(identity), 'auth.password_reset', personId, {});
      });
      deps.ends.announce({ personId });
    },

    async endAll(tx, personId) {
      await tx.query(deleteOfPerson, [personId]);
    },
    async sweep() {
      await db.query(deleteExpired, [now()]);
    },
  };
}

function resetEnded(): DomainError {
  return new DomainError(
    'NotFound',
    'auth.reset_ended',
    'This link was used already, or is too old. Ask for a new one.',
  );
}
