import { isDomainError } from '@landescloud/kernel';
import type { HttpReply, HttpRequest } from './http-types.ts';
import type { Log } from './log.ts';
import { problemBody, problemType, statusOfKind, type Problem } from './problem.ts';

interface FrameworkError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly validation?: readonly { instancePath?: string; message?: string }[];
  readonly validationContext?: string;
}

const frameworkProblems: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'http.body_too_large',
    title: 'The body is larger than this address takes.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'http.unsupported_media_type',
    title: 'This address takes application/json.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'http.body_incomplete',
    title: 'The body has not the length that Content-Length says.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'http.invalid_json', title: 'The body is empty; it must be JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'http.invalid_json', title: 'The body is not valid JSON.' },
  FST_ERR_BAD_URL: { status: 400, code: 'http.invalid_address', title: 'The address is not valid.' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: 'http.address_too_long', title: 'The address is too long.' },
  FST_ERR_ASYNC_CONSTRAINT: { status: 400, code: 'http.invalid_input', title: 'The request is not valid.' },
};

/** Any thrown value as what the client may know. Unknown ones are logged and answered without a text. */
export function describeProblem(error: unknown, request: HttpRequest, log: Log): Problem {
  if (isDomainError(error)) {
    const status = statusOfKind[error.kind];
    if (status >= 503) log.warn({ request: request.id, code: error.code, err: error }, 'could not serve');
    return { status, code: error.code, title: error.message, details: error.details };
  }
  const known = error as FrameworkError | null;
  if (known?.validation !== undefined) return describeInvalidInput(known);
  const framework = typeof known?.code === 'string' ? frameworkProblems[known.code] : undefined;
  if (framework !== undefined) return framework;
  if (isMalformedJson(error)) return { status: 400, code: 'http.invalid_json', title: 'The body is not valid JSON.' };
  if (isClientGone(error, request))
    return { status: 400, code: 'http.body_incomplete', title: 'The body ended early.' };
  if (typeof known?.statusCode === 'number' && known.statusCode >= 400 && known.statusCode < 500) {
    return { status: known.statusCode, code: 'http.invalid_input', title: 'The request is not valid.' };
  }
  const route = request.routeOptions.url ?? 'unknown';
  log.error({ request: request.id, method: request.method, route, err: error }, 'unexpected error');
  return {
    status: 500,
    code: 'http.unexpected_error',
    title: 'Something went wrong on the server.',
    occurrence: request.id,
  };
}

export function sendProblem(reply: HttpReply, problem: Problem): HttpReply {
  if (problem.details !== undefined && 'retryAfterSeconds' in problem.details) {
    void reply.header('retry-after', String(problem.details.retryAfterSeconds));
  }
  return reply.code(problem.status).header('content-type', problemType).serializer(String).send(problemBody(problem));
}

function describeInvalidInput(error: FrameworkError): Problem {
  const errors = (error.validation ?? []).slice(0, 10).map((entry) => ({
    at: `${error.validationContext ?? ''}${entry.instancePath ?? ''}`,
    message: entry.message ?? 'is not valid',
  }));
  return { status: 400, code: 'http.invalid_input', title: 'The request is not valid.', details: { errors } };
}

function isMalformedJson(error: unknown): boolean {
  return error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400;
}

/** The connection broke while the body was read: the client's doing, and nobody is left to answer. */
function isClientGone(error: unknown, request: HttpRequest): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return (
    request.raw.destroyed &&
    !request.raw.complete &&
    (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR')
  );
}
