import type { ErrorKind } from '@landescloud/kernel';

export const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  Invalid: 400,
  NotSignedIn: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  PreconditionFailed: 412,
  Locked: 423,
  LimitExceeded: 429,
  Unavailable: 503,
  InsufficientStorage: 507,
};

/** RFC 9457, with a stable code to decide by and a title to show. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly details?: object;
  /** Which log line tells more; for errors that nobody expected. */
  readonly occurrence?: string;
}

export const problemType = 'application/problem+json';

export function problemBody(problem: Problem): string {
  return JSON.stringify({ type: `urn:landescloud:error:${problem.code}`, ...problem });
}
