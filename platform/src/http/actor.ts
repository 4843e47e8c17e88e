import { DomainError, type PersonActor } from '@landescloud/kernel';
import type { HttpRequest } from './http-types.ts';

/** The signed-in person, or NotSignedIn. Every route that is not public begins with it. */
export function requireActor(request: HttpRequest): PersonActor {
  if (request.actor === null) throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in first.');
  return request.actor;
}
