import { DomainError } from '@landescloud/kernel';

export function uploadNotFound(): DomainError {
  return new DomainError('NotFound', 'files.upload_not_found', 'There is no such upload; it may have expired.');
}

export function uploadExists(): DomainError {
  return new DomainError('Conflict', 'files.upload_exists', 'You already have an upload of this name.');
}

export function tooManyUploads(limit: number): DomainError {
  return new DomainError('LimitExceeded', 'files.too_many_uploads', 'Finish or delete some unfinished uploads first.', {
    limit,
  });
}

export function offsetWrong(expected: number): DomainError {
  return new DomainError('Conflict', 'files.upload_offset_wrong', 'The upload stands at another offset.', { expected });
}

export function uploadTooLong(length: number): DomainError {
  return new DomainError('Invalid', 'files.upload_too_long', 'More bytes came than the upload was announced to have.', {
    length,
  });
}

export function uploadIncomplete(): DomainError {
  return new DomainError('Invalid', 'files.upload_incomplete', 'Bytes are missing in this upload.');
}

export function totalWrong(announced: number, received: number): DomainError {
  return new DomainError('Invalid', 'files.upload_total_wrong', 'The upload has another total length than announced.', {
    announced,
    received,
  });
}

export function uploadSealed(): DomainError {
  return new DomainError('Conflict', 'files.upload_sealed', 'This upload is being finished and takes no more bytes.');
}

export function takenOver(): DomainError {
  return new DomainError('Conflict', 'files.upload_taken_over', 'The upload was continued by another request.');
}

export function chunkNotFound(): DomainError {
  return new DomainError('NotFound', 'files.chunk_not_found', 'There is no such chunk.');
}

export function tooManyChunks(limit: number): DomainError {
  const text = 'This upload has too many chunks; send larger ones.';
  return new DomainError('LimitExceeded', 'files.too_many_chunks', text, { limit });
}
