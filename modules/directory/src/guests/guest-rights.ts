import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { administers } from '../rights.ts';
import type { OrganisationTree } from '../organisation-tree.ts';
import type { GuestDeps } from './guest-deps.ts';
import { guestNotFound, guestsNotAllowed } from './guest-errors.ts';
import type { GuestRecord } from './guest-view.ts';

/** The sponsor, and who administers the guest's organisation. */
export function manages(actor: Actor, tree: OrganisationTree, guest: GuestRecord): boolean {
  if (actor.kind === 'person' && actor.role === 'guest') return false;
  const own = actor.kind === 'person' && guest.sponsorId === actor.personId;
  return own || administers(actor, tree, guest.organisationId);
}

/** Whether the organisation's rule lets this actor invite guests for it. */
export function mayInvite(actor: Actor, tree: OrganisationTree, organisationId: number): boolean {
  if (actor.kind === 'person' && actor.role === 'guest') return false;
  const rule = tree.rule(organisationId, 'guests.invite');
  return rule === 'members' || (rule === 'administrators' && administers(actor, tree, organisationId));
}

export function requireInvite(actor: Actor, tree: OrganisationTree, organisationId: number): void {
  if (!mayInvite(actor, tree, organisationId)) throw guestsNotAllowed();
}

/**
 * The guest that the actor means, locked. Where several organisations have the same one, the actor's own, else the one
 * of the organisation that is named. NotFound `directory.guest_not_found` for what the actor may not manage.
 */
export async function lockManaged(
  { guests, trees }: Pick<GuestDeps, 'guests' | 'trees'>,
  tx: Queryable,
  actor: Actor,
  login: string,
  organisationKey?: string,
): Promise<GuestRecord> {
  const tree = await trees.current();
  const all = (await guests.ofLogin(login, tx)).filter((guest) => manages(actor, tree, guest));
  const named = organisationKey === undefined ? all : all.filter((guest) => guest.organisationKey === organisationKey);
  const own = actor.kind === 'person' ? named.find((guest) => guest.sponsorId === actor.personId) : undefined;
  const meant = own ?? named[0];
  const locked = meant && (await guests.lock(tx, meant.id));
  if (!locked || !manages(actor, tree, locked)) throw guestNotFound();
  return locked;
}
