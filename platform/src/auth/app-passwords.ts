import { DomainError } from '@landescloud/kernel';
import type { Actor, Clock, PersonActor } from '@landescloud/kernel';
import { isPlatformAdministrator } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { AccessEnds } from './access-ends.ts';
import type { AuthEvents } from './auth-events.ts';
import { createAppPasswordToken, hashToken, normaliseAppPassword } from './token.ts';

/** What a program signs in with; the token itself is shown once. Times in milliseconds since 1970. */
export interface AppPasswordView {
  readonly id: number;
  readonly label: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface NewAppPassword {
  readonly id: number;
  readonly label: string;
  readonly token: string;
}

const atMost = 200;

export interface AppPasswords {
  list(actor: PersonActor): Promise<AppPasswordView[]>;
  create(actor: PersonActor, label: string): Promise<NewAppPassword>;
  /** For the operator's command line and administrators. */
  createFor(actor: Actor, personId: number, label: string): Promise<NewAppPassword>;
  /** Ends access at once. NotFound `auth.app_password_not_found` for anything but an own one. */
  revoke(actor: PersonActor, id: number): Promise<void>;
}

const insertAppPassword = statement(
  'auth.insert-app-password',
  `insert into auth.app_password (token_hash, person_id, label, created_at)
   select $1, $2, $3, $4 where (select count(*) from auth.app_password where person_id = $2) < ${atMost} returning id`,
);
const findAppPassword = statement(
  'auth.find-app-password',
  'select id, person_id as "personId" from auth.app_password where token_hash = $1',
);
const listAppPasswords = statement(
  'auth.list-app-passwords',
  `select id, label, created_at as "createdAt", last_used_at as "lastUsedAt" from auth.app_password
   where person_id = $1 order by created_at desc, id desc`,
);
const deleteAppPassword = statement(
  'auth.delete-app-password',
  'delete from auth.app_password where id = $1 and person_id = $2 returning id',
);
const deleteAll = statement('auth.delete-app-passwords', 'delete from auth.app_password where person_id = $1');

export interface AppPasswordStore extends AppPasswords {
  insert(tx: Queryable, actor: Actor, personId: number, label: string): Promise<NewAppPassword>;
  find(token: string): Promise<{ id: number; personId: number } | undefined>;
  revokeAll(tx: Queryable, personId: number): Promise<void>;
}

export function createAppPasswords(db: Database, clock: Clock, events: AuthEvents, ends: AccessEnds): AppPasswordStore {
  async function insert(tx: Queryable, actor: Actor, personId: number, label: string): Promise<NewAppPassword> {
    const cleaned = cleanLabel(label);
    const token = createAppPasswordToken();
    const hash = hashToken(normaliseAppPassword(token)!);
    const rows = await tx.query<{ id: number }>(insertAppPassword, [hash, personId, cleaned, new Date(clock.now())]);
    const id = rows[0]?.id;
    if (id === undefined) {
      throw new DomainError('Conflict', 'auth.too_many_app_passwords', 'Remove an app password first.', {
        maximum: atMost,
      });
    }
    await events.record(tx, actor, 'auth.app_password_created', personId, { appPasswordId: id, label: cleaned });
    return { id, label: cleaned, token };
  }

  return {
    insert,
    create(actor, label) {
      return db.transaction((tx) => insert(tx, actor, actor.personId, label));
    },
    async createFor(actor, personId, label) {
      if (!isPlatformAdministrator(actor)) {
        throw new DomainError('Forbidden', 'auth.not_allowed', 'Only a platform administrator may do this.');
      }
      return db.transaction((tx) => insert(tx, actor, personId, label));
    },
    async find(token) {
      const rows = await db.query<{ id: number; personId: number }>(findAppPassword, [hashToken(token)]);
      return rows[0];
    },
    async list(actor) {
      type Row = { id: number; label: string; createdAt: Date; lastUsedAt: Date | null };
      const rows = await db.query<Row>(listAppPasswords, [actor.personId]);
      return rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.getTime(),
        lastUsedAt: row.lastUsedAt?.getTime() ?? null,
      }));
    },
    async revoke(actor, id) {
      await db.transaction(async (tx) => {
        const rows = await tx.query(deleteAppPassword, [id, actor.personId]);
        if (rows.length === 0) {
          throw new DomainError('NotFound', 'auth.app_password_not_found', 'There is no such app password.');
        }
        await events.record(tx, actor, 'auth.app_password_revoked', actor.personId, { appPasswordId: id });
      });
      ends.announce({ personId: actor.personId, credential: { kind: 'app-password', id } });
    },
    async revokeAll(tx, personId) {
      await tx.query(deleteAll, [personId]);
    },
  };
}

function cleanLabel(label: string): string {
  const cleaned = label.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  if (cleaned === '' || cleaned.length > 100) {
    throw new DomainError('Invalid', 'auth.invalid_label', 'Give the app password a name of at most 100 characters.');
  }
  return cleaned;
}
