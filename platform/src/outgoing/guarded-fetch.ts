import { lookup as lookUp } from 'node:dns';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { MayReach } from './network-guard.ts';

/** As the library calls it: redirects are never followed. */
export type GuardedFetch = (
  address: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly signal?: AbortSignal | null | undefined;
  },
) => Promise<Response>;

/** Why nothing was asked; `code` as network errors have it. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/** The answer was longer than it may be: what has come of it is thrown away. */
export class AnswerTooLong extends Error {
  readonly code = 'ANSWER_TOO_LONG';
}

export interface GuardedFetchLimits {
  /** Bytes of an answer. */
  readonly longestAnswer: number;
  /** From the beginning to the last byte. */
  readonly timeoutMs: number;
}

const usual: GuardedFetchLimits = { longestAnswer: 1024 * 1024, timeoutMs: 10_000 };

/**
 * Asks only addresses that may be reached, checked when connecting: what a name leads to can change between a check and
 * the use. By TLS, but for this very machine. Not Node's own fetch, which cannot be told where it may connect.
 */
export function createGuardedFetch(
  mayReach: MayReach,
  { longestAnswer, timeoutMs }: GuardedFetchLimits = usual,
): GuardedFetch {
  const lookup: LookupFunction = (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const [first] = found;
      if (!first || !found.every(({ address }) => mayReach(address))) return done(new AddressRefused(), '', 0);
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };

  return async (address, { method = 'GET', headers = {}, body, signal }) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayReach(host)) throw new AddressRefused();
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(host))) throw new AddressRefused();
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const limit = AbortSignal.timeout(timeoutMs);
    const request = send(url, {
      method,
      headers: { ...headers, 'accept-encoding': 'identity' },
      lookup,
      agent: false,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    request.on('response', resolve).on('error', reject);
    request.end(body === undefined || body === null ? undefined : textOf(body));
    try {
      return await answerOf(await promise, longestAnswer);
    } catch (error) {
      // An answer that is cut off says no more than that.
      if (limit.aborted) throw limit.reason;
      throw error;
    }
  };
}

/** Forms and text are all that the library sends. */
function textOf(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only text can be sent');
}

async function answerOf(message: IncomingMessage, longestAnswer: number): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestAnswer) {
      message.destroy();
      throw new AnswerTooLong('the answer is too long');
    }
    parts.push(part);
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const status = message.statusCode ?? 502;
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : Buffer.concat(parts), { status, headers });
}

export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
