import { requireActor, type HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { ById, Window } from '../../http/schemas.ts';
import type { Links } from '../links.ts';
import { Link, LinkChange, LinksOfNode, LinkUse, NewLink, OwnLinks, SeenByLinks } from './link-schemas.ts';

const tags = ['links'];

/** Public links, for those who make them. */
export function linkRoutes(links: Links): HttpPlugin {
  return (http) => {
    http.get(
      '/api/v1/nodes/:id/links',
      { schema: { summary: 'The public links to a node', tags, params: ById, response: { 200: LinksOfNode } } },
      async (request) => links.list(requireActor(request), request.params.id),
    );
    http.get(
      '/api/v1/nodes/:id/seen-by-links',
      {
        schema: {
          summary: 'Public links whose visitors see what comes to lie in a folder, on it or above it',
          tags,
          params: ById,
          response: { 200: SeenByLinks },
        },
      },
      async (request) => ({ items: await links.seenBy(requireActor(request), request.params.id) }),
    );
    http.post(
      '/api/v1/nodes/:id/links',
      { schema: { summary: 'Makes a public link', tags, params: ById, body: NewLink, response: { 201: Link } } },
      async (request, reply) =>
        reply.code(201).send(await links.make(requireActor(request), request.params.id, request.body)),
    );
    http.get(
      '/api/v1/links',
      {
        schema: {
          summary: 'The public links that one has made, newest first',
          tags,
          querystring: Window,
          response: { 200: OwnLinks },
        },
      },
      async (request) => links.page(requireActor(request), request.query),
    );
    http.patch(
      '/api/v1/links/:id',
      { schema: { summary: 'Changes a public link', tags, params: ById, body: LinkChange, response: { 200: Link } } },
      async (request) => links.change(requireActor(request), request.params.id, request.body),
    );
    http.delete(
      '/api/v1/links/:id',
      { schema: { summary: 'Withdraws a public link', tags, params: ById, response: { 204: Type.Null() } } },
      async (request, reply) => {
        await links.withdraw(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
    http.get(
      '/api/v1/links/:id/use',
      {
        schema: {
          summary: 'Who came by a public link, and what they fetched or handed in',
          tags,
          params: ById,
          response: { 200: LinkUse },
        },
      },
      async (request) => links.use(requireActor(request), request.params.id),
    );
  };
}
