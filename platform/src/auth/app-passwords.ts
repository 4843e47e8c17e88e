import { DomainError } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { RequireAdministration } from './administration.ts';
import type { AuthEvents } from './auth-events.ts';
import { cleanLabel } from './clean-label.ts';
import { appPasswordScopes } from './scopes.ts';
import type { AppPasswordScope } from './scopes.ts';
import { createAppPasswordToken, hashToken, normaliseAppPassword } from './token.ts';

/** What a program signs in with; the token itself is shown once. Times in milliseconds since 1970. */
export interface AppPasswordView {
  readonly id: number;
  readonly label: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly scopes: AppPasswordScope[];
  /** Null: until it is ended. */
  readonly expiresAt: number | null;
}

export interface AppPasswordInput {
  readonly label: string;
  /** All of them without a word. */
  readonly scopes?: readonly AppPasswordScope[] | undefined;
  readonly expiresAt?: number | undefined;
}

export interface NewAppPassword {
  readonly id: number;
  readonly label: string;
  readonly token: string;
  readonly scopes: AppPasswordScope[];
  readonly expiresAt: number | null;
}

const atMost = 200;
/** So long the person still sees that one has expired. */
const shownAfterMs = 30 * 24 * 60 * 60_000;

export interface AppPasswords {
  list(actor: PersonActor): Promise<AppPasswordView[]>;
  /** Invalid `auth.invalid_label` and `auth.invalid_expiry`. */
  create(actor: PersonActor, input: AppPasswordInput): Promise<NewAppPassword>;
  /** For the operator's command line and administrators. */
  createFor(actor: Actor, personId: number, label: string): Promise<NewAppPassword>;
  /** Ends access at once. NotFound `auth.app_password_not_found` for anything but an own one. */
  revoke(actor: PersonActor, id: number): Promise<void>;
}

const insertAppPassword = statement(
  'auth.insert-app-password',
  `insert into auth.app_password (token_hash, person_id, label, created_at, scopes, expires_at)
   select $1, $2, $3, $4, $5, $6 where (select count(*) from auth.app_password where person_id = $2) < ${atMost} returning id`,
);
const findAppPassword = statement(
  'auth.find-app-password',
  `select id, person_id as "personId", scopes from auth.app_password
   where token_hash = $1 and (expires_at is null or expires_at > $2)`,
);
const listAppPasswords = statement(
  'auth.list-app-passwords',
  `select id, label, created_at as "createdAt", last_used_at as "lastUsedAt", scopes, expires_at as "expiresAt"
   from auth.app_password where person_id = $1 order by created_at desc, id desc`,
);
const deleteAppPassword = statement(
  'auth.delete-app-password',
  'delete from auth.app_password where id = $1 and person_id = $2 returning id',
);
const deleteExpired = statement(
  'auth.delete-expired-app-passwords',
  'delete from auth.app_password where expires_at <= $1',
);
const deleteAll = statement('auth.delete-app-passwords', 'delete from auth.app_password where person_id = $1');

export interface AppPasswordStore extends AppPasswords {
  listOf(personId: number): Promise<AppPasswordView[]>;
  /** No right is checked. NotFound `auth.app_password_not_found`. */
  revokeFor(actor: Actor, personId: number, id: number): Promise<void>;
  insert(tx: Queryable, actor: Actor, personId: number, input: AppPasswordInput): Promise<NewAppPassword>;
  find(token: string): Promise<{ id: number; personId: number; scopes: AppPasswordScope[] } | undefined>;
  revokeAll(tx: Queryable, personId: number): Promise<void>;
  sweep(): Promise<void>;
}

export interface AppPasswordDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
  readonly requireAdministration: RequireAdministration;
}

export function createAppPasswords(deps: AppPasswordDeps): AppPasswordStore {
  const { db, clock, events, ends } = deps;

  async function insert(tx: Queryable, actor: Actor, personId: number, input: AppPasswordInput) {
    const { scopes = appPasswordScopes } = input;
    const label = cleanLabel(input.label);
    const now = clock.now();
    const expiresAt = input.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= now) {
      throw new DomainError('Invalid', 'auth.invalid_expiry', 'The last day lies in the past.');
    }
    const token = createAppPasswordToken();
    const expires = expiresAt === null ? null : new Date(expiresAt);
    const row = [hashToken(normaliseAppPassword(token)!), personId, label, new Date(now), scopes, expires];
    const rows = await tx.query<{ id: number }>(insertAppPassword, row);
    const id = rows[0]?.id;
    if (id === undefined) {
      throw new DomainError('Conflict', 'auth.too_many_app_passwords', 'Remove an app password first.', {
        maximum: atMost,
      });
    }
    const data = { appPasswordId: id, label, scopes: scopes.join(',') };
    await events.record(tx, actor, 'auth.app_password_created', personId, data);
    return { id, label, token, scopes: [...scopes], expiresAt };
  }

  async function listOf(personId: number): Promise<AppPasswordView[]> {
    type Row = Omit<AppPasswordView, 'createdAt' | 'lastUsedAt' | 'expiresAt'> & {
      createdAt: Date;
      lastUsedAt: Date | null;
      expiresAt: Date | null;
    };
    const rows = await db.query<Row>(listAppPasswords, [personId]);
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.getTime(),
      lastUsedAt: row.lastUsedAt?.getTime() ?? null,
      expiresAt: row.expiresAt?.getTime() ?? null,
    }));
  }

  async function revokeFor(actor: Actor, personId: number, id: number): Promise<void> {
    await db.transaction(async (tx) => {
      const rows = await tx.query(deleteAppPassword, [id, personId]);
      if (rows.length === 0) {
        throw new DomainError('NotFound', 'auth.app_password_not_found', 'There is no such app password.');
      }
      await events.record(tx, actor, 'auth.app_password_revoked', personId, { appPasswordId: id });
    });
    ends.announce({ personId, credential: { kind: 'app-password', id } });
  }

  return {
    insert,
    create(actor, input) {
      return db.transaction((tx) => insert(tx, actor, actor.personId, input));
    },
    async createFor(actor, personId, label) {
      await deps.requireAdministration(actor, personId);
      return db.transaction((tx) => insert(tx, actor, personId, { label }));
    },
    async find(token) {
      type Row = { id: number; personId: number; scopes: AppPasswordScope[] };
      const rows = await db.query<Row>(findAppPassword, [hashToken(token), new Date(clock.now())]);
      return rows[0];
    },
    listOf,
    list: (actor) => listOf(actor.personId),
    revokeFor,
    revoke: (actor, id) => revokeFor(actor, actor.personId, id),
    async revokeAll(tx, personId) {
      await tx.query(deleteAll, [personId]);
    },
    async sweep() {
      await db.query(deleteExpired, [new Date(clock.now() - shownAfterMs)]);
    },
  };
}
