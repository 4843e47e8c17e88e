import { confirmBy, nextDeadline } from './guest-dates.ts';

export const guestStates = ['invited', 'expired', 'active', 'ended'] as const;
/** `expired`: the invitation was not accepted in time; it can be sent again. */
export type GuestState = (typeof guestStates)[number];
export type EndCause = 'ended' | 'withdrawn' | 'date' | 'not-confirmed' | 'left';

/** One organisation's guest, with what deciding about them needs. */
export interface GuestRecord {
  readonly id: number;
  readonly personId: number;
  readonly login: string;
  readonly language: 'de' | 'en';
  /** An administrator locked the person: nothing of this lets them in. */
  readonly blocked: boolean;
  readonly name: string;
  readonly address: string;
  readonly organisationId: number;
  readonly organisationKey: string;
  readonly organisationName: string;
  readonly sponsorId: number | null;
  readonly sponsorLogin: string | null;
  readonly sponsorName: string | null;
  readonly reason: string;
  readonly place: string | null;
  readonly invitedAt: Date;
  readonly endsAt: Date;
  readonly confirmedAt: Date;
  readonly remindedFor: Date | null;
  readonly invitationSentAt: Date;
  readonly invitationEndsAt: Date;
  readonly acceptedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endCause: EndCause | null;
}

/** A guest as sponsor and administrators see them. Times in milliseconds since 1970. */
export interface GuestView {
  readonly login: string;
  readonly name: string;
  readonly address: string;
  readonly organisation: { readonly key: string; readonly name: string };
  /** Null: nobody; an administrator of the organisation has to take over. */
  readonly sponsor: { readonly login: string; readonly name: string } | null;
  readonly reason: string;
  readonly place: string | null;
  readonly state: GuestState;
  readonly blocked: boolean;
  readonly invitedAt: number;
  readonly invitationEndsAt: number;
  readonly acceptedAt: number | null;
  readonly endsAt: number;
  /** When the sponsor has to have confirmed; null where the guest ends before. */
  readonly confirmBy: number | null;
  /** It is time to confirm, or to choose another end. */
  readonly due: boolean;
  readonly endedAt: number | null;
  readonly endCause: EndCause | null;
}

export function stateOf(guest: GuestRecord, now: number): GuestState {
  if (guest.endedAt !== null || guest.endsAt.getTime() <= now) return 'ended';
  if (guest.acceptedAt !== null) return 'active';
  return guest.invitationEndsAt.getTime() <= now ? 'expired' : 'invited';
}

export function viewGuest(guest: GuestRecord, now: number): GuestView {
  const { login, name, address, reason, place, blocked, sponsorLogin } = guest;
  const state = stateOf(guest, now);
  return {
    login,
    name,
    address,
    organisation: { key: guest.organisationKey, name: guest.organisationName },
    sponsor: sponsorLogin === null ? null : { login: sponsorLogin, name: guest.sponsorName ?? sponsorLogin },
    reason,
    place,
    state,
    blocked,
    invitedAt: guest.invitedAt.getTime(),
    invitationEndsAt: guest.invitationEndsAt.getTime(),
    acceptedAt: guest.acceptedAt?.getTime() ?? null,
    endsAt: guest.endsAt.getTime(),
    confirmBy: confirmBy(guest),
    due: state !== 'ended' && nextDeadline(guest).remindFrom <= now,
    endedAt: state === 'ended' ? (guest.endedAt ?? guest.endsAt).getTime() : null,
    endCause: state === 'ended' ? (guest.endCause ?? 'date') : null,
  };
}
