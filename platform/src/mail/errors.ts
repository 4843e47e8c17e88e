import { DomainError } from '@landescloud/kernel';

export const mailNotFound = () => new DomainError('NotFound', 'mail.not_found', 'There is no such mail.');
export const mailNotAllowed = () =>
  new DomainError('Forbidden', 'mail.not_allowed', 'Only administrators see the mail that their organisations sent.');
export const mailNotConfigured = () =>
  new DomainError('Conflict', 'mail.not_configured', 'No mail server is configured, so mail is only kept here.');
export const mailTextDeleted = () =>
  new DomainError(
    'Conflict',
    'mail.text_deleted',
    'The text was deleted because it is old or opened something, so it cannot be sent again.',
  );
export const invalidMailAddress = () =>
  new DomainError('Invalid', 'mail.invalid_address', 'This is no mail address that can be written to.');
export const invalidMail = (field: string, message: string) =>
  new DomainError('Invalid', 'mail.invalid_input', message, { field });
