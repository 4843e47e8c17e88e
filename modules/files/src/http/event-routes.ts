import type { ServerResponse } from 'node:http';
import type { PersonActor } from '@landescloud/kernel';
import { onAccessEnd } from '@landescloud/platform/auth';
import type { Hints } from '@landescloud/platform/events';
import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import type { Files } from '../files.ts';
import { followChanges } from '../spaces/follow-changes.ts';

const pingInterval = 25_000;
/** After that the browser connects again by itself, and whoever was signed out meanwhile stays out. */
const streamLife = 5 * 60_000;
/** A reader that does not keep up is cut off; it connects again and asks for what it shows. */
const backlogLimit = 256 * 1024;

/** Another room that has something to tell: `event` without data whenever `onChange` is called, until what it answers is called. */
export interface LiveSource {
  readonly event: string;
  follow(actor: PersonActor, onChange: () => void): Promise<() => void>;
}

/** What changed where, to whoever may see it, as server-sent events (HTML section 9.2). */
export function eventRoutes({ spaces }: Files, hints: Hints, live: readonly LiveSource[] = []): HttpPlugin {
  return (http) => {
    const open = new Set<() => void>();
    http.addHook('preClose', (done) => {
      for (const end of open) end();
      done();
    });

    http.get(
      '/api/v1/events',
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'Live hints: `files` with { spaceId, change, parentIds }, `spaces`, `notifications`, `calendar`',
          tags: ['files'],
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const following = followChanges(spaces, hints, actor, ({ spaceId, change, folderIds }) =>
          send(reply.raw, 'files', { spaceId, change, parentIds: folderIds }),
        );
        await following.refresh();
        const others = await Promise.all(
          live.map(({ event, follow }) => follow(actor, () => send(reply.raw, event, {}))),
        );
        reply.hijack();
        reply.raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        send(reply.raw, 'ping', {});

        const refollow = (): void => {
          following.refresh().catch(() => end());
        };
        const unfollowPerson = hints.subscribe(`person:${actor.personId}`, () => {
          refollow();
          send(reply.raw, 'spaces', {});
        });
        const untell = hints.subscribe(`notifications:${actor.personId}`, () => send(reply.raw, 'notifications', {}));
        const opened = { personId: actor.personId, credential: request.credential };
        const unwatchAccess = onAccessEnd(hints, opened, () => end());
        const ping = setInterval(() => {
          refollow();
          send(reply.raw, 'ping', {});
        }, pingInterval);
        const life = setTimeout(() => end(), streamLife);
        const end = (): void => {
          if (!open.delete(end)) return;
          clearInterval(ping);
          clearTimeout(life);
          unfollowPerson();
          untell();
          unwatchAccess();
          following.stop();
          for (const unfollow of others) unfollow();
          reply.raw.end();
        };
        open.add(end);
        reply.raw.once('close', end);
      },
    );
  };
}

function send(response: ServerResponse, event: string, data: object): void {
  if (response.writableLength > backlogLimit) response.destroy();
  else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
