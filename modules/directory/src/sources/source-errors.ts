import { DomainError } from '@landescloud/kernel';

export const sourceNotFound = () =>
  new DomainError('NotFound', 'directory.source_not_found', 'There is no such source of people.');
export const runNotFound = () =>
  new DomainError('NotFound', 'directory.source_run_not_found', 'There is no such run of the source.');
export const sourceBusy = () =>
  new DomainError('Conflict', 'directory.source_busy', 'A run of this source is under way.');
export const sourceDisabled = () =>
  new DomainError('Conflict', 'directory.source_disabled', 'This source is switched off.');
export const differenceOutdated = () =>
  new DomainError(
    'Conflict',
    'directory.difference_outdated',
    'This is not the difference that waits any more; look at the newest one.',
  );
export const wrongSourceKind = () =>
  new DomainError('Conflict', 'directory.wrong_source_kind', 'A source of this kind cannot do this.');
export const sourceUnreachable = (reason: string) =>
  new DomainError('Unavailable', 'directory.source_unreachable', 'The source of people cannot be reached.', { reason });
export const sourceRefused = (reason: string) =>
  new DomainError('Conflict', 'directory.source_refused', 'The source of people refuses what was asked.', { reason });
export const uploadNotFound = () =>
  new DomainError(
    'NotFound',
    'directory.upload_not_found',
    'Send the file again; the one before is not there any more.',
  );
export const unreadableCsv = (line: number | null, reason: string) =>
  new DomainError('Invalid', 'directory.unreadable_csv', 'This file cannot be read as CSV.', { line, reason });
export const tokenNotFound = () =>
  new DomainError('NotFound', 'directory.source_token_not_found', 'There is no such token.');
