import { requireSession } from '@landescloud/platform/auth';
import { requireActor } from '@landescloud/platform/http';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Directory } from '../directory.ts';
import { Key, Kind, Name, Organisation } from './schemas.ts';

const New = Type.Object(
  {
    key: Key,
    name: Name,
    kind: Type.Optional(Kind),
    parentKey: Type.Optional(Type.Union([Key, Type.Null()])),
  },
  { additionalProperties: false },
);
const tags = ['organisations'];

export function organisationRoutes({ organisations }: Directory): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/organisations',
      {
        schema: {
          summary: 'All organisations',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Organisation) }) },
        },
      },
      async (request) => ({ items: await organisations.list(requireActor(request)) }),
    );

    http.post(
      '/api/v1/organisations',
      { schema: { summary: 'Add an organisation', tags, body: New, response: { 201: Organisation } } },
      async (request, reply) =>
        reply.code(201).send(await organisations.add(requireSession(request).actor, request.body)),
    );

    http.get(
      '/api/v1/organisations/:key',
      {
        schema: {
          summary: 'One organisation',
          tags,
          params: Type.Object({ key: Key }),
          response: { 200: Organisation },
        },
      },
      async (request) => organisations.get(requireActor(request), request.params.key),
    );
  };
}
