import type { ClientKind, PersonActor } from '@landescloud/kernel';
import type { Identity } from './identity-source.ts';

/** What the person showed: the sign-in in a browser, or the app password of a program. */
export interface CredentialRef {
  readonly kind: 'session' | 'app-password';
  readonly id: number;
}

/** A proven person: who, by what, and the actor of a request that shows it. */
export interface Authenticated {
  readonly identity: Identity;
  readonly credential: CredentialRef;
  actor(client: ClientKind): PersonActor;
}

/** Actors are made once a kind of client, not once a request. */
export function createAuthenticated(identity: Identity, credential: CredentialRef): Authenticated {
  const actors = new Map<ClientKind, PersonActor>();
  return {
    identity,
    credential,
    actor(client) {
      const known = actors.get(client);
      if (known) return known;
      const { personId, login, name, organisationId, role, assignments } = identity;
      const who = { kind: 'person', personId, login, name, organisationId } as const;
      const actor: PersonActor = { ...who, role, assignments, client };
      actors.set(client, actor);
      return actor;
    },
  };
}
