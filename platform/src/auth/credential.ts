import type { ClientKind, PersonActor } from '@landescloud/kernel';
import type { Identity } from './identity-source.ts';
import type { ProviderProof } from './oidc/provider-proof.ts';
import type { SignInMethod, SignInStrength } from './strength.ts';

/** What the person showed: the sign-in in a browser, or the app password of a program. */
export interface CredentialRef {
  readonly kind: 'session' | 'app-password';
  readonly id: number;
}

/** With what it is good for. */
export type Credential = SessionCredential | AppPasswordCredential;

export interface SessionCredential extends CredentialRef {
  readonly kind: 'session';
  /** A session reaches everything; see scopes.ts. */
  readonly scopes: number;
  readonly methods: readonly SignInMethod[];
  readonly strength: SignInStrength;
  readonly provenAt: number;
  /** What the person can show with the factors they have. */
  readonly own: readonly SignInMethod[];
  readonly reachable: SignInStrength;
  /** What the rules ask of the person. */
  readonly required: SignInStrength;
  /** The organisation's own provider, where it began the session. */
  readonly provider: ProviderProof | null;
}

export interface AppPasswordCredential extends CredentialRef {
  readonly kind: 'app-password';
  readonly scopes: number;
}

/** A proven person: who, by what, and the actor of a request that shows it. */
export interface Authenticated {
  readonly identity: Identity;
  readonly credential: Credential;
  actor(client: ClientKind): PersonActor;
}

/** Actors are made once a kind of client, not once a request. */
export function createAuthenticated(identity: Identity, credential: Credential): Authenticated {
  const actors = new Map<ClientKind, PersonActor>();
  return {
    identity,
    credential,
    actor(client) {
      const known = actors.get(client);
      if (known) return known;
      const actor = actorOf(identity, client);
      actors.set(client, actor);
      return actor;
    },
  };
}

export function actorOf(identity: Identity, client: ClientKind = 'browser'): PersonActor {
  const { personId, login, name, organisationId, role, assignments } = identity;
  return { kind: 'person', personId, login, name, organisationId, role, assignments, client };
}
