import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { presentNode, presentNodes } from './present-node.ts';
import { ById, Id, Name, Node, NodePage, Offset, pageLimit } from './schemas.ts';

const tags = ['files'];
const Order = {
  sort: Type.Union(
    (['name', 'size', 'mtime', 'kind'] as const).map((key) => Type.Literal(key)),
    { default: 'name' },
  ),
  order: Type.Union([Type.Literal('asc'), Type.Literal('desc')], { default: 'asc' }),
  filter: Type.Optional(Type.String({ maxLength: 255 })),
};
const NewName = Type.Object({ name: Name }, { additionalProperties: false });

/** Looking at files and folders, and making new ones. */
export function nodeRoutes({ nodes, contents }: Files): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/root',
      { schema: { summary: 'The folder that holds everything one has', tags, response: { 200: Node } } },
      async (request) => presentNode(contents, await nodes.get(requireActor(request), { path: [] })),
    );

    http.get(
      '/api/v1/nodes/resolve',
      {
        schema: {
          summary: 'What is at a path below the root',
          tags,
          querystring: Type.Object({ path: Type.String({ maxLength: 8192 }) }),
          response: { 200: Node },
        },
      },
      async (request) => {
        const path = request.query.path.split('/').filter((name) => name !== '');
        return presentNode(contents, await nodes.get(requireActor(request), { path }));
      },
    );

    http.get(
      '/api/v1/nodes/:id',
      { schema: { summary: 'A file or folder', tags, params: ById, response: { 200: Node } } },
      async (request) => presentNode(contents, await nodes.get(requireActor(request), { id: request.params.id })),
    );

    http.get(
      '/api/v1/nodes/:id/children',
      {
        schema: {
          summary: 'A window of a folder, sorted; folders come first',
          tags,
          params: ById,
          querystring: Type.Object({ ...Order, offset: Offset, limit: pageLimit(200, 1000) }),
          response: { 200: NodePage },
        },
      },
      async (request) => {
        const { offset, limit } = request.query;
        const input = { ...pageOrder(request.params.id, request.query), offset, limit };
        const page = await nodes.page(requireActor(request), input);
        return {
          ...page,
          folder: presentNode(contents, page.folder),
          items: presentNodes(contents, page.items),
        };
      },
    );

    http.get(
      '/api/v1/nodes/:id/children/ids',
      {
        schema: {
          summary: 'The ids of all that a folder lists, in the same order',
          tags,
          params: ById,
          querystring: Type.Object(Order),
          response: { 200: Type.Object({ ids: Type.Array(Id) }) },
        },
      },
      async (request) => ({
        ids: await nodes.pageIds(requireActor(request), pageOrder(request.params.id, request.query)),
      }),
    );

    http.post(
      '/api/v1/nodes/:id/folders',
      { schema: { summary: 'Make a folder', tags, params: ById, body: NewName, response: { 201: Node } } },
      async (request, reply) => {
        const place = { parentId: request.params.id, name: request.body.name };
        const folder = await nodes.createFolder(requireActor(request), place);
        reply.code(201);
        return presentNode(contents, folder);
      },
    );

    http.post(
      '/api/v1/nodes/:id/files',
      { schema: { summary: 'Make an empty file', tags, params: ById, body: NewName, response: { 201: Node } } },
      async (request, reply) => {
        const { node } = await contents.write(requireActor(request), {
          place: { parentId: request.params.id, name: request.body.name },
          onConflict: 'fail',
          source: nothing(),
          length: 0,
          checksums: [],
        });
        reply.code(201);
        return presentNode(contents, node);
      },
    );

    http.patch(
      '/api/v1/nodes/:id',
      {
        schema: {
          summary: 'Rename, or mark as a favourite',
          tags,
          params: ById,
          body: Type.Object(
            { name: Type.Optional(Name), favourite: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: Node },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const source = { id: request.params.id };
        const { name, favourite } = request.body;
        if (name !== undefined) {
          const { parentId } = await nodes.get(actor, source);
          // A space's folder has no parent; it may be called otherwise in one's own root.
          const destination = parentId === null ? { path: [name] } : { parentId, name };
          await nodes.move(actor, { source, destination, onConflict: 'fail' });
        }
        if (favourite !== undefined) await nodes.setFavourite(actor, source, favourite);
        return presentNode(contents, await nodes.get(actor, source));
      },
    );
  };
}

interface OrderQuery {
  readonly sort: 'name' | 'size' | 'mtime' | 'kind';
  readonly order: 'asc' | 'desc';
  readonly filter?: string;
}

function pageOrder(id: number, { sort, order, filter }: OrderQuery) {
  const base = { id, sort, descending: order === 'desc' };
  return filter === undefined || filter === '' ? base : { ...base, filter };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
