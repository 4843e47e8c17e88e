import { DomainError, isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { Identity, IdentitySource } from './identity-source.ts';

/** Who may look after the sign-in of whom; whoever knows the organisations answers it. */
export type MayAdminister = (actor: Actor, personId: number) => Promise<boolean>;

/** Answers the person. NotFound `auth.person_not_found`, Forbidden `auth.not_allowed`. */
export type RequireAdministration = (actor: Actor, personId: number) => Promise<Identity>;

/** Without a word, platform administrators alone. Who administers the platform is nobody else's to reset. */
export function createAdministration(
  identities: IdentitySource,
  mayAdminister: MayAdminister = async (actor) => isPlatformAdministrator(actor),
): RequireAdministration {
  return async (actor, personId) => {
    const allowed = actor.kind === 'system' || (await mayAdminister(actor, personId));
    if (!allowed) throw notAllowed();
    const identity = await identities.findById(personId);
    if (!identity) throw new DomainError('NotFound', 'auth.person_not_found', 'There is no such person.');
    if (identity.role === 'platform-administrator' && !isPlatformAdministrator(actor)) throw notAllowed();
    return identity;
  };
}

function notAllowed(): DomainError {
  return new DomainError('Forbidden', 'auth.not_allowed', 'Only who administers this person may do this.');
}
