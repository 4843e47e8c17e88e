import type { PersonActor } from '@landescloud/kernel';
import { hasScope } from '@landescloud/platform/auth';
import type { HttpRequest } from '@landescloud/platform/http';
import { ocsForbidden, ocsHeaderMissing, ocsNotSignedIn, type OcsResult } from './ocs-envelope.ts';

/** The person who asks by a client that may reach files, or what the client is told instead. */
export function ocsPerson(request: HttpRequest): PersonActor | OcsResult {
  const { actor, credential } = request;
  if (actor === null) return ocsNotSignedIn;
  if (request.headers['ocs-apirequest'] === undefined && request.headers.authorization === undefined)
    return ocsHeaderMissing;
  return credential !== null && !hasScope(credential.scopes, 'files') ? ocsForbidden : actor;
}
