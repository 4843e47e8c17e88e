import type { PersonActor } from '@landescloud/kernel';
import type { PersonRecord } from '../person-reader.ts';
import type { GuestDeps } from './guest-deps.ts';
import {
  invitationExpired,
  invitationNotFound,
  invitationUsed,
  invitationWithdrawn,
  termsNotAccepted,
} from './guest-errors.ts';
import { hashInvitation } from './guest-token.ts';
import { stateOf } from './guest-view.ts';
import type { GuestRecord } from './guest-view.ts';
import { guestWriter } from './guest-writer.ts';

/** What whoever has the link may know: who invites whom, to what and until when. */
export interface InvitationView {
  readonly name: string;
  readonly login: string;
  readonly address: string;
  readonly language: 'de' | 'en';
  readonly inviter: string | null;
  readonly organisation: { readonly key: string; readonly name: string };
  readonly reason: string;
  /** What has been shared already, by name. */
  readonly places: string[];
  readonly endsAt: number;
  readonly invitationEndsAt: number;
}

export interface Acceptance {
  /** What was read on the page and agreed to. */
  readonly termsAccepted: boolean;
}

/**
 * NotFound `directory.invitation_used`, `directory.invitation_expired`, `directory.invitation_withdrawn`: who has the link
 * had the mail, and may know. One that was replaced by another mail is unknown: `directory.invitation_not_found`.
 */
export function invitations({ db, clock, events, guests, people, spaces, personChanged }: GuestDeps) {
  function usable(guest: GuestRecord | undefined): GuestRecord {
    if (!guest) throw invitationNotFound();
    const state = stateOf(guest, clock.now());
    if (state === 'ended' || guest.blocked) throw invitationWithdrawn();
    if (state !== 'invited') throw state === 'active' ? invitationUsed() : invitationExpired();
    return guest;
  }

  return {
    async read(token: string): Promise<InvitationView> {
      const guest = usable(await guests.byInvitation(hashInvitation(token)));
      const { name, login, address, language, sponsorName, reason, place, personId } = guest;
      const shared = await spaces.namesOf(personId);
      return {
        name,
        login,
        address,
        language,
        inviter: sponsorName,
        organisation: { key: guest.organisationKey, name: guest.organisationName },
        reason,
        // somebody who is elsewhere's guest already must not be shown from there what whoever sent this mail may not know
        places: place !== null && shared.includes(place) ? [place] : [],
        endsAt: guest.endsAt.getTime(),
        invitationEndsAt: guest.invitationEndsAt.getTime(),
      };
    },

    /** Once: of two at the same time one wins, the other's link is unknown. Answers who may sign in now. */
    async accept(token: string, { termsAccepted }: Acceptance): Promise<PersonRecord> {
      const hash = hashInvitation(token);
      const found = usable(await guests.byInvitation(hash));
      if (!termsAccepted) throw termsNotAccepted();
      return db.transaction(async (tx) => {
        const guest = usable(await guests.lock(tx, found.id));
        const { personId, organisationId } = guest;
        const now = new Date(clock.now());
        if (!(await guestWriter.accept(tx, guest.id, hash, now))) throw invitationUsed();
        const others = (await guests.ofPerson(personId, tx)).filter((other) => other.id !== guest.id);
        const isNew = !others.some((other) => other.acceptedAt !== null && stateOf(other, now.getTime()) !== 'ended');
        const returned = isNew && (await guestWriter.return(tx, personId));
        if (isNew) await guestWriter.move(tx, personId, organisationId);
        const person = (await people.byLogin(guest.login, tx))!;
        const actor = actorOf(person);
        const subject = `person:${personId}`;
        const event = { subject, organisationId };
        await events.record(tx, actor, { ...event, type: 'directory.guest_accepted', data: { organisationId } });
        if (returned) await events.record(tx, actor, { ...event, type: 'directory.person_enabled', data: {} });
        tx.afterCommit(() => personChanged(personId));
        return person;
      });
    },
  };
}

function actorOf({ id: personId, login, name, organisation, role }: PersonRecord): PersonActor {
  const who = { kind: 'person', personId, login, name, organisationId: organisation.id } as const;
  return { ...who, role, assignments: [], client: 'browser' };
}
