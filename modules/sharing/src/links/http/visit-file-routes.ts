import { contentDisposition, sendContent, shownInline, type Files } from '@landescloud/files';
import { DomainError } from '@landescloud/kernel';
import type { HttpPlugin } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { viewOnly } from '../link-errors.ts';
import { Id } from '../../http/schemas.ts';
import type { Links } from '../links.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import { actorHere, requireReading, visitOf } from './here.ts';
import { ByToken, ByTokenAndId, Listing, PublicNode } from './link-schemas.ts';
import { publicNode } from './present-visit.ts';

const tags = ['public links'];
const config = { scope: 'any' } as const;
const base = '/api/v1/public/links/:token';

/** What visitors do with files; what they may is granted to the link. */
export function visitFileRoutes({ links, files }: { readonly links: Links; readonly files: Files }): HttpPlugin {
  const { nodes, contents } = files;

  function requireDownload(visit: LinkVisit): void {
    requireReading(visit);
    if (visit.link.viewOnly) throw viewOnly();
  }

  return (http) => {
    http.get(
      `${base}/folder`,
      {
        config,
        schema: {
          summary: 'A folder; without an id the one that the link leads to',
          tags,
          params: ByToken,
          querystring: Type.Object({
            id: Type.Optional(Id),
            offset: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
            limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }),
          }),
          response: { 200: Listing },
        },
      },
      async (request) => {
        const visit = await visitOf(links, request, request.params.token);
        const actor = await actorHere(links, visit);
        const { offset, limit } = request.query;
        const id = request.query.id ?? (await nodes.get(actor, { path: [] })).id;
        const found = await nodes.page(actor, { id, sort: 'name', descending: false, offset, limit });
        return {
          folder: publicNode(contents, found.folder),
          path: found.ancestors.map((step) => ({ id: step.id, name: step.name })),
          total: found.total,
          items: found.items.map((node) => publicNode(contents, node)),
        };
      },
    );

    http.route({
      method: ['GET', 'HEAD'],
      url: `${base}/nodes/:id/content`,
      config,
      schema: {
        summary: 'The bytes of a file, with ranges',
        tags,
        params: ByTokenAndId,
        querystring: Type.Object({ show: Type.Optional(Type.String()) }),
      },
      handler: async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        requireDownload(visit);
        const content = await contents.open(visit.actor, { id: request.params.id });
        if (request.method === 'GET') await links.visitors.noteDownload(visit, content.node);
        const shown = request.query.show === undefined ? null : shownInline(content.mime);
        return sendContent(request, reply, content, {
          'content-type': shown ?? (content.mime || 'application/octet-stream'),
          'content-disposition': contentDisposition(shown === null ? 'attachment' : 'inline', content.node.name),
          'cache-control': 'private, no-cache',
        });
      },
    });

    http.get(
      `${base}/nodes/:id/preview`,
      {
        config,
        schema: {
          summary: 'A small picture of a file; 202 while it is being made',
          tags,
          params: ByTokenAndId,
          querystring: Type.Object({
            size: Type.Union([Type.Literal('small'), Type.Literal('large')], { default: 'small' }),
            etag: Type.Optional(Type.String({ description: 'The node’s: lets the browser keep the picture' })),
          }),
        },
      },
      async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        requireReading(visit);
        const preview = await contents.preview(visit.actor, request.params.id, request.query.size);
        if (preview === null)
          throw new DomainError('NotFound', 'files.no_preview', 'There is no preview of this kind of file.');
        if (preview === 'pending')
          return reply.code(202).headers({ 'retry-after': '1', 'cache-control': 'no-store' }).send();
        const kept = request.query.etag === undefined ? 'no-cache' : 'max-age=3600';
        return reply.headers({ 'content-type': preview.mime, 'cache-control': `private, ${kept}` }).send(preview.body);
      },
    );

    http.get(
      `${base}/zip`,
      {
        exposeHeadRoute: false,
        config,
        schema: {
          summary: 'Files and folders as one zip; without ids all of it',
          tags,
          params: ByToken,
          querystring: Type.Object({
            ids: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,15}(,[1-9]\\d{0,15}){0,999}$' })),
          }),
        },
      },
      async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        requireDownload(visit);
        const place = await files.grants.place(visit.link.nodeId);
        const title = place?.name ?? visit.node.name;
        const ids = request.query.ids?.split(',').map(Number) ?? [visit.node.id];
        const { stream } = await contents.zip(visit.actor, ids);
        try {
          for (const id of ids) {
            const { name } = id === visit.node.id ? { name: title } : await nodes.get(visit.actor, { id });
            await links.visitors.noteDownload(visit, { id, name });
          }
        } catch (error) {
          stream.destroy();
          throw error;
        }
        const headers = {
          'content-type': 'application/zip',
          'content-disposition': contentDisposition('attachment', `${title}.zip`),
          'cache-control': 'no-store',
        };
        return reply.headers(headers).send(stream);
      },
    );

    http.post(
      `${base}/folders`,
      {
        config,
        schema: {
          summary: 'Makes a folder',
          tags,
          params: ByToken,
          body: Type.Object({ parentId: Type.Optional(Id), name: Type.String({ minLength: 1, maxLength: 255 }) }),
          response: { 201: PublicNode },
        },
      },
      async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        const actor = await actorHere(links, visit);
        const { name } = request.body;
        const parentId = request.body.parentId ?? (await nodes.get(actor, { path: [] })).id;
        return reply.code(201).send(publicNode(contents, await nodes.createFolder(actor, { parentId, name })));
      },
    );

    http.patch(
      `${base}/nodes/:id`,
      {
        config,
        schema: {
          summary: 'Renames a file or folder where it is',
          tags,
          params: ByTokenAndId,
          body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }) }),
          response: { 200: PublicNode },
        },
      },
      async (request) => {
        const visit = await visitOf(links, request, request.params.token);
        const actor = await actorHere(links, visit);
        const { id } = request.params;
        const { parentId } = await nodes.get(actor, { id });
        // what the link leads to keeps its name
        if (parentId === null)
          throw new DomainError('Forbidden', 'files.read_only', 'Its name is its owner’s to change.');
        const input = {
          source: { id },
          destination: { parentId, name: request.body.name },
          onConflict: 'fail' as const,
        };
        return publicNode(contents, (await nodes.move(actor, input)).node);
      },
    );

    http.delete(
      `${base}/nodes/:id`,
      {
        config,
        schema: { summary: 'Deletes a file or folder', tags, params: ByTokenAndId, response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        await nodes.remove(await actorHere(links, visit), { id: request.params.id });
        return reply.code(204).send(null);
      },
    );
  };
}
