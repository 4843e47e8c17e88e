import { randomUUID } from 'node:crypto';
import { isDomainError, type DomainError } from '@landescloud/kernel';
import { XmlInvalid, errorDocument, escapeText } from '@landescloud/webdav-xml';
import { statusOfKind } from '../http/index.ts';
import { DavError } from './dav-error.ts';

export interface ErrorAnswer {
  readonly status: number;
  readonly body: string;
  /** Of an error that nobody expected: to be logged with the error. */
  readonly occurrence: string | null;
}

// The class names that clients know from the servers they were made for.
const exceptions: ReadonlyMap<number, string> = new Map([
  [400, 'BadRequest'],
  [401, 'NotAuthenticated'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [409, 'Conflict'],
  [412, 'PreconditionFailed'],
  [413, 'EntityTooLarge'],
  [415, 'UnsupportedMediaType'],
  [416, 'RequestedRangeNotSatisfiable'],
  [423, 'Locked'],
  [429, 'TooManyRequests'],
  [501, 'NotImplemented'],
  [503, 'ServiceUnavailable'],
  [507, 'InsufficientStorage'],
]);

// RFC 4918 section 16, RFC 4331 section 6, RFC 6578 section 3.2.
const conditions: ReadonlyMap<string, string> = new Map([
  ['files.quota_exceeded', '<d:quota-not-exceeded/>'],
  ['files.organisation_quota_exceeded', '<d:quota-not-exceeded/>'],
  ['files.sync_token_invalid', '<d:valid-sync-token/>'],
  ['files.lock_token_mismatch', '<d:lock-token-matches-request-uri/>'],
]);

export function davStatusOf(error: DomainError): number {
  if (error instanceof DavError) return error.status;
  // RFC 6578: a token that is not known any more is 403 with its condition, which clients answer by starting over.
  if (error.code === 'files.sync_token_invalid') return 403;
  return statusOfKind[error.kind];
}

/** `href`: the address in question, encoded; for conditions that must name one. */
export function davConditionOf(error: DomainError, href?: string): string {
  if (error instanceof DavError) return error.condition;
  if (error.code === 'files.locked' && href !== undefined) {
    return `<d:lock-token-submitted><d:href>${escapeText(href)}</d:href></d:lock-token-submitted>`;
  }
  return conditions.get(error.code) ?? '';
}

/** Status and body for anything thrown. Unknown errors show nothing but an occurrence id. */
export function davErrorAnswer(thrown: unknown, href?: string): ErrorAnswer {
  const error = thrown instanceof XmlInvalid ? xmlError(thrown) : thrown;
  if (!isDomainError(error)) {
    const occurrence = randomUUID();
    return { status: 500, body: errorDocument('Internal Server Error', `Occurrence ${occurrence}`), occurrence };
  }
  const status = davStatusOf(error);
  const exception = `Sabre\\DAV\\Exception\\${exceptions.get(status) ?? 'BadRequest'}`;
  return {
    status,
    body: errorDocument(exception, error.message, davConditionOf(error, href), error.code),
    occurrence: null,
  };
}

function xmlError(error: XmlInvalid): DavError {
  const message = `The XML body is not usable: ${error.message}`;
  const details = { problem: error.problem };
  if (error.problem === 'too-large') return new DavError(413, 'dav.xml_too_large', message, { details });
  return new DavError(400, 'dav.xml_invalid', message, { details });
}
