import { requireSession, requireStepUp } from '@landescloud/platform/auth';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Sources } from '../sources/sources.ts';
import { Key, Name } from './schemas.ts';
import { ById, Secret, Settings, Source, SourceKind, TestResult } from './source-schemas.ts';
import { sourceRunRoutes } from './source-run-routes.ts';
import { sourceTokenRoutes } from './source-token-routes.ts';
import { sourceUploadRoutes } from './source-upload-routes.ts';

const New = Type.Object(
  {
    organisationKey: Key,
    kind: SourceKind,
    name: Name,
    settings: Type.Optional(Settings),
    secret: Type.Optional(Secret),
  },
  { additionalProperties: false },
);
const Update = Type.Object(
  {
    name: Type.Optional(Name),
    enabled: Type.Optional(Type.Boolean()),
    settings: Type.Optional(Settings),
    secret: Type.Optional(Type.Union([Secret, Type.Null()])),
  },
  { additionalProperties: false },
);
const Test = Type.Object(
  { settings: Type.Optional(Settings), secret: Type.Optional(Secret) },
  { additionalProperties: false },
);
const tags = ['sources'];

/** Sources of people, for whoever administers their organisation, in the browser. */
export function sourceRoutes(sources: Sources): HttpPlugin {
  return async (http) => {
    http.get(
      '/api/v1/sources',
      {
        schema: {
          summary: 'Sources of people',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Source) }) },
        },
      },
      async (request) => ({ items: await sources.list(requireSession(request).actor) }),
    );

    http.post(
      '/api/v1/sources',
      { schema: { summary: 'Add a source', tags, body: New, response: { 201: Source } } },
      async (request, reply) => reply.code(201).send(await sources.add(requireStepUp(request).actor, request.body)),
    );

    http.get(
      '/api/v1/sources/:id',
      { schema: { summary: 'One source', tags, params: ById, response: { 200: Source } } },
      async (request) => sources.get(requireSession(request).actor, request.params.id),
    );

    http.patch(
      '/api/v1/sources/:id',
      { schema: { summary: 'Change a source', tags, params: ById, body: Update, response: { 200: Source } } },
      async (request) => sources.update(requireStepUp(request).actor, request.params.id, request.body),
    );

    http.delete(
      '/api/v1/sources/:id',
      {
        schema: { summary: 'Remove a source; its people stay', tags, params: ById, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        await sources.remove(requireStepUp(request).actor, request.params.id);
        return reply.code(204).send(null);
      },
    );

    http.post(
      '/api/v1/sources/:id/test',
      {
        schema: {
          summary: 'The first people as they would be taken over, with settings that need not be kept',
          tags,
          params: ById,
          body: Test,
          response: { 200: TestResult },
        },
      },
      async (request) => sources.test(requireStepUp(request).actor, request.params.id, request.body),
    );

    await sourceRunRoutes(sources)(http);
    await sourceTokenRoutes(sources)(http);
    await http.register(sourceUploadRoutes(sources));
  };
}
