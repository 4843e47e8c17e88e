/** What went wrong, as the domain sees it; platform/http and platform/dav map a kind to a status. */
export type ErrorKind =
  | 'NotFound'
  | 'NotSignedIn'
  | 'Forbidden'
  | 'Conflict'
  | 'Invalid'
  | 'LimitExceeded'
  | 'InsufficientStorage'
  | 'PreconditionFailed'
  | 'Locked'
  | 'Unavailable';

/** Values that may be shown to the caller: no contents, no other person's names. */
export type SafeDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An expected failure. `code` is stable and public (`files.node_not_found`, listed in docs/errors.md),
 * `message` is plain English for developers and clients that show it.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: SafeDetails;

  constructor(kind: ErrorKind, code: string, message: string, details: SafeDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

export function isDomainError(error: unknown, kind?: ErrorKind): error is DomainError {
  return error instanceof DomainError && (kind === undefined || error.kind === kind);
}
