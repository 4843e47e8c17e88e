import { DomainError } from '@landescloud/kernel';

/** Also for what exists but is nobody's of theirs. */
export function linkNotFound(): DomainError {
  return new DomainError('NotFound', 'sharing.link_not_found', 'There is no such link.');
}

export function nodeNotFound(): DomainError {
  return new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
}

/** Withdrawn, past its end, or what it led to is gone: which is not told. */
export function linkEnded(): DomainError {
  return new DomainError('NotFound', 'sharing.link_ended', 'This link has ended.');
}

export function linkLocked(): DomainError {
  return new DomainError('NotSignedIn', 'sharing.link_locked', 'Open the link first.');
}

export function wrongLinkPassword(): DomainError {
  return new DomainError('Forbidden', 'sharing.link_wrong_password', 'This password is not right.');
}

export function wrongLinkCode(): DomainError {
  return new DomainError('Forbidden', 'sharing.link_wrong_code', 'This code is not right, or too old.');
}

export function linksNotAllowed(): DomainError {
  return new DomainError('Forbidden', 'sharing.links_not_allowed', 'The rules here allow no public links.');
}

export function linkInvalid(field: string, text: string): DomainError {
  return new DomainError('Invalid', 'sharing.link_invalid', text, { field });
}

export function linkNeedsPassword(): DomainError {
  const text = 'The rules here ask for a password, or for recipients.';
  return new DomainError('Invalid', 'sharing.link_needs_password', text);
}

export function linkTooLong(latest: number): DomainError {
  return new DomainError('Invalid', 'sharing.link_too_long', 'The rules here want an earlier end.', { latest });
}

export function linkKindWrong(): DomainError {
  return new DomainError('Invalid', 'sharing.link_kind_wrong', 'Such a link is not possible for this.');
}

export function tooManyLinks(most: number): DomainError {
  return new DomainError('LimitExceeded', 'sharing.too_many_links', `There are ${most} links to this already.`, {
    most,
  });
}

export function downloadsUsedUp(): DomainError {
  return new DomainError(
    'Forbidden',
    'sharing.downloads_used_up',
    'This link was made for a number of downloads, which is used up.',
  );
}

export function viewOnly(): DomainError {
  return new DomainError('Forbidden', 'sharing.link_view_only', 'By this link one may look, but not download.');
}

export function uploadOnly(): DomainError {
  return new DomainError('Forbidden', 'sharing.link_upload_only', 'By this link one may only hand something in.');
}

export function noDrop(): DomainError {
  return new DomainError('Conflict', 'sharing.link_no_drop', 'By this link nothing is handed in.');
}

export function deliveryMissing(): DomainError {
  return new DomainError('Conflict', 'sharing.delivery_missing', 'Say who sends it first.');
}

export function deliveryEmpty(): DomainError {
  return new DomainError('Conflict', 'sharing.delivery_empty', 'There is nothing yet to hand in.');
}

export function tooManyTries(retryAfterSeconds: number): DomainError {
  return new DomainError('LimitExceeded', 'sharing.too_many_tries', 'Too many tries. Wait a moment, then try again.', {
    retryAfterSeconds,
  });
}
