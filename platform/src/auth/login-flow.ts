import { DomainError } from '@landescloud/kernel';
import type { Clock, PersonActor } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import type { AppPasswordStore } from './app-passwords.ts';
import { actorOf } from './credential.ts';
import type { IdentitySource } from './identity-source.ts';
import { createToken, hashToken } from './token.ts';

/**
 * Nextcloud's login flow v2: a program gets an address that the person opens in the browser and, once the person has let
 * it in there, an app password by polling.
 */
export interface LoginFlow {
  /** `pollToken` is the program's, `loginToken` stands in the address; the flow ends after 20 minutes. */
  start(client: string): Promise<{ pollToken: string; loginToken: string }>;
  /** Once, after it was granted; else undefined: not granted yet, fetched already, expired, never there. */
  poll(pollToken: string): Promise<{ login: string; appPassword: string } | undefined>;
  /** What the person is asked. NotFound `auth.flow_not_found` unless it waits for an answer. */
  info(loginToken: string): Promise<{ client: string; expiresAt: number }>;
  /** NotFound `auth.flow_not_found` unless it waits for an answer: an address works once. */
  grant(actor: PersonActor, loginToken: string): Promise<void>;
}

const lifeMs = 20 * 60_000;
// rows that anybody can make without signing in: bounded; the route limits what one address makes
const waitingAtMost = 50_000;

const insertFlow = statement(
  'auth.insert-login-flow',
  `insert into auth.login_flow (poll_hash, login_hash, client, created_at, expires_at)
   select $1, $2, $3, $4, $5 where (select count(*) from auth.login_flow) < ${waitingAtMost} returning client`,
);
const findFlow = statement(
  'auth.find-login-flow',
  `select client, expires_at as "expiresAt" from auth.login_flow
   where login_hash = $1 and expires_at > $2 and person_id is null`,
);
const grantFlow = statement(
  'auth.grant-login-flow',
  `update auth.login_flow set person_id = $3
   where login_hash = $1 and expires_at > $2 and person_id is null returning client`,
);
const findGranted = statement(
  'auth.find-granted-login-flow',
  `select person_id as "personId" from auth.login_flow
   where poll_hash = $1 and expires_at > $2 and person_id is not null`,
);
const takeFlow = statement(
  'auth.take-login-flow',
  `delete from auth.login_flow where poll_hash = $1 and expires_at > $2 and person_id is not null returning client`,
);
const deleteExpired = statement(
  'auth.delete-expired-login-flows',
  'delete from auth.login_flow where expires_at <= $1',
);

export interface LoginFlowStore extends LoginFlow {
  sweep(): Promise<void>;
}

export interface LoginFlowDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly appPasswords: AppPasswordStore;
}

export function createLoginFlow({ db, clock, identities, appPasswords }: LoginFlowDeps): LoginFlowStore {
  const now = () => new Date(clock.now());

  return {
    async start(client) {
      const pollToken = createToken();
      const loginToken = createToken();
      const expires = new Date(clock.now() + lifeMs);
      const made = await db.query(insertFlow, [hashToken(pollToken), hashToken(loginToken), client, now(), expires]);
      if (made.length === 0) throw tooManyFlows();
      return { pollToken, loginToken };
    },

    async poll(pollToken) {
      const at = [hashToken(pollToken), now()];
      const [granted] = await db.query<{ personId: number }>(findGranted, at);
      const identity = granted && (await identities.findById(granted.personId));
      if (!identity || identity.disabled) return undefined;
      return db.transaction(async (tx) => {
        const [flow] = await tx.query<{ client: string }>(takeFlow, at);
        if (!flow) return undefined;
        // made only now, so that no token ever lies readable in the database
        const input = { label: flow.client };
        const { token } = await appPasswords.insert(tx, actorOf(identity), identity.personId, input);
        return { login: identity.login, appPassword: token };
      });
    },

    async info(loginToken) {
      const rows = await db.query<{ client: string; expiresAt: Date }>(findFlow, [hashToken(loginToken), now()]);
      const flow = rows[0] ?? flowNotFound();
      return { client: flow.client, expiresAt: flow.expiresAt.getTime() };
    },

    async grant(actor, loginToken) {
      const rows = await db.query(grantFlow, [hashToken(loginToken), now(), actor.personId]);
      if (rows.length === 0) flowNotFound();
    },

    async sweep() {
      await db.query(deleteExpired, [now()]);
    },
  };
}

function tooManyFlows(): DomainError {
  return new DomainError('LimitExceeded', 'auth.too_many_flows', 'Too many programs are signing in. Try again later.');
}

function flowNotFound(): never {
  throw new DomainError('NotFound', 'auth.flow_not_found', 'This sign-in has ended. Start it again in the program.');
}
