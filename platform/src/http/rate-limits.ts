import { DomainError } from '@landescloud/kernel';
import type { HttpRequest } from './http-types.ts';
import { createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

type Hook = (request: HttpRequest, reply: unknown, done: (error?: Error) => void) => void;

export interface RateLimits {
  /**
   * One person's share. An address that keeps failing to sign in must wait, but not those there who are signed in: else one
   * could lock a whole office out.
   */
  readonly afterSignIn: Hook;
  /** For single routes that cost something although nobody is signed in. */
  perAddress(perMinute: number): Hook;
  noteFailedSignIn(request: HttpRequest): void;
}

/** Generous limits against programs that run wild; each process counts for itself. 0 switches one off. */
export function createRateLimits(options: { perPerson: number; perAddress: number }): RateLimits {
  const people = options.perPerson > 0 ? createTokenBuckets(options.perPerson, options.perPerson * 10) : null;
  const failures = options.perAddress > 0 ? createTokenBuckets(options.perAddress, options.perAddress * 10) : null;
  return {
    afterSignIn(request, _reply, done) {
      const wait =
        request.actor === null ? failures?.wait(addressKey(request.ip)) : people?.take(request.actor.personId);
      done(refusal(wait ?? 0));
    },
    perAddress(perMinute) {
      const buckets: TokenBuckets = createTokenBuckets(perMinute / 60, perMinute);
      return (request, _reply, done) => done(refusal(buckets.take(addressKey(request.ip))));
    },
    noteFailedSignIn(request) {
      failures?.take(addressKey(request.ip));
    },
  };
}

function refusal(seconds: number): DomainError | undefined {
  if (seconds === 0) return undefined;
  return new DomainError('LimitExceeded', 'http.too_many_requests', 'Too many requests; wait a little.', {
    retryAfterSeconds: seconds,
  });
}

/** One subscriber has a whole /64 of IPv6. */
export function addressKey(ip: string | undefined): string {
  if (ip === undefined || !ip.includes(':')) return ip ?? '';
  if (ip.startsWith('::ffff:')) return ip.slice(7);
  return ip.split('%', 1)[0]!.split('::', 1)[0]!.split(':').slice(0, 4).join(':');
}
