import { isPlatformAdministrator } from '@landescloud/kernel';
import type { Actor } from '@landescloud/kernel';
import type { GuestDeps } from './guest-deps.ts';
import { stateOf } from './guest-view.ts';

export type GuestSharing = 'allowed' | 'unknown' | 'forbidden';

/** Whether what belongs to the organisation may be shared with guests, or with this one. */
export function guestSharing({ clock, trees, guests }: Pick<GuestDeps, 'clock' | 'trees' | 'guests'>) {
  return async (actor: Actor, organisationId: number, guestId?: number): Promise<GuestSharing> => {
    const tree = await trees.current();
    if (tree.rule(organisationId, 'sharing.outside') === 'nobody') return 'forbidden';
    if (guestId === undefined || isPlatformAdministrator(actor)) return 'allowed';
    const now = clock.now();
    const open = (await guests.ofPerson(guestId)).filter((guest) => stateOf(guest, now) !== 'ended');
    const of = [organisationId, ...(actor.kind === 'person' ? [actor.organisationId] : [])];
    return open.some((guest) => of.includes(guest.organisationId)) ? 'allowed' : 'unknown';
  };
}
