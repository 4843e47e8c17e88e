import type { Actor } from '@landescloud/kernel';
import type { GuestDeps } from './guest-deps.ts';
import { guestAccepted, guestNotFound, invitationJustSent } from './guest-errors.ts';
import { invitationMail } from './guest-mails.ts';
import { lockManaged } from './guest-rights.ts';
import { createInvitation } from './guest-token.ts';
import { stateOf, viewGuest } from './guest-view.ts';
import type { GuestView } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

const pause = 60_000;

/** A new link; the one before is worth nothing any more. */
export function resendInvitation(deps: GuestDeps) {
  const { db, clock, events, guests, people, mail, link } = deps;
  return async (actor: Actor, login: string, organisationKey?: string): Promise<GuestView> =>
    db.transaction(async (tx) => {
      const guest = await lockManaged(deps, tx, actor, login, organisationKey);
      const now = clock.now();
      if (stateOf(guest, now) === 'ended') throw guestNotFound();
      if (guest.acceptedAt !== null) throw guestAccepted();
      const wait = guest.invitationSentAt.getTime() + pause - now;
      if (wait > 0) throw invitationJustSent(Math.ceil(wait / 1000));
      const invitation = createInvitation(now);
      await guestWriter.replaceInvitation(tx, guest.id, invitation);
      const { organisationId, organisationName, language, name, place, reason, endsAt, personId, sponsorId } = guest;
      const sponsor = sponsorId === null ? undefined : await people.byId(sponsorId);
      const letter = { language, name, inviter: sponsor?.name ?? organisationName, organisation: organisationName };
      const dates = { place, reason, endsAt, invitationEndsAt: invitation.endsAt };
      const text = invitationMail({ ...letter, ...dates, link: link(`/invitation/${invitation.token}`) });
      await mail.send(tx, { ...text, to: guest.address, organisationId });
      const subject = `person:${personId}`;
      const data = { organisationId };
      await events.record(tx, actor, { type: 'directory.guest_invitation_sent', subject, organisationId, data });
      return viewGuest((await guests.lock(tx, guest.id))!, now);
    });
}
