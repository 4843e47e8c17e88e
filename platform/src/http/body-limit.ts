import { DomainError } from '@landescloud/kernel';
import type { HttpReply, HttpRequest } from './http-types.ts';

/** Far above what clients send in parallel. */
const atOnce = 500;
const withBody: ReadonlySet<string> = new Set(['PUT', 'POST', 'PATCH']);

/** Each body on its way holds a connection and a file: one person with thousands of them would leave none to others. */
export function createBodyLimit(most = atOnce) {
  const running = new Map<number, number>();
  return (request: HttpRequest, reply: HttpReply, done: (error?: Error) => void): void => {
    const id = request.actor?.personId;
    if (id === undefined || !withBody.has(request.method)) return done();
    const count = running.get(id) ?? 0;
    if (count >= most) return done(tooMany());
    running.set(id, count + 1);
    reply.raw.once('close', () => {
      const left = (running.get(id) ?? 1) - 1;
      if (left === 0) running.delete(id);
      else running.set(id, left);
    });
    done();
  };
}

function tooMany(): DomainError {
  return new DomainError('LimitExceeded', 'http.too_many_bodies', 'Too many uploads at once; let some of them end.', {
    retryAfterSeconds: 5,
  });
}
