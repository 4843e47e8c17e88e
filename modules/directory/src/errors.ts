import { DomainError } from '@landescloud/kernel';

export const personNotFound = () =>
  new DomainError('NotFound', 'directory.person_not_found', 'There is no such person.');
export const organisationNotFound = () =>
  new DomainError('NotFound', 'directory.organisation_not_found', 'There is no such organisation.');
export const groupNotFound = () => new DomainError('NotFound', 'directory.group_not_found', 'There is no such group.');
export const notAllowed = () =>
  new DomainError('Forbidden', 'directory.not_allowed', 'Only an administrator of the organisation may do this.');
export const rolesAbove = () =>
  new DomainError('Forbidden', 'directory.roles_above', 'This person holds a role that you do not administer.');
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
export const ruleNotFound = () => new DomainError('NotFound', 'directory.rule_not_found', 'There is no such rule.');
export const ruleLoosens = (demanded: string | number) =>
  new DomainError('Conflict', 'directory.rule_loosens', 'Above, something stricter is demanded.', { demanded });
export const organisationClosed = () =>
  new DomainError('Conflict', 'directory.organisation_closed', 'This organisation is closed: nobody new can join it.');
export const organisationInUse = () =>
  new DomainError(
    'Conflict',
    'directory.organisation_in_use',
    'Something belongs or belonged to this organisation. Close it.',
  );
export const organisationCycle = () =>
  new DomainError('Conflict', 'directory.organisation_cycle', 'An organisation cannot stand below itself.');
export const officialKeyTaken = () =>
  new DomainError('Conflict', 'directory.official_key_taken', 'Another organisation has this official key.');
export const mailDomainTaken = (domain: string) =>
  new DomainError('Conflict', 'directory.mail_domain_taken', 'Another organisation has this mail domain.', { domain });
export const logoInvalid = () =>
  new DomainError('Invalid', 'directory.logo_invalid', 'A logo is a PNG, JPEG or WebP picture.');
export const roleUnfit = () =>
  new DomainError('Conflict', 'directory.role_unfit', 'Guests and people who may not sign in hold no roles.');
export const guestUnfit = () =>
  new DomainError('Conflict', 'directory.guest_unfit', 'This is a guest: they are invited, and end, as guests.');
export const managerCycle = () =>
  new DomainError('Conflict', 'directory.manager_cycle', 'Nobody can be their own manager, not over others either.');
export const colleagueUnfit = () =>
  new DomainError('Conflict', 'directory.colleague_unfit', 'Managers and deputies are other people who work here.');
export const successorUnfit = () =>
  new DomainError('Conflict', 'directory.successor_unfit', 'A successor is somebody else who works here.');
export const notLeft = () => new DomainError('Conflict', 'directory.not_left', 'Only who has left can be erased.');
export const personErased = () =>
  new DomainError('Conflict', 'directory.person_erased', 'This person was erased and cannot come back.');
export const mailKeptElsewhere = (by: 'source' | 'sponsor') =>
  new DomainError(
    'Conflict',
    'directory.mail_kept_elsewhere',
    by === 'source'
      ? 'Your address comes from the directory of your organisation, and is changed there.'
      : 'A guest has the address that they were invited by. Whoever invited you invites another one.',
    { by },
  );
export const invalid = (field: string, message: string) =>
  new DomainError('Invalid', 'directory.invalid_input', message, { field });
