import { DomainError } from '@landescloud/kernel';

export const personNotFound = () =>
  new DomainError('NotFound', 'directory.person_not_found', 'There is no such person.');
export const organisationNotFound = () =>
  new DomainError('NotFound', 'directory.organisation_not_found', 'There is no such organisation.');
export const groupNotFound = () => new DomainError('NotFound', 'directory.group_not_found', 'There is no such group.');
export const notAllowed = () =>
  new DomainError('Forbidden', 'directory.not_allowed', 'Only an administrator of the organisation may do this.');
export const loginTaken = () =>
  new DomainError('Conflict', 'directory.login_taken', 'This login belongs to somebody already.');
export const organisationExists = () =>
  new DomainError('Conflict', 'directory.organisation_exists', 'There is an organisation with this key already.');
export const groupExists = () =>
  new DomainError('Conflict', 'directory.group_exists', 'There is a group with this key already.');
export const lastAdministrator = () =>
  new DomainError('Conflict', 'directory.last_administrator', 'Somebody has to remain platform administrator.');
export const logoNotFound = () =>
  new DomainError('NotFound', 'directory.logo_not_found', 'This organisation has no logo.');
export const invalid = (field: string, message: string) =>
  new DomainError('Invalid', 'directory.invalid_input', message, { field });
