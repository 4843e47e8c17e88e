import { DomainError } from '@landescloud/kernel';

export const guestNotFound = () =>
  new DomainError('NotFound', 'directory.guest_not_found', 'There is no such guest among those you may manage.');
export const invitationNotFound = () =>
  new DomainError('NotFound', 'directory.invitation_not_found', 'There is no such invitation any more.');
export const invitationUsed = () =>
  new DomainError('NotFound', 'directory.invitation_used', 'This invitation was accepted already. Sign in.');
export const invitationExpired = () =>
  new DomainError('NotFound', 'directory.invitation_expired', 'This invitation is too old. Ask for a new one.');
export const invitationWithdrawn = () =>
  new DomainError(
    'NotFound',
    'directory.invitation_withdrawn',
    'This invitation was withdrawn, or the access has ended.',
  );
export const guestsNotAllowed = () =>
  new DomainError('Forbidden', 'directory.guests_not_allowed', 'The rules of your organisation do not let you invite.');
export const guestTooLong = (longestDays: number) =>
  new DomainError('Invalid', 'directory.guest_too_long', `A guest may stay at most ${longestDays} days at a time.`, {
    longestDays,
  });
export const guestIsMember = () =>
  new DomainError(
    'Conflict',
    'directory.guest_is_member',
    'This address belongs to the administration: find the person instead of inviting them.',
  );
export const guestExists = (login: string, sponsor: string | null) =>
  new DomainError('Conflict', 'directory.guest_exists', 'Your organisation has this guest already.', {
    login,
    ...(sponsor === null ? {} : { sponsor }),
  });
export const guestTooManyInvitations = () =>
  new DomainError('LimitExceeded', 'directory.too_many_invitations', 'You have invited many today. Go on tomorrow.');
export const invitationJustSent = (retryAfterSeconds: number) =>
  new DomainError('LimitExceeded', 'directory.invitation_just_sent', 'The invitation was sent a moment ago.', {
    retryAfterSeconds,
  });
export const guestAccepted = () =>
  new DomainError('Conflict', 'directory.guest_accepted', 'The guest has accepted the invitation already.');
export const sponsorUnfit = () =>
  new DomainError(
    'Invalid',
    'directory.sponsor_unfit',
    'A sponsor is an active member of the guest’s organisation or of one above it.',
  );
export const termsNotAccepted = () =>
  new DomainError('Invalid', 'directory.terms_not_accepted', 'The terms have to be accepted.');
