import { DomainError } from '@landescloud/kernel';
import type { CsvInvalid, VcardInvalid } from '@landescloud/vcard';

export const bookNotFound = () =>
  new DomainError('NotFound', 'contacts.address_book_not_found', 'There is no such address book.');
export const contactNotFound = () =>
  new DomainError('NotFound', 'contacts.contact_not_found', 'There is no such contact.');
export const notAllowed = () =>
  new DomainError('Forbidden', 'contacts.not_allowed', 'Your right on this address book does not reach that far.');
export const readOnlyBook = () =>
  new DomainError('Forbidden', 'contacts.directory_is_read_only', 'The directory is kept by the administration.');
export const bookExists = () =>
  new DomainError('Conflict', 'contacts.address_book_exists', 'There is an address book of that name already.');
export const tooManyBooks = () =>
  new DomainError('LimitExceeded', 'contacts.too_many_address_books', 'There are 100 address books at most.');
export const tooManyContacts = () =>
  new DomainError('LimitExceeded', 'contacts.too_many_contacts', 'An address book holds 50,000 contacts at most.');
export const invalidBook = (field: string) =>
  new DomainError('Invalid', 'contacts.invalid_address_book', 'An address book has a name of 1 to 100 characters.', {
    field,
  });
export const invalidContact = (field: string, message: string) =>
  new DomainError('Invalid', 'contacts.invalid_contact', message, { field });
export const invalidCard = (cause: VcardInvalid) =>
  new DomainError(
    'Invalid',
    'contacts.invalid_card',
    `This is no usable vCard: ${cause.reason}.`,
    { reason: cause.reason, line: cause.line },
    cause,
  );
export const invalidTable = (cause: CsvInvalid) =>
  new DomainError(
    'Invalid',
    'contacts.invalid_table',
    `This is no usable table of contacts: ${cause.reason}.`,
    { reason: cause.reason },
    cause,
  );
export const cardTooLarge = () =>
  new DomainError(
    'LimitExceeded',
    'contacts.card_too_large',
    'A contact may have 10 MB at most, its picture included.',
  );
export const uidTaken = (uri: string) =>
  new DomainError('Conflict', 'contacts.uid_taken', 'This address book has that contact already.', { uri });
export const contactChanged = () =>
  new DomainError(
    'PreconditionFailed',
    'contacts.contact_changed',
    'Somebody has changed this contact in the meantime.',
  );
export const nothingToMerge = () =>
  new DomainError('Invalid', 'contacts.nothing_to_merge', 'Two to twenty contacts of one address book can be merged.');
export const granteeNotFound = () =>
  new DomainError('NotFound', 'contacts.grantee_not_found', 'There is no such person, group or organisation.');
export const shareNotPossible = () =>
  new DomainError('Invalid', 'contacts.share_not_possible', 'An address book is not shared with its own owner.');
export const invalidPhoto = () =>
  new DomainError('Invalid', 'contacts.invalid_photo', 'A picture is a PNG, JPEG, GIF or WebP of 2 MB at most.');
