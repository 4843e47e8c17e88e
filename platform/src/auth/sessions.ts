import { DomainError } from '@landescloud/kernel';
import type { Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import { createToken, hashToken } from './token.ts';

/** A browser in which the person is signed in. Times in milliseconds since 1970. */
export interface SessionView {
  readonly id: number;
  readonly client: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

/** Unused this long, a session ends. */
export const sessionIdleMs = 7 * 24 * 60 * 60_000;
/** However much it is used, it ends after this. */
export const sessionLifeMs = 30 * 24 * 60 * 60_000;

export interface Sessions {
  list(actor: PersonActor): Promise<SessionView[]>;
  /** Signs a browser out, at once. NotFound `auth.session_not_found` for anything but an own session. */
  end(actor: PersonActor, id: number): Promise<void>;
}

const insertSession = statement(
  'auth.insert-session',
  `insert into auth.session (token_hash, person_id, client, created_at, last_used_at, expires_at)
   values ($1, $2, $3, $4, $4, $5) returning id`,
);
const findSession = statement(
  'auth.find-session',
  `select id, person_id as "personId" from auth.session
   where token_hash = $1 and expires_at > $2 and last_used_at > $3`,
);
const listSessions = statement(
  'auth.list-sessions',
  `select id, client, created_at as "createdAt", last_used_at as "lastUsedAt" from auth.session
   where person_id = $1 and expires_at > $2 and last_used_at > $3 order by last_used_at desc, id desc limit 200`,
);
const deleteSession = statement(
  'auth.delete-session',
  'delete from auth.session where id = $1 and person_id = $2 returning id',
);
const deleteOthers = statement('auth.delete-sessions', 'delete from auth.session where person_id = $1 and id <> $2');
const deleteExpired = statement(
  'auth.delete-expired-sessions',
  'delete from auth.session where expires_at <= $1 or last_used_at <= $2',
);

export interface SessionStore extends Sessions {
  create(tx: Queryable, personId: number, client: string): Promise<{ id: number; token: string }>;
  find(token: string): Promise<{ id: number; personId: number } | undefined>;
  /** Every session of the person but one. */
  endAll(tx: Queryable, personId: number, except?: number): Promise<void>;
  sweep(): Promise<void>;
}

export function createSessions(db: Database, clock: Clock, ends: AccessEnds): SessionStore {
  const now = () => new Date(clock.now());
  const idleSince = () => new Date(clock.now() - sessionIdleMs);

  return {
    async create(tx, personId, client) {
      const token = createToken();
      const expires = new Date(clock.now() + sessionLifeMs);
      const rows = await tx.query<{ id: number }>(insertSession, [hashToken(token), personId, client, now(), expires]);
      return { id: rows[0]!.id, token };
    },
    async find(token) {
      const rows = await db.query<{ id: number; personId: number }>(findSession, [
        hashToken(token),
        now(),
        idleSince(),
      ]);
      return rows[0];
    },
    async list(actor) {
      type Row = { id: number; client: string; createdAt: Date; lastUsedAt: Date };
      const rows = await db.query<Row>(listSessions, [actor.personId, now(), idleSince()]);
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime(), lastUsedAt: row.lastUsedAt.getTime() }));
    },
    async end(actor, id) {
      const rows = await db.query(deleteSession, [id, actor.personId]);
      if (rows.length === 0) throw new DomainError('NotFound', 'auth.session_not_found', 'There is no such session.');
      ends.announce({ personId: actor.personId, credential: { kind: 'session', id } });
    },
    async endAll(tx, personId, except = 0) {
      await tx.query(deleteOthers, [personId, except]);
    },
    async sweep() {
      await db.query(deleteExpired, [now(), idleSince()]);
    },
  };
}
