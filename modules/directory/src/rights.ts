import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import { notAllowed } from './errors.ts';

export function requireAdministrator(actor: Actor): void {
  if (!isPlatformAdministrator(actor)) throw notAllowed();
}

/** Until organisations say otherwise, people see their own organisation's; administrators see all. */
export function visibleOrganisation(actor: Actor): number | null {
  return actor.kind === 'system' || isPlatformAdministrator(actor) ? null : actor.organisationId;
}
