import { tusRoutes, type Files } from '@landescloud/files';
import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import type { Requests } from '../requests/requests.ts';
import { ById } from './handover-schemas.ts';
import {
  NewRequest,
  Reminded,
  Reminder,
  RequestChange,
  RequestDetails,
  RequestPage,
  RequestQuery,
  TokenOf,
} from './request-schemas.ts';
import { requestVisitRoutes } from './request-visit-routes.ts';

const tags = ['file requests'];

/** File requests under /api/v1/requests, and for who is asked under /api/v1/public/requests. */
export function requestRoutes({ requests, files }: { readonly requests: Requests; readonly files: Files }): HttpPlugin {
  const uploads = tusRoutes(files, {
    address: '/api/v1/public/requests/:token/uploads',
    config: { scope: 'any' },
    actorOf: (request) => requests.visits.actor((request.params as { token: string }).token),
  });

  return async (http) => {
    http.get(
      '/api/v1/requests',
      {
        schema: { summary: 'What one has asked for', tags, querystring: RequestQuery, response: { 200: RequestPage } },
      },
      async (request) => {
        const { state, offset, limit } = request.query;
        const isOpen = state === undefined ? null : state === 'open';
        return requests.list(requireActor(request), { isOpen, offset, limit }) as Promise<never>;
      },
    );

    http.post(
      '/api/v1/requests',
      { schema: { summary: 'Ask people for files', tags, body: NewRequest, response: { 201: RequestDetails } } },
      async (request, reply) =>
        reply.code(201).send((await requests.make(requireSession(request).actor, request.body)) as never),
    );

    const one = { tags, params: ById };
    http.get(
      '/api/v1/requests/:id',
      { schema: { summary: 'What has come and what is missing', ...one, response: { 200: RequestDetails } } },
      async (request) => requests.get(requireActor(request), request.params.id) as Promise<never>,
    );

    http.patch(
      '/api/v1/requests/:id',
      {
        schema: {
          summary: 'Another date, message or reminder; who has something missing is told',
          ...one,
          body: RequestChange,
          response: { 200: RequestDetails },
        },
      },
      async (request) =>
        requests.change(requireSession(request).actor, request.params.id, request.body) as Promise<never>,
    );

    http.post(
      '/api/v1/requests/:id/close',
      { schema: { summary: 'Take nothing any more', ...one, response: { 200: RequestDetails } } },
      async (request) => requests.close(requireSession(request).actor, request.params.id) as Promise<never>,
    );

    http.post(
      '/api/v1/requests/:id/remind',
      { schema: { summary: 'Remind who has something missing', ...one, body: Reminder, response: { 200: Reminded } } },
      async (request) => {
        const { actor } = requireSession(request);
        return { told: await requests.remind(actor, request.params.id, request.body.recipients) };
      },
    );

    http.get(
      '/api/v1/requests/for/:id',
      { schema: { summary: 'One’s own way to what one is asked for', ...one, response: { 200: TokenOf } } },
      async (request) => ({ token: await requests.visits.tokenFor(requireSession(request).actor, request.params.id) }),
    );

    await requestVisitRoutes(requests.visits)(http);
    await uploads(http);
  };
}
