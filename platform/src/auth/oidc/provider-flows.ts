import type { Clock } from '@landescloud/kernel';
import { statement } from '@landescloud/platform/database';
import type { Database } from '@landescloud/platform/database';
import { DomainError } from '@landescloud/kernel';
import type { SecretBox } from '../secret-box.ts';
import { createToken, hashToken } from '../token.ts';

/** Somebody on the way to a provider and back. */
export interface ProviderFlow {
  readonly provider: string;
  readonly origin: string;
  readonly returnTo: string;
  /** Who proves once more who they are; null: signs in. */
  readonly sessionId: number | null;
}

export interface BegunFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface ProviderFlows {
  begin(flow: ProviderFlow, stepCookie: string): Promise<BegunFlow>;
  /** Once, by the browser that began it; afterwards it is gone. */
  take(
    provider: string,
    state: string,
    stepCookie: string,
  ): Promise<(ProviderFlow & BegunFlow & { readonly begunAt: number }) | undefined>;
  /** Whether it was not taken before. */
  takeLogout(token: string, expiresAt: number): Promise<boolean>;
  sweep(): Promise<void>;
}

const lifeMs = 10 * 60_000;
// rows that anybody can make without signing in: bounded; the route limits what one address makes
const waitingAtMost = 50_000;

const insertFlow = statement(
  'auth.insert-provider-flow',
  `insert into auth.provider_flow (state_hash, browser_hash, provider, origin, return_to, session_id, created_at, expires_at)
   select $1, $2, $3, $4, $5, $6, $7, $8 where (select count(*) from auth.provider_flow) < ${waitingAtMost} returning provider`,
);
const takeFlow = statement(
  'auth.take-provider-flow',
  `delete from auth.provider_flow
   where state_hash = $1 and browser_hash = $2 and provider = $3 and expires_at > $4
   returning provider, origin, return_to as "returnTo", session_id as "sessionId", created_at as "createdAt"`,
);
const insertLogout = statement(
  'auth.insert-provider-logout',
  'insert into auth.provider_logout (token_hash, expires_at) values ($1, $2) on conflict do nothing returning token_hash',
);
const deleteFlows = statement('auth.delete-provider-flows', 'delete from auth.provider_flow where expires_at <= $1');
const deleteLogouts = statement(
  'auth.delete-provider-logouts',
  'delete from auth.provider_logout where expires_at <= $1',
);

export function createProviderFlows(db: Database, clock: Clock, secrets: SecretBox): ProviderFlows {
  const now = () => new Date(clock.now());

  /** Not kept, but made again from what the browser brings: whoever reads the database finishes no sign-in. */
  function derived(state: string, stepCookie: string): BegunFlow {
    const make = (what: string) => secrets.mac(`provider ${what}`, `${state}\0${stepCookie}`).toString('base64url');
    return { state, nonce: make('nonce'), verifier: make('verifier') };
  }

  return {
    async begin({ provider, origin, returnTo, sessionId }, stepCookie) {
      const state = createToken();
      const about = [hashToken(state), hashToken(stepCookie), provider, origin, returnTo, sessionId];
      const made = await db.query(insertFlow, [...about, now(), new Date(clock.now() + lifeMs)]);
      if (made.length === 0) throw tooManyFlows();
      return derived(state, stepCookie);
    },
    async take(provider, state, stepCookie) {
      type Row = ProviderFlow & { readonly createdAt: Date };
      const shown = [hashToken(state), hashToken(stepCookie), provider, now()];
      const [row] = await db.query<Row>(takeFlow, shown);
      if (!row) return undefined;
      const { createdAt, ...flow } = row;
      return { ...flow, ...derived(state, stepCookie), begunAt: createdAt.getTime() };
    },
    async takeLogout(token, expiresAt) {
      return (await db.query(insertLogout, [hashToken(token), new Date(expiresAt)])).length > 0;
    },
    async sweep() {
      await db.query(deleteFlows, [now()]);
      await db.query(deleteLogouts, [now()]);
    },
  };
}

function tooManyFlows(): DomainError {
  return new DomainError('LimitExceeded', 'auth.too_many_flows', 'Too many people are signing in. Try again later.');
}
