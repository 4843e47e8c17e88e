import type { Actor } from '@landescloud/kernel';
import type { Transaction } from '@landescloud/platform/database';
import type { GuestDeps } from './guest-deps.ts';
import { lockManaged } from './guest-rights.ts';
import { stateOf, viewGuest } from './guest-view.ts';
import type { EndCause, GuestRecord, GuestView } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

/** With one click: whoever is signed in as this guest is out, unless another organisation still has them. */
export function endGuestCommand(deps: GuestDeps) {
  const end = endGuest(deps);
  return async (actor: Actor, login: string, organisationKey?: string): Promise<GuestView> =>
    deps.db.transaction(async (tx) => {
      const guest = await lockManaged(deps, tx, actor, login, organisationKey);
      await end(tx, actor, guest, guest.acceptedAt === null ? 'withdrawn' : 'ended');
      return viewGuest((await deps.guests.lock(tx, guest.id))!, deps.clock.now());
    });
}

/**
 * The one way in which a guest ends. `guest` has been locked. Files hears `directory.guest_ended` and takes the
 * memberships away; auth hears `directory.person_disabled` and ends sessions, app passwords and what they opened.
 */
export function endGuest({ clock, events, guests, personChanged }: GuestDeps) {
  return async (tx: Transaction, actor: Actor, guest: GuestRecord, cause: EndCause): Promise<void> => {
    const now = clock.now();
    const { id, personId, organisationId } = guest;
    if (!(await guestWriter.end(tx, id, cause, new Date(now)))) return;
    const subject = `person:${personId}`;
    const others = (await guests.ofPerson(personId, tx)).filter((other) => stateOf(other, now) !== 'ended');
    const staying = others.find((other) => other.acceptedAt !== null);
    // where nobody else has them the rest goes too, wherever it was shared from
    const data = { organisationId, cause, remaining: others.map((other) => other.organisationId) };
    await events.record(tx, actor, { type: 'directory.guest_ended', subject, organisationId, data });
    if (staying === undefined) {
      await guestWriter.leave(tx, personId, new Date(now));
      await events.record(tx, actor, { type: 'directory.person_disabled', subject, organisationId, data: {} });
    } else if (await guestWriter.move(tx, personId, staying.organisationId)) {
      const moved = { changed: ['organisationId'] };
      const to = staying.organisationId;
      await events.record(tx, actor, { type: 'directory.person_changed', subject, organisationId: to, data: moved });
    }
    tx.afterCommit(() => personChanged(personId));
  };
}
