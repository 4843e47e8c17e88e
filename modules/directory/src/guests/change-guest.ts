import type { Actor } from '@landescloud/kernel';
import { notAllowed } from '../errors.ts';
import { administers } from '../rights.ts';
import { checkedEnd, checkedReason } from './guest-dates.ts';
import type { GuestDeps } from './guest-deps.ts';
import { endJob } from './guest-deps.ts';
import { guestNotFound, sponsorUnfit } from './guest-errors.ts';
import { lockManaged } from './guest-rights.ts';
import { stateOf, viewGuest } from './guest-view.ts';
import type { GuestRecord, GuestView } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

/** Absent: stays as it is. */
export interface GuestUpdate {
  readonly reason?: string;
  readonly endsAt?: number;
  /** By administrators: who is responsible from now on. */
  readonly sponsorLogin?: string;
}

export function changeGuest(deps: GuestDeps) {
  const { db, clock, events, trees, people, guests, jobs, personChanged } = deps;

  async function sponsorId(actor: Actor, guest: GuestRecord, login: string): Promise<number> {
    const tree = await trees.current();
    if (!administers(actor, tree, guest.organisationId)) throw notAllowed();
    const sponsor = await people.byLogin(login);
    if (!sponsor || sponsor.disabled || sponsor.role === 'guest') throw sponsorUnfit();
    if (!tree.isWithin(guest.organisationId, sponsor.organisation.id)) throw sponsorUnfit();
    return sponsor.id;
  }

  return async (actor: Actor, login: string, update: GuestUpdate, organisationKey?: string): Promise<GuestView> =>
    db.transaction(async (tx) => {
      const guest = await lockManaged(deps, tx, actor, login, organisationKey);
      const now = clock.now();
      // who has ended is invited again: nobody comes back without having said so
      if (stateOf(guest, now) === 'ended') throw guestNotFound();
      const longest = (await trees.current()).rule(guest.organisationId, 'guests.longest_days');
      const change = {
        reason: update.reason === undefined ? guest.reason : checkedReason(update.reason),
        endsAt: update.endsAt === undefined ? guest.endsAt : checkedEnd(update.endsAt, now, longest),
        sponsorId:
          update.sponsorLogin === undefined ? guest.sponsorId : await sponsorId(actor, guest, update.sponsorLogin),
      };
      const changed = [
        ...(change.reason === guest.reason ? [] : ['reason']),
        ...(change.endsAt.getTime() === guest.endsAt.getTime() ? [] : ['endsAt']),
        ...(change.sponsorId === guest.sponsorId ? [] : ['sponsor']),
      ];
      if (changed.length === 0) return viewGuest(guest, now);
      await guestWriter.update(tx, guest, change);
      if (changed.includes('endsAt')) {
        await jobs.enqueue(tx, endJob, {}, { key: String(guest.id), runAt: change.endsAt });
      }
      const { organisationId, personId } = guest;
      const data = { organisationId, changed, endsAt: change.endsAt.getTime(), sponsorId: change.sponsorId };
      const subject = `person:${personId}`;
      await events.record(tx, actor, { type: 'directory.guest_changed', subject, organisationId, data });
      tx.afterCommit(() => personChanged(personId));
      return viewGuest((await guests.lock(tx, guest.id))!, now);
    });
}
