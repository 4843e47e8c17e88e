import { DomainError } from '@landescloud/kernel';
import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { eachOf } from './each-of.ts';
import { presentNode } from './present-node.ts';
import { Id, Ids, Offset, pageLimit, Results, Trashed } from './schemas.ts';

const tags = ['trash'];

export function trashRoutes({ trash, contents }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/trash',
      {
        schema: {
          summary: 'What was deleted, the latest first',
          tags,
          querystring: Type.Object({ spaceId: Type.Optional(Id), offset: Offset, limit: pageLimit(200, 1000) }),
          response: { 200: Type.Object({ total: Type.Integer(), items: Type.Array(Trashed) }) },
        },
      },
      async (request) => trash.list(requireActor(request), request.query),
    );

    http.post(
      '/api/v1/trash/restore',
      {
        schema: {
          summary: 'Put back',
          tags,
          body: Type.Object({ ids: Ids }, { additionalProperties: false }),
          response: { 200: Results },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return eachOf(request.body.ids, async (id) => ({
          node: presentNode(contents, await trash.restore(actor, id)),
        }));
      },
    );

    http.post(
      '/api/v1/trash/purge',
      {
        schema: {
          summary: 'Delete for good: some by id, or all (of a space)',
          tags,
          body: Type.Object(
            { ids: Type.Optional(Ids), all: Type.Optional(Type.Boolean()), spaceId: Type.Optional(Id) },
            { additionalProperties: false },
          ),
          response: { 200: Results },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { ids, all, spaceId } = request.body;
        if (ids !== undefined && all === undefined) {
          return eachOf(ids, async (id) => {
            await trash.purge(actor, id);
            return {};
          });
        }
        if (all !== true || ids !== undefined) {
          throw new DomainError('Invalid', 'files.purge_unclear', 'Say either which (ids) or all: true.');
        }
        await trash.empty(actor, spaceId);
        return { results: [] };
      },
    );
  };
}
