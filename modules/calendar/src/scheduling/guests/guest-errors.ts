import { DomainError } from '@landescloud/kernel';

export const invitationNotFound = () =>
  new DomainError('NotFound', 'calendar.invitation_not_found', 'There is no such invitation.');
export const invitationGone = () =>
  new DomainError(
    'Conflict',
    'calendar.invitation_over',
    'The event is over or cancelled: nothing is to be answered any more.',
  );
export const instanceNotFound = () =>
  new DomainError('NotFound', 'calendar.instance_not_found', 'The series has no such date.');
export const proposalInvalid = () =>
  new DomainError(
    'Invalid',
    'calendar.proposal_invalid',
    'A proposed time begins in the future and lasts up to seven days.',
  );
