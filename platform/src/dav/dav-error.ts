import { DomainError, type ErrorKind, type SafeDetails } from '@landescloud/kernel';

/** An error of the protocol itself, where the kind alone does not say the status. */
export class DavError extends DomainError {
  readonly status: number;
  /** A DAV condition element (RFC 4918 section 16) as XML, or ''. */
  readonly condition: string;
  /** Of 405: what is possible instead. */
  readonly allow: readonly string[] | null;

  constructor(
    status: number,
    code: string,
    message: string,
    options: { condition?: string; details?: SafeDetails; allow?: readonly string[] } = {},
  ) {
    super(kindOf(status), code, message, options.details);
    this.status = status;
    this.condition = options.condition ?? '';
    this.allow = options.allow ?? null;
  }
}

function kindOf(status: number): ErrorKind {
  if (status === 403) return 'Forbidden';
  if (status === 404) return 'NotFound';
  if (status === 409) return 'Conflict';
  if (status === 412) return 'PreconditionFailed';
  if (status === 423) return 'Locked';
  return 'Invalid';
}

export function badRequest(code: string, message: string): DavError {
  return new DavError(400, code, message);
}
