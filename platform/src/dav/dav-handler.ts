import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { HttpReply, HttpRequest } from '../http/index.ts';
import { xmlType, type Answer } from './answer.ts';
import { DavError } from './dav-error.ts';
import { davErrorAnswer } from './error-answer.ts';
import { davMethods } from './methods.ts';

export interface DavLog {
  error(fields: object, message: string): void;
}

/** Sends what is answered, or what went wrong as DAV clients know it. */
export function davHandler(log: DavLog, answer: (request: HttpRequest) => Promise<Answer>) {
  return (request: HttpRequest, reply: HttpReply): void => {
    answer(request)
      .catch((error: unknown) => failure(log, request, error))
      .then((result) => send(request, reply, result))
      .catch((error: unknown) => {
        log.error({ request: request.id, method: request.raw.method, err: error }, 'could not answer');
        reply.raw.destroy();
      });
  };
}

function failure(log: DavLog, request: HttpRequest, error: unknown): Answer {
  const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
  const { status, body, occurrence } = davErrorAnswer(error, path);
  if (occurrence !== null && !isGone(request.raw))
    log.error({ request: request.id, occurrence, method: request.raw.method, err: error }, 'unexpected error');
  const headers: Record<string, string> = { 'content-type': xmlType };
  if (status === 401) headers['www-authenticate'] = 'Basic realm="Landescloud", charset="UTF-8"';
  if (status === 405) headers.allow = ((error instanceof DavError ? error.allow : null) ?? davMethods).join(', ');
  if (status === 503 || status === 429) headers['retry-after'] = '5';
  return { status, headers, body };
}

/** The connection broke while the body was read: nobody is left to answer, and nothing went wrong here. */
function isGone(raw: IncomingMessage): boolean {
  return raw.destroyed && !raw.complete;
}

/**
 * Past the framework's own sending, which costs a poll more than its answer, and which forgets the length that HEAD
 * announces. Headers that hold for every answer are on the reply already.
 */
function send(request: HttpRequest, reply: HttpReply, answer: Answer): void {
  const { status, headers } = answer;
  const body = encoded(answer.body);
  reply.hijack();
  const { raw } = reply;
  const bodiless = request.raw.method === 'HEAD' || status === 204 || status === 304;
  const length = body instanceof Readable || bodiless ? {} : { 'content-length': Buffer.byteLength(body) };
  raw.writeHead(status, { ...reply.getHeaders(), ...length, ...headers } as OutgoingHttpHeaders);
  if (!(body instanceof Readable)) raw.end(bodiless ? undefined : body);
  else if (bodiless) {
    body.destroy();
    raw.end();
  }
  // Where the content breaks off, only a broken connection tells the client.
  else pipeline(body, raw, () => undefined);
}

/** Long texts as bytes: encoding them at once is many times quicker than leaving it to the socket. */
function encoded(body: Answer['body'] = ''): NonNullable<Answer['body']> {
  return typeof body === 'string' && body.length > 4096 ? Buffer.from(body) : body;
}
