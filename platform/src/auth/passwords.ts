import { DomainError } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { RequireAdministration } from './administration.ts';
import type { AuthEvents } from './auth-events.ts';
import type { LeakedPasswords } from './leaked-passwords.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { checkNewPassword } from './password-rules.ts';
import type { PasswordOwner } from './password-rules.ts';
import type { Tell } from './tell.ts';
import type { Throttle } from './throttle.ts';
import type { Turn } from './work-queue.ts';

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
  /** Invalid `auth.password_too_short` and others, `auth.password_leaked`. */
  check(password: string, owner: PasswordOwner): Promise<void>;
  /** As who administers the person: ends every session. */
  set(actor: Actor, personId: number, password: string): Promise<void>;
  /** One's own: ends the other sessions. Forbidden `auth.wrong_password` where `current` is not it. */
  change(actor: PersonActor, change: PasswordChange): Promise<void>;
  /** For who has shown in another way that they may. */
  replace(tx: Queryable, actor: Actor, personId: number, hash: string, exceptSession?: number): Promise<void>;
  /** Takes the same time for a person without a password and for none at all. */
  matches(personId: number | undefined, password: string, turn: Turn): Promise<boolean>;
  has(personId: number): Promise<boolean>;
}

export interface PasswordChange {
  readonly sessionId: number;
  readonly current: string;
  readonly next: string;
  readonly address: string;
  readonly device?: string | undefined;
}

export interface PasswordDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly leaked: LeakedPasswords;
  readonly throttle: Throttle;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly tell: Tell;
  readonly requireAdministration: RequireAdministration;
  /** Ends every session of the person but one, and every sign-in that is under way. */
  readonly endSessions: (tx: Queryable, personId: number, except?: number) => Promise<void>;
}

export function createPasswords(deps: PasswordDeps): PasswordStore {
  const { db, clock, hasher, events, ends } = deps;

  async function check(password: string, owner: PasswordOwner): Promise<void> {
    checkNewPassword(password, owner);
    if (await deps.leaked.has(password)) {
      const text = 'This password is known from a leak. Choose another one.';
      throw new DomainError('Invalid', 'auth.password_leaked', text);
    }
  }

  async function replace(tx: Queryable, actor: Actor, personId: number, hash: string, exceptSession?: number) {
    const had = (await tx.query(findPassword, [personId])).length > 0;
    await tx.query(upsertPassword, [personId, hash, new Date(clock.now())]);
    await events.record(tx, actor, 'auth.password_changed', personId, {});
    await deps.endSessions(tx, personId, exceptSession);
    if (had) await deps.tell(tx, { personId, kind: 'password-changed', facts: {} });
  }

  async function matches(personId: number | undefined, password: string, turn: Turn): Promise<boolean> {
    const rows = await db.query<{ hash: string }>(findPassword, [personId ?? -1]);
    const hash = rows[0]?.hash;
    const ok = await hasher.verify(password, hash, turn);
    if (ok && hash !== undefined && hasher.isOutdated(hash)) {
      await db.query(replaceHash, [personId, await hasher.hash(password), hash]);
    }
    return ok;
  }

  return {
    check,
    matches,
    replace,
    has: async (personId) => (await db.query(findPassword, [personId])).length > 0,
    async set(actor, personId, password) {
      const identity = await deps.requireAdministration(actor, personId);
      await check(password, identity);
      const hash = await hasher.hash(password);
      await db.transaction((tx) => replace(tx, actor, personId, hash));
      ends.announce({ personId });
    },
    async change(actor, { sessionId, current, next, address, device }) {
      const attempt = deps.throttle.begin(actor.login, address, device);
      if (!(await matches(actor.personId, current, { rank: 'known' }))) {
        throw new DomainError('Forbidden', 'auth.wrong_password', 'The present password is not right.');
      }
      attempt.succeeded();
      await check(next, actor);
      const hash = await hasher.hash(next);
      await db.transaction((tx) => replace(tx, actor, actor.personId, hash, sessionId));
      ends.announce({ personId: actor.personId });
    },
  };
}
