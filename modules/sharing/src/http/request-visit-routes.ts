import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { RequestVisits } from '../requests/request-visits.ts';
import { Token } from './handover-schemas.ts';
import { Answered, Done, RequestVisit } from './request-schemas.ts';

const tags = ['file requests'];
/** Whoever has the link need not be signed in. The token is too long to be guessed; the limit keeps the noise down. */
const config = { scope: 'any', perAddressAndMinute: 120 } as const;

export function requestVisitRoutes(visits: RequestVisits): HttpPlugin {
  const quiet = (reply: HttpReply) =>
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');

  return (http) => {
    const one = { tags, params: Token };
    const address = '/api/v1/public/requests/:token';

    http.get(
      address,
      { config, schema: { summary: 'What one is asked for', ...one, response: { 200: RequestVisit } } },
      async (request, reply) => {
        quiet(reply);
        return (await visits.look(request.params.token)) as never;
      },
    );

    http.post(
      `${address}/begin`,
      { config, schema: { summary: 'Begin to put files together', ...one, response: { 200: RequestVisit } } },
      async (request, reply) => {
        quiet(reply);
        return (await visits.begin(request.params.token)) as never;
      },
    );

    http.post(
      `${address}/submit`,
      { config, schema: { summary: 'Hand in what was put together', ...one, response: { 200: Answered } } },
      async (request, reply) => {
        quiet(reply);
        const { visit, receipt } = await visits.submit(request.params.token);
        return { request: visit, receipt } as never;
      },
    );

    http.post(
      `${address}/done`,
      { config, schema: { summary: 'Nothing more is to come', ...one, body: Done, response: { 200: RequestVisit } } },
      async (request, reply) => {
        quiet(reply);
        return (await visits.setDone(request.params.token, request.body.done)) as never;
      },
    );

    http.delete(
      `${address}/files/:id`,
      {
        config,
        schema: {
          summary: 'Take a file out again before it is handed in',
          tags,
          params: Type.Object({
            ...Token.properties,
            id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
          }),
          response: { 200: RequestVisit },
        },
      },
      async (request, reply) => {
        quiet(reply);
        return (await visits.removeFile(request.params.token, request.params.id)) as never;
      },
    );
  };
}
