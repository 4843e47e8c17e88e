import { accessEndedTopic } from '@landescloud/platform/auth';
import type { Hints } from '@landescloud/platform/events';
import type { Http } from '@landescloud/platform/http';
import type { IncomingMessage } from 'node:http';

/** So long a request may still take that was under way: most, like the one that ended the access, are done by then. */
const graceMs = 5_000;

interface Running {
  readonly request: IncomingMessage;
  readonly credential: { readonly kind: string; readonly id: number } | null;
}

/**
 * Whoever is out is out of what they had begun, too: uploads and downloads that take long are cut off. Event streams and
 * sockets end by themselves. To be called after addAuth.
 */
export function endRunningRequests(http: Http, hints: Hints): void {
  const running = new Map<number, Set<Running>>();

  http.addHook('onRequest', (request, reply, next) => {
    const personId = request.actor?.personId;
    if (personId !== undefined) {
      const { credential } = request;
      const entry = { request: request.raw, credential };
      const entries = running.get(personId);
      if (entries) entries.add(entry);
      else running.set(personId, new Set([entry]));
      reply.raw.once('close', () => {
        const left = running.get(personId);
        left?.delete(entry);
        if (left?.size === 0) running.delete(personId);
      });
    }
    next();
  });

  const unsubscribe = hints.subscribe(accessEndedTopic, (data) => {
    const ended = data as { personId?: number; credential?: { kind: string; id: number } };
    const meant = [...(running.get(ended.personId ?? 0) ?? [])].filter(({ credential }) => {
      if (ended.credential === undefined || credential === null) return true;
      return credential.kind === ended.credential.kind && credential.id === ended.credential.id;
    });
    if (meant.length === 0) return;
    setTimeout(() => {
      for (const entry of meant) if (running.get(ended.personId ?? 0)?.has(entry)) entry.request.socket.destroy();
    }, graceMs).unref();
  });
  http.addHook('onClose', (_instance, done) => {
    unsubscribe();
    done();
  });
}
