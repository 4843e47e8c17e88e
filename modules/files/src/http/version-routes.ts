import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { presentNode } from './present-node.ts';
import { Activity, ById, Id, items, Node, pageLimit, Version } from './schemas.ts';

const tags = ['files'];
const OfVersion = Type.Object({ id: Id, version: Id });

/** What a file was, and what happened to it. */
export function versionRoutes({ versions, nodes, contents }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/versions',
      { schema: { summary: 'Past versions, newest first', tags, params: ById, response: { 200: items(Version) } } },
      async (request) => ({ items: await versions.list(requireActor(request), { id: request.params.id }) }),
    );

    http.post(
      '/api/v1/nodes/:id/versions/:version/restore',
      { schema: { summary: 'Make a past version the current one', tags, params: OfVersion, response: { 200: Node } } },
      async (request) => {
        const { id, version } = request.params;
        return presentNode(contents, await versions.restore(requireActor(request), { id }, version));
      },
    );

    http.patch(
      '/api/v1/nodes/:id/versions/:version',
      {
        schema: {
          summary: 'Name a version, which keeps it for good; null takes the name away',
          tags,
          params: OfVersion,
          body: Type.Object(
            { label: Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()]) },
            { additionalProperties: false },
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id, version } = request.params;
        await versions.label(requireActor(request), { id }, version, request.body.label);
        return reply.code(204).send(null);
      },
    );

    http.delete(
      '/api/v1/nodes/:id/versions/:version',
      { schema: { summary: 'Delete a past version', tags, params: OfVersion, response: { 204: Type.Null() } } },
      async (request, reply) => {
        const { id, version } = request.params;
        await versions.remove(requireActor(request), { id }, version);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/nodes/:id/activity',
      {
        schema: {
          summary:
            'What happened to it and, for a folder, to what lies in it; in the root of a space, to everything in that; newest first',
          tags,
          params: ById,
          querystring: Type.Object({ before: Type.Optional(Id), limit: pageLimit(50, 200) }),
          response: { 200: items(Activity) },
        },
      },
      async (request) => ({
        items: await nodes.activity(requireActor(request), request.params.id, request.query),
      }),
    );
  };
}
