import type { Files, Page } from '@landescloud/files';
import { DomainError } from '@landescloud/kernel';
import type { HttpPlugin, HttpReply } from '@landescloud/platform/http';
import { Type } from 'typebox';
import { downloadsUsedUp } from '../link-errors.ts';
import type { Links } from '../links.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import { requireReading, visitOf } from './here.ts';
import { ByTokenAndId, ByTokenIdAndPage, Pages } from './link-schemas.ts';

const tags = ['public links'];
/** Each page is work for the server once: a whole office may read on, a program not ask for all there is. */
const config = { scope: 'any', perAddressAndMinute: 600 } as const;
const base = '/api/v1/public/links/:token/nodes/:id/pages';

/** How visitors read what they may not download, or need not. */
export function visitPageRoutes({ links, files }: { readonly links: Links; readonly files: Files }): HttpPlugin {
  const { contents } = files;

  /** Who reads everything has it as who downloads it: where these are counted, they are used up for both. */
  function requirePages(visit: LinkVisit): void {
    requireReading(visit);
    const { viewOnly, downloadLimit, downloadCount } = visit.link;
    if (!viewOnly && downloadLimit !== null && downloadCount >= downloadLimit) throw downloadsUsedUp();
  }

  async function pageOf(
    request: Parameters<typeof visitOf>[1],
    params: { readonly token: string; readonly id: number; readonly page: number },
  ): Promise<Page | 'pending' | null> {
    const visit = await visitOf(links, request, params.token);
    requirePages(visit);
    return contents.page(visit.actor, params.id, params.page);
  }

  return (http) => {
    http.get(
      base,
      {
        config,
        schema: {
          summary: 'How many pages of a file can be read; 202 while they are being made',
          tags,
          params: ByTokenAndId,
          response: { 200: Pages, 202: Type.Null() },
        },
      },
      async (request, reply) => {
        const visit = await visitOf(links, request, request.params.token);
        requirePages(visit);
        const pages = await contents.pages(visit.actor, request.params.id);
        if (pages === null) throw noPages();
        if (pages === 'pending') return pending(reply).send(null);
        return reply.header('cache-control', 'no-store').send(pages);
      },
    );

    http.get(
      `${base}/:page`,
      {
        config,
        schema: {
          summary: 'The picture of a page; 202 while it is being made',
          tags,
          params: ByTokenIdAndPage,
          querystring: Type.Object({ etag: Type.Optional(Type.String()) }),
        },
      },
      async (request, reply) => {
        const page = await pageOf(request, request.params);
        if (page === 'pending') return pending(reply).send();
        if (page === null || page.picture === null) throw noPages();
        const kept = request.query.etag === undefined ? 'no-cache' : 'max-age=3600';
        return reply.headers({ 'content-type': 'image/webp', 'cache-control': `private, ${kept}` }).send(page.picture);
      },
    );

    http.get(
      `${base}/:page/text`,
      {
        config,
        schema: {
          summary: 'What is written on a page; 202 while it is being read',
          tags,
          params: ByTokenIdAndPage,
        },
      },
      async (request, reply) => {
        const page = await pageOf(request, request.params);
        if (page === 'pending') return pending(reply).send();
        if (page === null || page.words === null) throw noPages();
        const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
        return reply.headers(headers).send(page.words);
      },
    );
  };
}

function pending(reply: HttpReply): HttpReply {
  return reply.code(202).headers({ 'retry-after': '1', 'cache-control': 'no-store' });
}

function noPages(): DomainError {
  return new DomainError('NotFound', 'files.no_preview', 'There is no preview of this kind of file.');
}
