import type { Actor } from '@landescloud/kernel';
import type { GuestDeps } from './guest-deps.ts';
import { guestNotFound } from './guest-errors.ts';
import { lockManaged } from './guest-rights.ts';
import { stateOf, viewGuest } from './guest-view.ts';
import type { GuestView } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

/** Still needed: for another year, or until their end. */
export function confirmGuest(deps: GuestDeps) {
  const { db, clock, events, guests } = deps;
  return async (actor: Actor, login: string, organisationKey?: string): Promise<GuestView> =>
    db.transaction(async (tx) => {
      const guest = await lockManaged(deps, tx, actor, login, organisationKey);
      const now = clock.now();
      if (stateOf(guest, now) === 'ended') throw guestNotFound();
      await guestWriter.confirm(tx, guest.id, new Date(now));
      const { organisationId, personId } = guest;
      const subject = `person:${personId}`;
      const data = { organisationId };
      await events.record(tx, actor, { type: 'directory.guest_confirmed', subject, organisationId, data });
      return viewGuest((await guests.lock(tx, guest.id))!, now);
    });
}
