import { requireSession } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import type { Collaboration } from '../collaboration.ts';
import { ById, items, nothing, Person, tags } from './schemas.ts';
import { Type } from 'typebox';

/** For people in a browser: programs are nowhere. */
export function presenceRoutes({
  presence,
  subscriptions,
}: Pick<Collaboration, 'presence' | 'subscriptions'>): HttpPlugin {
  return (http) => {
    http.post(
      '/api/v1/nodes/:id/presence',
      {
        schema: {
          summary: 'Say every 15 s that one looks at a folder, and hear who else does',
          tags,
          params: ById,
          response: { 200: items(Person) },
        },
      },
      async (request) => ({ items: await presence.enter(requireSession(request).actor, request.params.id) }),
    );

    http.delete(
      '/api/v1/nodes/:id/presence',
      { schema: { summary: 'Say that one looks elsewhere now', tags, params: ById, response: nothing } },
      async (request, reply) => {
        await presence.leave(requireSession(request).actor, request.params.id);
        return reply.code(204).send(null);
      },
    );

    const State = Type.Object({ subscribed: Type.Boolean() });
    http.get(
      '/api/v1/nodes/:id/subscription',
      { schema: { summary: 'Whether one follows a file or folder', tags, params: ById, response: { 200: State } } },
      async (request) => subscriptions.get(requireSession(request).actor, request.params.id),
    );

    http.put(
      '/api/v1/nodes/:id/subscription',
      { schema: { summary: 'Follow it: one is told what others change there', tags, params: ById, response: nothing } },
      async (request, reply) => {
        await subscriptions.set(requireSession(request).actor, request.params.id, true);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/nodes/:id/subscription',
      { schema: { summary: 'Follow it no longer', tags, params: ById, response: nothing } },
      async (request, reply) => {
        await subscriptions.set(requireSession(request).actor, request.params.id, false);
        return reply.code(204).send(null);
      },
    );
  };
}
