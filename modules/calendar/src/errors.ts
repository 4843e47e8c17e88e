import { DomainError, type SafeDetails } from '@landescloud/kernel';

export const calendarNotFound = () => new DomainError('NotFound', 'calendar.not_found', 'There is no such calendar.');
export const objectNotFound = () =>
  new DomainError('NotFound', 'calendar.object_not_found', 'There is no such event or task.');
export const notAllowed = () =>
  new DomainError('Forbidden', 'calendar.not_allowed', 'You may see this calendar, but not do this with it.');
/** `kind`: what fills the calendar. */
export const readOnly = (kind: string) =>
  new DomainError('Forbidden', 'calendar.read_only', 'This calendar is filled by the house: nobody writes into it.', {
    kind,
  });
export const privateObject = () =>
  new DomainError('Forbidden', 'calendar.private_object', 'This event is private: only its owner changes it.');
export const calendarExists = (uri: string) =>
  new DomainError('Conflict', 'calendar.exists', 'You have a calendar at this address already.', { uri });
export const standardStays = () =>
  new DomainError('Forbidden', 'calendar.standard_stays', 'The standard calendar cannot be deleted.');
export const guestsOwnNone = () =>
  new DomainError(
    'Forbidden',
    'calendar.guests_own_none',
    'Guests have calendars that are shared with them, and none of their own.',
  );
export const tooManyCalendars = (most: number) =>
  new DomainError('LimitExceeded', 'calendar.too_many', `More than ${most} calendars of one owner are not possible.`, {
    most,
  });
export const invalidName = () =>
  new DomainError('Invalid', 'calendar.invalid_name', 'A calendar needs a name of 1 to 200 characters.');
export const invalidColour = () =>
  new DomainError('Invalid', 'calendar.invalid_colour', 'A colour is written as #rrggbb or #rrggbbaa.');
export const invalidUri = () =>
  new DomainError(
    'Invalid',
    'calendar.invalid_address',
    'The last part of an address has 1 to 200 characters and no slash.',
  );
export const preconditionFailed = () =>
  new DomainError('PreconditionFailed', 'calendar.precondition_failed', 'It is not in the state that was expected.');
export const uidTaken = (uri: string) =>
  new DomainError('Conflict', 'calendar.uid_taken', 'The calendar has an event of this UID under another address.', {
    uri,
  });
/** `problem`: as CalendarInvalid says it. */
export const dataInvalid = (problem: string, message: string) =>
  new DomainError('Invalid', 'calendar.data_invalid', message, { problem });
export const objectInvalid = (problem: string, message: string) =>
  new DomainError('Invalid', 'calendar.object_invalid', message, { problem });
export const objectTooLarge = (most: number) =>
  new DomainError('LimitExceeded', 'calendar.object_too_large', `An object has at most ${most} bytes.`, { most });
export const componentUnsupported = (component: string) =>
  new DomainError('Forbidden', 'calendar.component_unsupported', `This calendar does not take ${component}.`, {
    component,
  });
export const outOfRange = (edge: 'min' | 'max') =>
  new DomainError('Invalid', 'calendar.date_out_of_range', 'The dates lie outside of 1900 to 2200.', { edge });
export const recipientNotFound = (details: SafeDetails = {}) =>
  new DomainError(
    'NotFound',
    'calendar.recipient_not_found',
    'There is no such person, group or organisation.',
    details,
  );
export const notForGuests = () =>
  new DomainError(
    'Forbidden',
    'calendar.not_for_guests',
    'Guests may be given a calendar to read or to edit, not to manage.',
  );
export const outsideNotAllowed = () =>
  new DomainError(
    'Forbidden',
    'calendar.outside_not_allowed',
    'The rules of the organisation keep this calendar within it.',
  );
export const trashNotFound = () =>
  new DomainError('NotFound', 'calendar.trash_not_found', 'There is no such item in the trash.');
export const rangeInvalid = () =>
  new DomainError('Invalid', 'calendar.range_invalid', 'A range begins before it ends, and spans five years at most.');
export const sharedWithOwner = () =>
  new DomainError('Invalid', 'calendar.shared_with_owner', 'The owner has the calendar already.');
export const tooCostly = () =>
  new DomainError(
    'LimitExceeded',
    'calendar.too_costly',
    'This question would take too long; ask for a shorter range.',
  );
export const invalidWhen = () =>
  new DomainError(
    'Invalid',
    'calendar.invalid_when',
    'An event begins on a real day at a real time, in a zone that is known, and ends after it.',
  );
export const occurrenceNotFound = () =>
  new DomainError('NotFound', 'calendar.occurrence_not_found', 'The series has no such date.');
/** `etag`: of what holds now. */
export const eventChanged = (etag: string) =>
  new DomainError('Conflict', 'calendar.event_changed', 'Somebody has changed the event meanwhile.', { etag });
export const notInvited = () => new DomainError('Conflict', 'calendar.not_invited', 'Only who is invited can answer.');
export const undoNotFound = () =>
  new DomainError(
    'NotFound',
    'calendar.undo_not_found',
    'There is nothing to take back, or it has been changed since.',
  );
export const scopeNotPossible = () =>
  new DomainError(
    'Invalid',
    'calendar.scope_not_possible',
    'A rule or another calendar concern the series: one date alone cannot have them.',
  );
export const importNotFound = () =>
  new DomainError(
    'NotFound',
    'calendar.import_not_found',
    'There is no such import, or it cannot be taken back any more.',
  );
export const importTooLarge = (most: number, objects: number) =>
  new DomainError(
    'LimitExceeded',
    'calendar.import_too_large',
    `A file has at most ${most} bytes and ${objects} events.`,
    {
      most,
      objects,
    },
  );
export const holidaysUnknown = () =>
  new DomainError('NotFound', 'calendar.holidays_unknown', 'There are no such holidays here.');
export const subscriptionNotFound = () =>
  new DomainError('NotFound', 'calendar.subscription_not_found', 'There is no such subscription of one’s own.');
/** `problem`: as `subscriptionProblems` names it. */
export const subscriptionFailed = (problem: string) =>
  new DomainError('Invalid', 'calendar.subscription_failed', 'There is no calendar to be had at this address.', {
    problem,
  });
export const reminderNotFound = () =>
  new DomainError('NotFound', 'calendar.reminder_not_found', 'There is no such reminder, or it is done with.');
export const invalidZone = () => new DomainError('Invalid', 'calendar.invalid_zone', 'There is no such time zone.');
