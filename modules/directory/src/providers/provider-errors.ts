import { DomainError } from '@landescloud/kernel';

/** Why somebody whom a provider has proven does not come in. */
export type RefusedPerson =
  | 'unknown_person'
  | 'mail_not_verified'
  | 'not_linkable'
  | 'login_taken'
  | 'no_login'
  | 'unknown_organisation'
  | 'outside'
  | 'protected'
  | 'disabled';

export const personRefused = (reason: RefusedPerson) =>
  new DomainError('Forbidden', 'directory.provider_refused', 'This sign-in does not let the person in.', { reason });
export const providerNotFound = () =>
  new DomainError('NotFound', 'directory.provider_not_found', 'The organisation has no such provider.');
export const providerExists = () =>
  new DomainError('Conflict', 'directory.provider_exists', 'There is a provider with this key already.');
export const tooManyProviders = (most: number) =>
  new DomainError('Conflict', 'directory.too_many_providers', 'The organisation has as many providers as it may.', {
    most,
  });
export const providerDomainTaken = (domain: string) =>
  new DomainError('Conflict', 'directory.provider_domain_taken', 'Another provider has this mail domain.', { domain });
export const providerDomainForeign = (domain: string) =>
  new DomainError(
    'Conflict',
    'directory.provider_domain_foreign',
    'This is no mail domain of the organisation, nor of one below it.',
    { domain },
  );
