import { DomainError } from '@landescloud/kernel';
import type { Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { ProviderProof } from './oidc/provider-proof.ts';
import type { Proof } from './steps/next-step.ts';
import type { SignInMethod, SignInStrength } from './strength.ts';
import { createToken, hashToken } from './token.ts';

/** A browser in which the person is signed in. Times in milliseconds since 1970. */
export interface SessionView {
  readonly id: number;
  readonly client: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** What the person proved who they are by, and when last. */
  readonly methods: SignInMethod[];
  readonly provenAt: number;
  /** Name of the organisation's own provider that began it. */
  readonly provider: string | null;
}

/** A session as a request finds it. */
export interface SessionRow {
  readonly id: number;
  readonly personId: number;
  readonly methods: SignInMethod[];
  readonly strength: SignInStrength;
  readonly provenAt: number;
  readonly provider: ProviderProof | null;
}

/** A session at a provider that has ended, or all of a person's, or the provider itself. */
export interface EndedThere {
  readonly key: string;
  readonly subject: string | null;
  readonly sid: string | null;
}

/** Unused this long, a session ends. */
export const sessionIdleMs = 7 * 24 * 60 * 60_000;
/** However much it is used, it ends after this. */
export const sessionLifeMs = 30 * 24 * 60 * 60_000;
/** Requests that were on their way when the token changed still count. */
const previousTokenMs = 10_000;

export interface Sessions {
  list(actor: PersonActor): Promise<SessionView[]>;
  /** Signs a browser out, at once. NotFound `auth.session_not_found` for anything but an own session. */
  end(actor: PersonActor, id: number): Promise<void>;
  /** Signs every other browser out. */
  endOthers(actor: PersonActor, sessionId: number): Promise<void>;
}

const insertSession = statement(
  'auth.insert-session',
  `insert into auth.session
     (token_hash, person_id, client, created_at, last_used_at, proven_at, expires_at, methods, strength, provider)
   values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9::jsonb) returning id`,
);
const findSession = statement(
  'auth.find-session',
  `select id, person_id as "personId", methods, strength, proven_at as "provenAt", provider from auth.session
   where (token_hash = $1 or (previous_hash = $1 and previous_until > $2)) and expires_at > $2 and last_used_at > $3`,
);
const listSessions = statement(
  'auth.list-sessions',
  `select id, client, created_at as "createdAt", last_used_at as "lastUsedAt", methods, proven_at as "provenAt", provider ->> 'name' as provider
   from auth.session where person_id = $1 and expires_at > $2 and last_used_at > $3 order by last_used_at desc, id desc limit 200`,
);
const deleteSession = statement(
  'auth.delete-session',
  'delete from auth.session where id = $1 and person_id = $2 returning id',
);
const proveSession = statement(
  'auth.prove-session',
  `update auth.session set methods = $3, strength = $4, proven_at = $5,
     previous_hash = token_hash, previous_until = $6, token_hash = $7, provider = coalesce($8::jsonb, provider)
   where id = $1 and person_id = $2 returning id`,
);
const deleteOthers = statement(
  'auth.delete-sessions',
  'delete from auth.session where person_id = $1 and id <> $2 returning id',
);
const deleteByProvider = statement(
  'auth.delete-sessions-by-provider',
  `delete from auth.session where provider is not null and provider ->> 'key' = $1
     and ($2::text is null or provider ->> 'subject' = $2) and ($3::text is null or provider ->> 'sid' = $3)
   returning id, person_id as "personId"`,
);
const deleteExpired = statement(
  'auth.delete-expired-sessions',
  'delete from auth.session where expires_at <= $1 or last_used_at <= $2',
);

type Times = 'createdAt' | 'lastUsedAt' | 'provenAt';

export interface SessionStore extends Sessions {
  listOf(personId: number): Promise<SessionView[]>;
  /** Whether there was such a session of the person. */
  remove(tx: Queryable, personId: number, id: number): Promise<boolean>;
  create(tx: Queryable, personId: number, client: string, proof: Proof): Promise<{ id: number; token: string }>;
  find(token: string): Promise<SessionRow | undefined>;
  /** The person has just proved again who they are: answers a new token, as after every sign-in. */
  prove(tx: Queryable, session: { id: number; personId: number }, proof: Proof): Promise<string>;
  /** Every session of the person but one. */
  endAll(tx: Queryable, personId: number, except?: number): Promise<void>;
  /** Those that this provider began; nothing is announced before the transaction has come to its end. */
  endByProvider(tx: Queryable, ended: EndedThere): Promise<{ id: number; personId: number }[]>;
  sweep(): Promise<void>;
}

export function createSessions(db: Database, clock: Clock, ends: AccessEnds): SessionStore {
  const now = () => new Date(clock.now());
  const idleSince = () => new Date(clock.now() - sessionIdleMs);

  async function listOf(personId: number): Promise<SessionView[]> {
    type Row = Omit<SessionView, Times> & Record<Times, Date>;
    const rows = await db.query<Row>(listSessions, [personId, now(), idleSince()]);
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.getTime(),
      lastUsedAt: row.lastUsedAt.getTime(),
      provenAt: row.provenAt.getTime(),
    }));
  }

  async function remove(tx: Queryable, personId: number, id: number): Promise<boolean> {
    return (await tx.query(deleteSession, [id, personId])).length > 0;
  }

  return {
    listOf,
    remove,
    async create(tx, personId, client, { methods, strength, provider = null }) {
      const token = createToken();
      const expires = new Date(clock.now() + sessionLifeMs);
      // where nothing but the provider proved it, it counts from when it did
      const proven = provider !== null && methods.length === 1 ? new Date(provider.provenAt) : now();
      const row = [hashToken(token), personId, client, now(), proven, expires, methods, strength, provider];
      const rows = await tx.query<{ id: number }>(insertSession, row);
      return { id: rows[0]!.id, token };
    },
    async find(token) {
      type Row = Omit<SessionRow, 'provenAt'> & { provenAt: Date };
      const [row] = await db.query<Row>(findSession, [hashToken(token), now(), idleSince()]);
      return row && { ...row, provenAt: row.provenAt.getTime() };
    },
    async prove(tx, { id, personId }, { methods, strength, provider = null }) {
      const token = createToken();
      const until = new Date(clock.now() + previousTokenMs);
      const proven = [id, personId, methods, strength, now(), until, hashToken(token), provider];
      if ((await tx.query(proveSession, proven)).length === 0) throw sessionNotFound();
      return token;
    },
    list: (actor) => listOf(actor.personId),
    async end(actor, id) {
      if (!(await remove(db, actor.personId, id))) throw sessionNotFound();
      ends.announce({ personId: actor.personId, credential: { kind: 'session', id } });
    },
    async endOthers(actor, sessionId) {
      const rows = await db.query<{ id: number }>(deleteOthers, [actor.personId, sessionId]);
      for (const { id } of rows) ends.announce({ personId: actor.personId, credential: { kind: 'session', id } });
    },
    async endAll(tx, personId, except = 0) {
      await tx.query(deleteOthers, [personId, except]);
    },
    endByProvider: (tx, { key, subject, sid }) => tx.query(deleteByProvider, [key, subject, sid]),
    async sweep() {
      await db.query(deleteExpired, [now(), idleSince()]);
    },
  };
}

function sessionNotFound(): DomainError {
  return new DomainError('NotFound', 'auth.session_not_found', 'There is no such session.');
}
