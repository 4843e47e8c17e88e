import { DomainError } from '@landescloud/kernel';
import type { DavCall } from '../answer.ts';
import type { PlainResource } from '../plain-resource.ts';
import {
  ownPrincipal,
  principalResource,
  type Principal,
  type PrincipalFolder,
  type PrincipalProperties,
} from './principal.ts';

export interface PrincipalsDependencies {
  readonly folders: readonly PrincipalFolder[];
  readonly properties: readonly PrincipalProperties[];
}

/** NotFound `dav.principal_not_found` also for whom the actor may not know. */
export async function principalOf(
  deps: PrincipalsDependencies,
  { actor }: DavCall,
  folder: string,
  key: string,
): Promise<Principal> {
  const lower = key.toLowerCase();
  const found = await deps.folders.find((each) => each.folder === folder)?.get(actor, lower);
  if (found !== undefined && found !== null) return found;
  if (folder === 'users' && lower === actor.login) return ownPrincipal(actor);
  throw noPrincipal();
}

export function resourceOf(deps: PrincipalsDependencies, { actor }: DavCall, principal: Principal): PlainResource {
  return principalResource(actor, principal, deps.properties);
}

/** The principal that an address of ours names; null where it names none that the actor may know. */
export async function principalAt(
  deps: PrincipalsDependencies,
  call: DavCall,
  segments: readonly string[],
): Promise<Principal | null> {
  const [first, second, third, folder, key, more] = segments;
  if (first !== 'remote.php' || second !== 'dav' || third !== 'principals' || more !== undefined) return null;
  if (folder === undefined || key === undefined) return null;
  try {
    return await principalOf(deps, call, folder, key);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'NotFound') return null;
    throw error;
  }
}

export function noPrincipal(): DomainError {
  return new DomainError('NotFound', 'dav.principal_not_found', 'There is no such person, group or room.');
}
