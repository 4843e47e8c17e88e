import { DomainError } from '@landescloud/kernel';
import { type HttpPlugin, requireActor } from '@landescloud/platform/http';
import { Type } from 'typebox';
import type { Files } from '../files.ts';
import { contentDisposition } from './content-disposition.ts';
import { ById, Id } from './schemas.ts';
import { sendContent } from './send-content.ts';
import { shownInline } from './shown-inline.ts';

const tags = ['contents'];

export function contentRoutes({ contents }: Files): HttpPlugin {
  return (http) => {
    http.route({
      method: ['GET', 'HEAD'],
      url: '/api/v1/nodes/:id/content',
      schema: {
        summary: 'The bytes of a file, with ranges; kinds that could carry scripts come as attachments',
        tags,
        params: ById,
        querystring: Type.Object({ download: Type.Optional(Type.String()), version: Type.Optional(Id) }),
      },
      handler: async (request, reply) => {
        const { download, version } = request.query;
        const options = version === undefined ? {} : { versionId: version };
        const content = await contents.open(requireActor(request), { id: request.params.id }, options);
        const shown = download === undefined ? shownInline(content.mime) : null;
        return sendContent(request, reply, content, {
          'content-type': shown ?? (content.mime || 'application/octet-stream'),
          'content-disposition': contentDisposition(shown === null ? 'attachment' : 'inline', content.node.name),
          'cache-control': 'private, no-cache',
        });
      },
    });

    http.get(
      '/api/v1/nodes/:id/preview',
      {
        schema: {
          summary: 'A small picture of a file; 202 while it is being made',
          tags,
          params: ById,
          querystring: Type.Object({
            size: Type.Union([Type.Literal('small'), Type.Literal('large')], { default: 'small' }),
            version: Type.Optional(Id),
            etag: Type.Optional(Type.String({ description: 'The node’s: lets the browser keep the picture' })),
          }),
        },
      },
      async (request, reply) => {
        const { size, version, etag } = request.query;
        const preview = await contents.preview(requireActor(request), request.params.id, size, version);
        if (preview === null) {
          throw new DomainError('NotFound', 'files.no_preview', 'There is no preview of this kind of file.');
        }
        if (preview === 'pending') {
          return reply.code(202).headers({ 'retry-after': '1', 'cache-control': 'no-store' }).send();
        }
        const kept = etag === undefined && version === undefined ? 'no-cache' : 'max-age=31536000, immutable';
        return reply.headers({ 'content-type': preview.mime, 'cache-control': `private, ${kept}` }).send(preview.body);
      },
    );

    http.get(
      '/api/v1/nodes/zip',
      {
        exposeHeadRoute: false,
        schema: {
          summary: 'Files and folders as one zip',
          tags,
          querystring: Type.Object({ ids: Type.String({ pattern: '^[1-9]\\d{0,15}(,[1-9]\\d{0,15}){0,999}$' }) }),
        },
      },
      async (request, reply) => {
        const ids = request.query.ids.split(',').map(Number);
        const { filename, stream } = await contents.zip(requireActor(request), ids);
        const headers = {
          'content-type': 'application/zip',
          'content-disposition': contentDisposition('attachment', filename),
          'cache-control': 'no-store',
        };
        return reply.headers(headers).send(stream);
      },
    );
  };
}
