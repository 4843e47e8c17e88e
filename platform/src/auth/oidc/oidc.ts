import { DomainError, systemActor } from '@landescloud/kernel';
import type { Clock } from '@landescloud/kernel';
import type { Database } from '@landescloud/platform/database';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
} from 'openid-client';
import type { AccessEnds } from '../access-ends.ts';
import type { AuthEvents } from '../auth-events.ts';
import type { SessionCredential } from '../credential.ts';
import type { IdentitySource } from '../identity-source.ts';
import type { SessionStore } from '../sessions.ts';
import { provenForMs } from '../step-up.ts';
import type { InBrowser, StepUp } from '../step-up.ts';
import type { PendingSteps } from '../steps/pending-steps.ts';
import { stepEnded } from '../steps/pending-steps.ts';
import type { SigningBrowser, SignIns, SignInOutcome } from '../steps/sign-ins.ts';
import { isAtLeast } from '../strength.ts';
import { readLogoutToken, requireMeant } from './logout-token.ts';
import type { Discovered, ProviderClient, ProviderClients } from './provider-clients.ts';
import { logoutRefused, providerNotFound, providerRefused, refusal } from './provider-errors.ts';
import type { ProviderFlow, ProviderFlows } from './provider-flows.ts';
import type { ProviderProof } from './provider-proof.ts';
import type { Claims, Provider, ProviderName, ProviderSource } from './provider-source.ts';
import { strengthOfClaims } from './strength-of-claims.ts';

/** Signing in by an organisation's own provider: OpenID Connect Core 1.0, code flow with PKCE. */
export interface Oidc {
  /** By the mail domain of what was typed, and by nothing else. */
  identify(login: string): Promise<ProviderName | undefined>;
  /** Where to send the browser. NotFound `auth.provider_not_found`, Unavailable `auth.provider_unreachable`. */
  begin(flow: ProviderFlow, stepCookie: string): Promise<string>;
  /** What the browser brings back. NotSignedIn `auth.step_ended` for anything that this browser did not begin. */
  take(key: string, answer: URLSearchParams, stepCookie: string | undefined): Promise<TakenFlow>;
  /** Forbidden `auth.provider_refused`, `directory.provider_refused`; Unavailable `auth.provider_unreachable`. */
  signIn(taken: TakenFlow, browser: SigningBrowser): Promise<SignInOutcome>;
  /** Answers the session's new token; refused also where it is not the person whose session it is. */
  stepUp(taken: TakenFlow, who: Pick<InBrowser, 'actor' | 'session'>): Promise<string>;
  /** Invalid `auth.logout_refused`. */
  logOut(key: string, token: string): Promise<void>;
  /** Everybody whom this provider signed in is signed out. */
  endSessions(key: string): Promise<void>;
  discover(issuer: string): Promise<Discovered>;
}

export interface TakenFlow extends ProviderFlow {
  readonly answer: URLSearchParams;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly begunAt: number;
}

export interface OidcDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly providers: ProviderSource;
  readonly clients: ProviderClients;
  readonly flows: ProviderFlows;
  readonly identities: IdentitySource;
  readonly signIns: SignIns;
  readonly stepUp: StepUp;
  readonly sessions: SessionStore;
  readonly steps: PendingSteps;
  readonly events: AuthEvents;
  readonly ends: AccessEnds;
}

/** Where a provider answers to: each to its own address, so that none can pass another's answer off as its own. */
export function callbackPath(key: string): string {
  return `/api/v1/sign-in/oidc/${key}/callback`;
}

/** Asked for so that the provider says when the person last proved who they are. */
const oldestProofSeconds = 30 * 24 * 60 * 60;
const clockSkewMs = 60_000;

export function createOidc(deps: OidcDeps): Oidc {
  const { db, clock, providers, clients, flows, identities, sessions, steps, ends } = deps;

  async function known(key: string): Promise<Provider> {
    return (await providers.byKey(key)) ?? notFound();
  }

  /** Checks everything that comes from outside: state, issuer, code, signature, audience, nonce, time. */
  async function claimsOf(client: ProviderClient, taken: TakenFlow): Promise<Claims> {
    const { configuration } = client;
    const url = new URL(taken.origin + callbackPath(taken.provider));
    url.search = taken.answer.toString();
    const { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier } = taken;
    try {
      const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(configuration, url, checks);
      const claims = tokens.claims();
      if (!claims || claims.sub === '' || claims.sub.length > 255) throw providerRefused('answer_invalid');
      if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
      return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    } catch (error) {
      throw refusal(error);
    }
  }

  async function proofOf(taken: TakenFlow) {
    const provider = await known(taken.provider);
    const claims = await claimsOf(await clients.of(provider), taken);
    const { key, name } = provider;
    const { sub: subject, sid, auth_time: authTime } = claims;
    const strength = strengthOfClaims(provider.strengths, claims);
    // who does not say when does not prove it now: administration asks again
    const unknown = clock.now() - provenForMs - 1;
    const provenAt = typeof authTime === 'number' ? Math.min(authTime * 1000, clock.now()) : unknown;
    const session = typeof sid === 'string' && sid.length <= 255 ? sid : null;
    const proof: ProviderProof = { key, name, subject, sid: session, strength, provenAt };
    return { provider, claims, proof, saysWhen: typeof authTime === 'number' };
  }

  async function end(key: string, subject: string | null, sid: string | null): Promise<void> {
    const ended = await db.transaction(async (tx) => {
      await steps.endByProvider(tx, { key, subject, sid });
      const rows = await sessions.endByProvider(tx, { key, subject, sid });
      for (const { id, personId } of rows) {
        const data = { sessionId: id, provider: key };
        await deps.events.record(tx, systemActor('provider-logout'), 'auth.session_ended', personId, data);
      }
      return rows;
    });
    for (const { id, personId } of ended) ends.announce({ personId, credential: { kind: 'session', id } });
  }

  return {
    identify: (login) => providers.byLogin(login),
    discover: (issuer) => clients.discover(issuer),
    endSessions: (key) => end(key, null, null),

    async begin(flow, stepCookie) {
      const provider = await known(flow.provider);
      const { configuration } = await clients.of(provider);
      const { state, nonce, verifier } = await flows.begin(flow, stepCookie);
      const again = flow.sessionId !== null;
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: flow.origin + callbackPath(provider.key),
        scope: provider.scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        max_age: again ? '0' : String(oldestProofSeconds),
        ...(again ? { prompt: 'login' } : {}),
        ...(provider.acrValues === null ? {} : { acr_values: provider.acrValues }),
      });
      return url.href;
    },

    async take(key, answer, stepCookie) {
      const state = answer.get('state') ?? '';
      const flow = await flows.take(key, state, stepCookie ?? '');
      return flow ? { ...flow, answer } : stepEnded();
    },

    async signIn(taken, browser) {
      const { provider, claims, proof } = await proofOf(taken);
      const identity = await identities.findById(await providers.personOf(provider, claims));
      if (!identity || identity.disabled) throw providerRefused('disabled');
      const { strength } = proof;
      return deps.signIns.advance(identity, { methods: ['oidc'], strength, provider: proof }, browser);
    },

    async stepUp(taken, who) {
      if (!begunIn(taken, who.session)) stepEnded();
      const { provider, proof, saysWhen } = await proofOf(taken);
      const personId = await providers.knownPerson(provider, proof.subject);
      if (personId !== who.actor.personId) throw providerRefused('other_person');
      if (!saysWhen || proof.provenAt < taken.begunAt - clockSkewMs) throw providerRefused('not_proven_anew');
      if (isWeaker(proof, who.session)) throw providerRefused('not_proven_anew');
      return deps.stepUp.proven(who, 'oidc', proof.strength, proof);
    },

    async logOut(key, token) {
      const provider = await known(key);
      requireMeant(token, provider);
      const { subject, sid, id, until } = await readLogoutToken(await clients.of(provider), token, clock.now());
      if (!(await flows.takeLogout(`${provider.issuer}\0${id}`, until))) throw logoutRefused();
      await end(key, subject, sid);
    },
  };
}

function begunIn({ sessionId, provider }: ProviderFlow, session: SessionCredential): boolean {
  return sessionId === session.id && session.provider?.key === provider;
}

/** Than what the rules ask, and what it was able to prove before. */
function isWeaker({ strength }: ProviderProof, { required, provider }: SessionCredential): boolean {
  return provider !== null && isAtLeast(provider.strength, required) && !isAtLeast(strength, required);
}

function notFound(): never {
  throw providerNotFound();
}

export const noProviders: ProviderSource = {
  byKey: async () => undefined,
  byLogin: async () => undefined,
  personOf: async () => {
    throw new DomainError('NotFound', 'auth.provider_not_found', 'There is no such sign-in.');
  },
  knownPerson: async () => undefined,
};
