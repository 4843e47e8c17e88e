import { DomainError } from '@landescloud/kernel';
import { requireScope } from '@landescloud/platform/auth';
import type { Http, HttpPlugin, HttpRequest } from '@landescloud/platform/http';
import {
  inFilesOf,
  requestAddress,
  type Answer,
  type DavAddress,
  type DavCall,
  type DavDependencies,
  type Handler,
} from './dav-call.ts';
import { davHandler, type DavLog } from './dav-handler.ts';
import { options, davMethods } from './methods/options.ts';
import { filesTree } from './trees/files-tree.ts';
import { commentsTree } from './comments/comments-tree.ts';
import { rootTree } from './trees/root-tree.ts';
import { trashbinTree } from './trees/trashbin-tree.ts';
import { uploadsTree } from './trees/uploads-tree.ts';
import { versionsTree } from './trees/versions-tree.ts';

export interface DavRouteDependencies extends DavDependencies {
  readonly log: DavLog;
}

const trees: ReadonlyMap<string, Handler> = new Map([
  ['files', filesTree],
  ['uploads', uploadsTree],
  ['trashbin', trashbinTree],
  ['versions', versionsTree],
  ['comments', commentsTree],
  ['', rootTree],
]);

/** WebDAV under `/remote.php/`. To be registered by `registerRaw`: bodies are streams. */
export function davRoutes(deps: DavRouteDependencies): HttpPlugin {
  return (http: Http) => {
    const handle = davHandler(deps.log, (request) => answer(deps, request));
    // One route for each method, so that each is measured apart.
    for (const method of [...davMethods, 'POST']) {
      for (const url of ['/remote.php/dav', '/remote.php/dav/*', '/remote.php/webdav', '/remote.php/webdav/*']) {
        http.route({
          method,
          url,
          exposeHeadRoute: false,
          schema: { hide: true },
          config: { scope: 'any' },
          handler: handle,
        });
      }
    }
  };
}

async function answer(deps: DavDependencies, request: HttpRequest): Promise<Answer> {
  const { raw } = request;
  const method = raw.method ?? 'GET';
  if (method === 'OPTIONS') return options();
  const { actor } = request;
  if (actor === null)
    throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in with your login and an app password.');
  const address = requestAddress(raw.url ?? '/');
  const tree = address === null ? undefined : trees.get(address.tree);
  if (address !== null && !isDiscovery(address, method)) requireScope(request, 'files');
  if (address === null || tree === undefined || (address.login ?? actor.login) !== actor.login) {
    throw new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
  }
  const call: DavCall = {
    deps,
    actor,
    method,
    headers: raw.headers,
    body: raw,
    root: address.root,
    path: address.path,
    inFiles: inFilesOf(actor.login),
  };
  return tree(call);
}

/** What every program asks to find its way, whatever it is for. */
function isDiscovery({ tree, path }: DavAddress, method: string): boolean {
  return tree === '' && method !== 'SEARCH' && (path.length === 0 || path[0] === 'principals');
}
