import { DomainError } from '@landescloud/kernel';
import type { Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable, Transaction } from '@landescloud/platform/database';
import type { AuthEvents } from '../auth-events.ts';
import type { Tell } from '../tell.ts';
import type { Throttle } from '../throttle.ts';
import { createToken, hashToken } from '../token.ts';

/** The port to whoever keeps mail addresses; the directory implements it. */
export interface MailAddresses {
  /** Who keeps it where the person may not change it themselves. */
  of(personId: number): Promise<{ readonly email: string | null; readonly keptBy: MailKeeper | null }>;
  /** In the form in which it is kept; throws where it is none, and where somebody else keeps the person's. */
  check(personId: number, typed: string): Promise<string>;
  /** Answers the one before. */
  change(tx: Transaction, actor: PersonActor, email: string): Promise<string | null>;
}

/** A source of people, or whoever invited the guest. */
export type MailKeeper = 'source' | 'sponsor';

export interface MailAddressView {
  readonly email: string | null;
  readonly keptBy: MailKeeper | null;
  /** A new one that waits to be confirmed. */
  readonly waiting: { readonly email: string; readonly expiresAt: number } | null;
}

/** A new mail address: kept once who reads it has said so. The one before is told. */
export interface MailChanges {
  of(actor: PersonActor): Promise<MailAddressView>;
  /** Says nothing about whose the address is. Conflict and Invalid as the port throws; LimitExceeded `auth.too_many_attempts`. */
  ask(actor: PersonActor, typed: string): Promise<void>;
  /** As the same person. NotFound `auth.mail_change_ended`. */
  confirm(actor: PersonActor, token: string): Promise<void>;
}

export interface MailChangeStore extends MailChanges {
  endAll(tx: Queryable, personId: number): Promise<void>;
  sweep(): Promise<void>;
}

const lifeMs = 60 * 60_000;

const insertChange = statement(
  'auth.insert-mail-change',
  `insert into auth.mail_change (token_hash, person_id, email, created_at, expires_at) values ($1, $2, $3, $4, $5)`,
);
const findWaiting = statement(
  'auth.find-mail-change',
  'select email, expires_at as "expiresAt" from auth.mail_change where person_id = $1 and expires_at > $2',
);
const takeChange = statement(
  'auth.take-mail-change',
  'delete from auth.mail_change where token_hash = $1 and person_id = $2 and expires_at > $3 returning email',
);
const deleteOfPerson = statement('auth.delete-mail-changes', 'delete from auth.mail_change where person_id = $1');
const deleteExpired = statement(
  'auth.delete-expired-mail-changes',
  'delete from auth.mail_change where expires_at <= $1',
);

export interface MailChangeDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly addresses: MailAddresses;
  readonly throttle: Throttle;
  readonly events: AuthEvents;
  readonly tell: Tell;
  /** Links that went to the address before are worth nothing any more. */
  readonly endResets: (tx: Queryable, personId: number) => Promise<void>;
}

export function createMailChanges(deps: MailChangeDeps): MailChangeStore {
  const { db, clock, addresses, events, tell } = deps;
  const now = () => new Date(clock.now());

  return {
    async of({ personId }) {
      const [row] = await db.query<{ email: string; expiresAt: Date }>(findWaiting, [personId, now()]);
      const waiting = row === undefined ? null : { email: row.email, expiresAt: row.expiresAt.getTime() };
      return { ...(await addresses.of(personId)), waiting };
    },

    async ask(actor, typed) {
      const { personId } = actor;
      const email = await addresses.check(personId, typed);
      const key = `person ${personId}`;
      deps.throttle.begin(key, key);
      const token = createToken();
      const expiresAt = clock.now() + lifeMs;
      await db.transaction(async (tx) => {
        await tx.query(deleteOfPerson, [personId]);
        await tx.query(insertChange, [hashToken(token), personId, email, now(), new Date(expiresAt)]);
        await events.record(tx, actor, 'auth.mail_change_asked', personId, {});
        await tell(tx, { personId, kind: 'mail-change', facts: { token, email, expiresAt } });
      });
    },

    async confirm(actor, token) {
      const { personId } = actor;
      await db.transaction(async (tx) => {
        const [row] = await tx.query<{ email: string }>(takeChange, [hashToken(token), personId, now()]);
        if (row === undefined) throw changeEnded();
        const before = await addresses.change(tx, actor, row.email);
        await deps.endResets(tx, personId);
        const facts = { before: before ?? '', email: row.email };
        if (before !== null) await tell(tx, { personId, kind: 'mail-changed', facts });
      });
    },

    async endAll(tx, personId) {
      await tx.query(deleteOfPerson, [personId]);
    },
    async sweep() {
      await db.query(deleteExpired, [now()]);
    },
  };
}

function changeEnded(): DomainError {
  const text = 'This link was used already, is too old, or belongs to another account. Ask for a new one.';
  return new DomainError('NotFound', 'auth.mail_change_ended', text);
}
