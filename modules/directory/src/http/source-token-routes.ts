import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Sources } from '../sources/sources.ts';
import { ById, ByToken, Source, Token } from './source-schemas.ts';

const New = Type.Object({ label: Type.String({ minLength: 1, maxLength: 100 }) }, { additionalProperties: false });
const Made = Type.Object({ ...Token.properties, token: Type.String() });
const tags = ['sources'];

export function sourceTokenRoutes(sources: Sources): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/sources/:id/tokens',
      {
        schema: {
          summary: 'What SCIM clients sign in with',
          tags,
          params: ById,
          response: { 200: Type.Object({ items: Type.Array(Token) }) },
        },
      },
      async (request) => ({ items: await sources.tokens(requireSession(request).actor, request.params.id) }),
    );

    http.post(
      '/api/v1/sources/:id/token',
      {
        schema: {
          summary: 'Make a token; it is shown this once',
          tags,
          params: ById,
          body: New,
          response: { 201: Made },
        },
      },
      async (request, reply) => {
        const { actor } = requireStepUp(request);
        return reply.code(201).send(await sources.createToken(actor, request.params.id, request.body.label));
      },
    );

    http.post(
      '/api/v1/sources/:id/allow-leaving',
      {
        schema: {
          summary: 'For a day, let a SCIM client deactivate more people than the brake lets through',
          tags,
          params: ById,
          response: { 200: Source },
        },
      },
      async (request) => sources.allowLeaving(requireStepUp(request).actor, request.params.id),
    );

    http.delete(
      '/api/v1/sources/:id/tokens/:token',
      { schema: { summary: 'End a token at once', tags, params: ByToken, response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { id, token } = request.params;
        await sources.revokeToken(requireStepUp(request).actor, id, token);
        return reply.code(204).send(null);
      },
    );
  };
}
