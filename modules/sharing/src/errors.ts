import { DomainError } from '@landescloud/kernel';

export const shareNotFound = () => new DomainError('NotFound', 'sharing.share_not_found', 'There is no such share.');
export const recipientNotFound = (kind: string, key: string) =>
  new DomainError(
    'NotFound',
    'sharing.recipient_not_found',
    'There is nobody of this name with whom you could share.',
    {
      kind,
      key,
    },
  );
export const mayNotShare = () =>
  new DomainError('Forbidden', 'sharing.not_allowed', 'You may not share this, or not so far.');
export const rootNotShared = () =>
  new DomainError(
    'Conflict',
    'sharing.personal_root',
    'A personal space is not shared as a whole, but its folders are.',
  );
export const ownerNotRecipient = () =>
  new DomainError('Conflict', 'sharing.recipient_is_owner', 'It belongs to this person already.');
export const alreadyShared = () =>
  new DomainError('Conflict', 'sharing.already_shared', 'Somebody else has shared this with the same recipient.');
export const outsideNotAllowed = () =>
  new DomainError(
    'Forbidden',
    'sharing.outside_not_allowed',
    'The rules of the organisation do not let this be shared outside of it.',
  );
export const guestsNotAllowed = () =>
  new DomainError(
    'Forbidden',
    'sharing.guests_not_allowed',
    'The rules of the organisation do not let this be shared with guests.',
  );
export const guestNotManager = () =>
  new DomainError('Conflict', 'sharing.guest_not_manager', 'A guest cannot manage what others own.');
export const notOwner = () =>
  new DomainError('Forbidden', 'sharing.not_owner', 'Only whose it is can make it somebody else’s.');
export const guestNotOwner = () =>
  new DomainError('Conflict', 'sharing.guest_not_owner', 'A guest has no space that it could go to.');
export const endsTooLate = (days: number) =>
  new DomainError('Invalid', 'sharing.ends_too_late', 'The organisation lets a share last less long.', { days });
export const endsInPast = () => new DomainError('Invalid', 'sharing.ends_in_past', 'The end lies in the past.');
export const invalidMessage = () =>
  new DomainError('Invalid', 'sharing.message_invalid', 'A message has at most 2,000 characters, and no NUL.');
