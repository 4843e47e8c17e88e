import { DomainError, isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { AuthEvents } from './auth-events.ts';
import type { IdentitySource } from './identity-source.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { checkNewPassword } from './password-rules.ts';
import type { SessionStore } from './sessions.ts';
import type { Throttle } from './throttle.ts';

const findPassword = statement('auth.find-password', 'select hash from auth.password where person_id = $1');
const upsertPassword = statement(
  'auth.upsert-password',
  `insert into auth.password (person_id, hash, changed_at) values ($1, $2, $3)
   on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
);
const replaceHash = statement(
  'auth.replace-hash',
  'update auth.password set hash = $2 where person_id = $1 and hash = $3',
);

export interface PasswordStore {
  /** As an administrator: ends every session of the person. */
  set(actor: Actor, personId: number, password: string): Promise<void>;
  /** One's own: ends the other sessions. Forbidden `auth.wrong_password` where `current` is not it. */
  change(actor: PersonActor, sessionId: number, current: string, next: string, address: string): Promise<void>;
  /** Takes the same time for a person without a password and for none at all. */
  matches(personId: number | undefined, password: string): Promise<boolean>;
  has(personId: number): Promise<boolean>;
}

export interface PasswordDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly sessions: SessionStore;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
}

export function createPasswords(deps: PasswordDeps): PasswordStore {
  const { db, clock, hasher, sessions, events, ends } = deps;

  async function store(tx: Queryable, actor: Actor, personId: number, hash: string): Promise<void> {
    await tx.query(upsertPassword, [personId, hash, new Date(clock.now())]);
    await events.record(tx, actor, 'auth.password_changed', personId, {});
  }

  async function matches(personId: number | undefined, password: string): Promise<boolean> {
    const rows = await db.query<{ hash: string }>(findPassword, [personId ?? -1]);
    const hash = rows[0]?.hash;
    const ok = await hasher.verify(password, hash);
    if (ok && hash !== undefined && hasher.isOutdated(hash)) {
      await db.query(replaceHash, [personId, await hasher.hash(password), hash]);
    }
    return ok;
  }

  return {
    matches,
    has: async (personId) => (await db.query(findPassword, [personId])).length > 0,
    async set(actor, personId, password) {
      if (!isPlatformAdministrator(actor)) {
        throw new DomainError('Forbidden', 'auth.not_allowed', 'Only a platform administrator may do this.');
      }
      const identity = await deps.identities.findById(personId);
      if (!identity) throw new DomainError('NotFound', 'auth.person_not_found', 'There is no such person.');
      checkNewPassword(password, identity);
      const hash = await hasher.hash(password);
      await db.transaction(async (tx) => {
        await store(tx, actor, personId, hash);
        await sessions.endAll(tx, personId);
      });
      ends.announce({ personId });
    },
    async change(actor, sessionId, current, next, address) {
      const attempt = deps.throttle.begin(actor.login, address);
      if (!(await matches(actor.personId, current))) {
        throw new DomainError('Forbidden', 'auth.wrong_password', 'The present password is not right.');
      }
      attempt.succeeded();
      checkNewPassword(next, actor);
      const hash = await hasher.hash(next);
      await db.transaction(async (tx) => {
        await store(tx, actor, actor.personId, hash);
        await sessions.endAll(tx, actor.personId, sessionId);
      });
      ends.announce({ personId: actor.personId });
    },
  };
}
