import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { eachOf } from './each-of.ts';
import { presentNode } from './present-node.ts';
import { Id, Ids, OnConflict, Results } from './schemas.ts';

const tags = ['files'];
const Transfer = Type.Object({ ids: Ids, parentId: Id, onConflict: OnConflict }, { additionalProperties: false });

/** Several files and folders at once. */
export function bulkRoutes({ nodes, contents }: Files): HttpPlugin {
  return (http) => {
    for (const mode of ['move', 'copy'] as const) {
      http.post(
        `/api/v1/nodes/${mode}`,
        {
          schema: {
            summary: `${mode === 'move' ? 'Move' : 'Copy'} into another folder`,
            tags,
            body: Transfer,
            response: { 200: Results },
          },
        },
        async (request) => {
          const actor = requireActor(request);
          const { ids, parentId, onConflict } = request.body;
          return eachOf(ids, async (id) => {
            const { name } = await nodes.get(actor, { id });
            const { node } = await nodes[mode](actor, { source: { id }, destination: { parentId, name }, onConflict });
            return { node: presentNode(contents, node) };
          });
        },
      );
    }

    http.post(
      '/api/v1/nodes/delete',
      {
        schema: {
          summary: 'Move into the trash',
          tags,
          body: Type.Object({ ids: Ids }, { additionalProperties: false }),
          response: { 200: Results },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return eachOf(request.body.ids, (id) => nodes.remove(actor, { id }));
      },
    );
  };
}
