import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Tags } from '../tags/tags.ts';
import { ById, closed, Id, items, nothing, tags as about } from './schemas.ts';

const Name = Type.String({ maxLength: 200 });
const Tagged = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('file'), Type.Literal('folder')]),
  mime: Type.String(),
  path: Type.Array(Type.String()),
});
const Tag = Type.Object({ id: Id, name: Type.String() });

export function tagRoutes(tags: Tags): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/tags',
      { schema: { summary: 'Tags of a file or folder', tags: about, params: ById, response: { 200: items(Tag) } } },
      async (request) => ({ items: await tags.of(requireActor(request), request.params.id) }),
    );

    http.post(
      '/api/v1/nodes/:id/tags',
      {
        schema: {
          summary: 'Tag a file or folder',
          tags: about,
          params: ById,
          body: Type.Object({ name: Name }, closed),
          response: { 201: Tag },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await tags.put(requireActor(request), request.params.id, request.body.name)),
    );

    http.delete(
      '/api/v1/nodes/:id/tags/:tag',
      {
        schema: {
          summary: 'Take a tag off',
          tags: about,
          params: Type.Object({ id: Id, tag: Id }),
          response: nothing,
        },
      },
      async (request, reply) => {
        await tags.take(requireActor(request), request.params.id, request.params.tag);
        return reply.code(204).send(null);
      },
    );

    http.get(
      '/api/v1/tags',
      {
        schema: {
          summary: 'Tags of one’s spaces that begin like that, the usual ones first',
          tags: about,
          querystring: Type.Object({ q: Type.String({ maxLength: 100, default: '' }) }),
          response: { 200: items(Tag) },
        },
      },
      async (request) => ({ items: await tags.suggest(requireActor(request), request.query.q) }),
    );

    http.get(
      '/api/v1/tags/nodes',
      {
        schema: {
          summary: 'What has a tag in one’s spaces',
          tags: about,
          querystring: Type.Object({ name: Name }),
          response: { 200: items(Tagged) },
        },
      },
      async (request) => ({ items: await tags.nodes(requireActor(request), request.query.name) }),
    );
  };
}
