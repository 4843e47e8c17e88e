import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { presentLocated } from './present-node.ts';
import { Id, items, Located, pageLimit } from './schemas.ts';

const tags = ['files'];

/** Files wherever they are: by name, by favour, by time. */
export function findRoutes({ nodes, contents }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/search',
      {
        schema: {
          summary: 'Files and folders by a part of their name',
          tags,
          querystring: Type.Object({
            q: Type.String({ minLength: 1, maxLength: 255 }),
            kind: Type.Optional(Type.Union([Type.Literal('file'), Type.Literal('folder')])),
            within: Type.Optional(Id),
            limit: pageLimit(100, 500),
          }),
          response: { 200: items(Located) },
        },
      },
      async (request) => {
        const { q, kind, within, limit } = request.query;
        const found = await nodes.search(requireActor(request), {
          text: q,
          limit,
          ...(kind === undefined ? {} : { kind }),
          ...(within === undefined ? {} : { within: { id: within } }),
        });
        return presentLocated(contents, found);
      },
    );

    http.get(
      '/api/v1/favourites',
      { schema: { summary: 'What one marked as a favourite', tags, response: { 200: items(Located) } } },
      async (request) => presentLocated(contents, await nodes.favourites(requireActor(request))),
    );

    http.get(
      '/api/v1/recent',
      {
        schema: {
          summary: 'What one wrote last',
          tags,
          querystring: Type.Object({ limit: pageLimit(50, 500) }),
          response: { 200: items(Located) },
        },
      },
      async (request) => presentLocated(contents, await nodes.recent(requireActor(request), request.query.limit)),
    );
  };
}
