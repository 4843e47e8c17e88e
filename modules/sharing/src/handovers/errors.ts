import { DomainError } from '@landescloud/kernel';

/** Also for what exists but may not be seen. */
export const handoverNotFound = () =>
  new DomainError('NotFound', 'sharing.handover_not_found', 'There is no such hand-over.');
export const handoverNotOpen = () =>
  new DomainError('Conflict', 'sharing.handover_not_open', 'This was handed over already, and stays as it is.');
export const handoverNotDelivered = () =>
  new DomainError('Conflict', 'sharing.handover_not_delivered', 'Nothing has been handed over yet.');
export const handoverEmpty = () =>
  new DomainError('Conflict', 'sharing.handover_empty', 'There is no file to hand over.');
export const handoverTooLarge = (most: number) =>
  new DomainError('LimitExceeded', 'sharing.handover_too_large', `At most ${most} files are handed over at once.`, {
    most,
  });
export const handoverNotYours = () =>
  new DomainError('Forbidden', 'sharing.handover_not_yours', 'Only who hands over or answers for it may do this.');
export const sumsNotReady = () =>
  new DomainError('Conflict', 'sharing.receipt_not_ready', 'The checksums of large files are still being made.');
export const receiptPreparing = (done: number, total: number) =>
  new DomainError('Conflict', 'sharing.receipt_preparing', 'The receipt of so many files is being prepared.', {
    done,
    total,
  });
export const invalidHandover = (field: string, reason: string) =>
  new DomainError('Invalid', 'sharing.handover_invalid', reason, { field });
export const receiptContradicts = (problem: string) =>
  new DomainError(
    'Invalid',
    'sharing.receipt_contradicts',
    `The receipt was signed here, but says other than what is kept: ${problem}.`,
  );
