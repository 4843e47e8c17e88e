import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import { hash } from 'node:crypto';
import type { AppPasswordStore } from './app-passwords.ts';
import { parseAuthorization } from './authorization-header.ts';
import type { CredentialCache } from './credential-cache.ts';
import { createAuthenticated } from './credential.ts';
import type { Authenticated } from './credential.ts';
import { readEnrolled } from './factors/enrolled-reader.ts';
import type { IdentitySource } from './identity-source.ts';
import { everyScope, scopeBits } from './scopes.ts';
import type { SessionStore } from './sessions.ts';
import { ownFactors, reachable } from './steps/next-step.ts';
import { isAtLeast } from './strength.ts';
import type { SignInMethod } from './strength.ts';
import type { Usage } from './usage.ts';

type Found = Authenticated | null;

/** Who a cookie or a header belongs to. Answers from memory are given at once, without a promise: most requests are polls. */
export interface Authenticator {
  byCookie(token: string): Found | Promise<Found>;
  /** A whole Authorization header, Basic or Bearer; app passwords only, never the sign-in password. */
  byHeader(header: string): Found | Promise<Found>;
}

export interface AuthenticatorDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly identities: IdentitySource;
  readonly cache: CredentialCache;
  readonly sessions: SessionStore;
  readonly appPasswords: AppPasswordStore;
  readonly usage: Usage;
}

/** So long a session goes on that is weaker than the rules have become since: nobody is thrown out in the middle of work. */
const weakSessionMs = 12 * 60 * 60_000;

export function createAuthenticator(deps: AuthenticatorDeps): Authenticator {
  const { db, clock, identities, cache, sessions, appPasswords, usage } = deps;

  async function sessionOwner(token: string): Promise<Found> {
    const row = await sessions.find(token);
    const identity = row && (await identities.findById(row.personId));
    if (!identity || identity.disabled) return null;
    const { id, methods, strength, provenAt, provider } = row;
    const { requiredStrength: required } = identity;
    if (!isAtLeast(strength, required) && clock.now() - provenAt > weakSessionMs) return null;
    const enrolled = await readEnrolled(db, identity.personId);
    const own: SignInMethod[] = [...(enrolled.password ? ['password' as const] : []), ...ownFactors(enrolled)];
    const proven = { methods, strength, provenAt, own, reachable: reachable(enrolled), required, provider };
    return createAuthenticated(identity, { kind: 'session', id, scopes: everyScope, ...proven });
  }

  async function appPasswordOwner(login: string | undefined, token: string): Promise<Found> {
    const row = await appPasswords.find(token);
    const identity = row && (await identities.findById(row.personId));
    if (!identity || identity.disabled || (login !== undefined && identity.login !== login)) return null;
    return createAuthenticated(identity, { kind: 'app-password', id: row.id, scopes: scopeBits(row.scopes) });
  }

  /** The key never is the secret itself: what lies in memory cannot be used to sign in. */
  function kept(secret: string, lookUp: () => Promise<Found>): Found | Promise<Found> {
    const key = hash('sha256', secret, 'base64url');
    const known = cache.get(key);
    if (known === undefined) return cache.load(key, lookUp).then(used);
    return used(known);
  }

  function used(found: Found): Found {
    if (found !== null) usage.touch(found.credential);
    return found;
  }

  return {
    byCookie: (token) => kept(`cookie ${token}`, () => sessionOwner(token)),
    byHeader: (header) =>
      kept(header, async () => {
        const shown = parseAuthorization(header);
        return shown ? appPasswordOwner(shown.login, shown.token) : null;
      }),
  };
}
