import { systemActor } from '@landescloud/kernel';
import type { GuestDeps } from './guest-deps.ts';
import { confirmBy, nextDeadline } from './guest-dates.ts';
import { endGuest } from './end-guest.ts';
import type { GuestRecord } from './guest-view.ts';

const actor = systemActor('end-guests');
const year = 365 * 24 * 3_600_000;

/** Ends whose day has come, and who was not confirmed in time. At the minute; sign-in refuses them even before. */
export function endDueGuests(deps: GuestDeps) {
  const end = endGuest(deps);

  function causeOf(guest: GuestRecord, now: number): 'date' | 'not-confirmed' | undefined {
    if (guest.endedAt !== null || nextDeadline(guest).at > now) return undefined;
    return confirmBy(guest) === null ? 'date' : 'not-confirmed';
  }

  return async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.guests.due(new Date(now), new Date(now - year));
    for (const { id } of due) {
      await deps.db.transaction(async (tx) => {
        const guest = await deps.guests.lock(tx, id);
        const cause = guest && causeOf(guest, now);
        if (cause) await end(tx, actor, guest, cause);
      });
    }
    return due.length;
  };
}
