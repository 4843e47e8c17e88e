import { DomainError, type SafeDetails } from '@landescloud/kernel';

/** Also for what exists but may not be seen: the two must look alike. */
export function nodeNotFound(): DomainError {
  return new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
}

export function parentMissing(): DomainError {
  return new DomainError('Conflict', 'files.parent_missing', 'The folder that should hold it does not exist.');
}

export function parentNotFolder(): DomainError {
  return new DomainError('Conflict', 'files.parent_not_folder', 'A part of the path is a file, not a folder.');
}

export function nameTaken(): DomainError {
  return new DomainError('Conflict', 'files.name_taken', 'The folder already holds something of this name.');
}

export function nameInvalid(reason: string): DomainError {
  return new DomainError('Invalid', 'files.name_invalid', `This name cannot be used: ${reason}.`);
}

export function mayNotAdd(): DomainError {
  return new DomainError('Forbidden', 'files.may_not_add', 'You may not put anything here.');
}

export function mayNotRead(): DomainError {
  return new DomainError('Forbidden', 'files.may_not_read', 'You may put something here, but not see what is there.');
}

export function mayNotComment(): DomainError {
  return new DomainError('Forbidden', 'files.may_not_comment', 'You may read here, but not comment.');
}

export function readOnly(): DomainError {
  return new DomainError('Forbidden', 'files.read_only', 'You may read here, but not change anything.');
}

export function rightEnded(): DomainError {
  return new DomainError('Forbidden', 'files.right_ended', 'Your right to put something here has ended.');
}

export function spaceRoot(): DomainError {
  return new DomainError('Forbidden', 'files.space_root', 'The root of a space cannot be moved, replaced or deleted.');
}

export function isFolder(): DomainError {
  return new DomainError('Conflict', 'files.is_folder', 'This is a folder, not a file.');
}

export function isFile(): DomainError {
  return new DomainError('Conflict', 'files.is_file', 'This is a file, not a folder.');
}

export function intoItself(): DomainError {
  return new DomainError('Forbidden', 'files.into_itself', 'A folder cannot be moved or copied into itself.');
}

export function preconditionFailed(): DomainError {
  return new DomainError(
    'PreconditionFailed',
    'files.precondition_failed',
    'The file is not in the state that was expected.',
  );
}

export function locked(details: SafeDetails = {}): DomainError {
  return new DomainError('Locked', 'files.locked', 'It is locked by someone at work on it.', details);
}

export function quotaExceeded(free: number): DomainError {
  return new DomainError(
    'InsufficientStorage',
    'files.quota_exceeded',
    'There is not enough room left in this space.',
    {
      free: Math.max(0, free),
    },
  );
}

export function organisationQuotaExceeded(free: number): DomainError {
  return new DomainError(
    'InsufficientStorage',
    'files.organisation_quota_exceeded',
    'There is not enough room left in all spaces of the organisation together.',
    { free: Math.max(0, free) },
  );
}

export function versionNotFound(): DomainError {
  return new DomainError('NotFound', 'files.version_not_found', 'There is no such version.');
}

export function trashNotFound(): DomainError {
  return new DomainError('NotFound', 'files.trash_not_found', 'There is no such item in the trash.');
}

export function spaceNotFound(): DomainError {
  return new DomainError('NotFound', 'files.space_not_found', 'There is no such space.');
}

export function guestsNotAllowed(): DomainError {
  return new DomainError('Forbidden', 'files.guests_not_allowed', 'This space may not be shared with guests.');
}

export function guestNotManager(): DomainError {
  return new DomainError('Conflict', 'files.guest_not_manager', 'A guest can read or edit, not manage a space.');
}

export function notManager(): DomainError {
  return new DomainError('Forbidden', 'files.not_manager', 'Only managers of the space may do this.');
}

export function spaceClosed(): DomainError {
  return new DomainError('Conflict', 'files.space_closed', 'The space has ended: prolong it first.');
}

export function mayNotMakeSpace(): DomainError {
  return new DomainError(
    'Forbidden',
    'files.may_not_make_space',
    'The organisation does not let you make such a space.',
  );
}

export function spaceEndInvalid(latest: number | null): DomainError {
  return new DomainError(
    'Invalid',
    'files.space_end_invalid',
    'The end must be a day to come, within what the rules allow.',
    {
      latest,
    },
  );
}

export function spacePurposeMissing(): DomainError {
  return new DomainError('Invalid', 'files.space_purpose_missing', 'An exchange space has a purpose.');
}

export function sponsorUnfit(): DomainError {
  const text = 'Who answers for an exchange space is a member of its organisation.';
  return new DomainError('Conflict', 'files.sponsor_unfit', text);
}

export function held(): DomainError {
  return new DomainError('Forbidden', 'files.held', 'It must be kept: nothing of it can be deleted.');
}

export function personNotFound(): DomainError {
  return new DomainError('NotFound', 'files.person_not_found', 'There is no such person.');
}

export function organisationNotFound(): DomainError {
  return new DomainError('NotFound', 'files.organisation_not_found', 'There is no such organisation.');
}

export function notAdministered(): DomainError {
  const text = 'Only who administers the organisation may do this.';
  return new DomainError('Forbidden', 'files.organisation_not_administered', text);
}

export function holdNotFound(): DomainError {
  return new DomainError('NotFound', 'files.hold_not_found', 'There is no such hold, or it was lifted.');
}

export function retentionClassNotFound(): DomainError {
  return new DomainError('NotFound', 'files.retention_class_not_found', 'There is no such retention class.');
}

export function deletionListNotFound(): DomainError {
  return new DomainError('NotFound', 'files.deletion_list_not_found', 'There is no such list of deleted files.');
}
