import { DomainError } from '@landescloud/kernel';

export const requestNotFound = () =>
  new DomainError('NotFound', 'sharing.request_not_found', 'There is no such request.');
export const requestClosed = () =>
  new DomainError('Conflict', 'sharing.request_closed', 'The request is closed: nothing is taken any more.');
export const requestNotAllowed = () =>
  new DomainError('Forbidden', 'sharing.request_not_allowed', 'Guests cannot ask others for files.');
export const requestOutsideNotAllowed = () =>
  new DomainError(
    'Forbidden',
    'sharing.request_outside_not_allowed',
    'The rules of the organisation do not let people outside be asked.',
  );
export const requestInvalid = (field: string, reason: string) =>
  new DomainError('Invalid', 'sharing.request_invalid', reason, { field });
export const partMissing = () =>
  new DomainError('Conflict', 'sharing.request_nothing_begun', 'Nothing has been put together yet.');
export const partEmpty = () =>
  new DomainError('Conflict', 'sharing.request_part_empty', 'There is no file to hand in.');
