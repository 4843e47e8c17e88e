import { tusRoutes } from '@landescloud/files';
import type { DavLog } from '@landescloud/platform/dav';
import type { HttpPlugin } from '@landescloud/platform/http';
import { publicDavRoutes } from '../dav/public-dav.ts';
import { actorHere, visitOf } from './here.ts';
import { linkRoutes } from './link-routes.ts';
import { visitFileRoutes } from './visit-file-routes.ts';
import { visitPageRoutes } from './visit-page-routes.ts';
import { visitRoutes, type VisitRouteDeps } from './visit-routes.ts';

export interface LinkHttpDeps extends VisitRouteDeps {
  readonly instanceId: string;
  readonly log: DavLog;
}

/** Public links: managing them, and every way in for who has one. */
export function linksHttp(deps: LinkHttpDeps): HttpPlugin {
  const { links, files } = deps;
  const uploads = tusRoutes(files, {
    address: '/api/v1/public/links/:token/uploads',
    config: { scope: 'any' },
    actorOf: async (request) => {
      const { token } = request.params as { token: string };
      return actorHere(links, await visitOf(links, request, token));
    },
  });
  return async (http) => {
    const visiting = [visitRoutes(deps), visitFileRoutes(deps), visitPageRoutes(deps)];
    for (const routes of [linkRoutes(links), ...visiting, uploads, publicDavRoutes(deps)]) await routes(http);
  };
}
