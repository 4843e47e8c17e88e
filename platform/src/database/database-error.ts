import { DomainError } from '@landescloud/kernel';

const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EACCES',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const lostMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error)|Cannot use a pool after)/;

/** Failures of the connection become Unavailable; PostgreSQL's own errors pass as they are. */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = errorCode(error);
  if (code === '53100' || code === 'ENOSPC') {
    return new DomainError('InsufficientStorage', 'database.storage_full', 'The database has no room left', {}, error);
  }
  if (lostCodes.has(code) || code.startsWith('08') || lostMessages.test(error.message))
    return databaseUnavailable(error);
  return error;
}

export function databaseUnavailable(cause?: unknown): DomainError {
  return new DomainError(
    'Unavailable',
    'database.unavailable',
    'The database cannot be reached at the moment',
    {},
    cause,
  );
}

/** The constraint that a write broke (unique 23505, foreign key 23503, check 23514, exclusion 23P01), else null. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof Error) || !/^23(505|503|514|P01)$/.test(errorCode(error))) return null;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null;
}

/** SQLSTATE of PostgreSQL or errno name of the socket, '' where there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
