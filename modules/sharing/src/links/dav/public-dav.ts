import {
  davOptions,
  fileMethods,
  visitedTree,
  type Files,
  type FilesCall,
  type ReleaseState,
} from '@landescloud/files';
import { DomainError, isDomainError } from '@landescloud/kernel';
import { davHandler, requestPath, type Answer, type DavLog } from '@landescloud/platform/dav';
import { registerRaw, type Http, type HttpPlugin, type HttpRequest } from '@landescloud/platform/http';
import { linkLocked, linkNotFound, viewOnly } from '../link-errors.ts';
import type { Links } from '../links.ts';
import type { LinkVisit } from '../visits/visitors.ts';
import { dropByDav } from './drop-by-dav.ts';
import { basicPair, isToken, publicAddress, type PublicAddress } from './public-address.ts';

export interface PublicDavDeps {
  readonly links: Links;
  readonly files: Files;
  readonly instanceId: string;
  readonly log: DavLog;
}

/** Public DAV as Nextcloud's clients know it: what a link leads to, with the link's rights. */
export function publicDavRoutes(deps: PublicDavDeps): HttpPlugin {
  return (http: Http) => {
    registerRaw(http, (raw) => {
      const handler = davHandler(deps.log, (request) => answer(deps, request));
      for (const method of [...fileMethods, 'POST']) {
        for (const url of [
          '/public.php/dav/files',
          '/public.php/dav/files/*',
          '/public.php/webdav',
          '/public.php/webdav/*',
        ])
          raw.route({ method, url, exposeHeadRoute: false, schema: { hide: true }, config: { scope: 'any' }, handler });
      }
    });
  };
}

async function answer(deps: PublicDavDeps, request: HttpRequest): Promise<Answer> {
  const { raw } = request;
  const method = raw.method ?? 'GET';
  if (method === 'OPTIONS') return davOptions();
  const address = publicAddress(requestPath(raw.url ?? '/'));
  if (address === null) throw linkNotFound();
  const { visit, token } = await enter(deps, request, address);
  const call: FilesCall = {
    deps,
    actor: visit.actor,
    method,
    headers: raw.headers,
    body: raw,
    root: address.root,
    path: address.path,
    inFiles: inLink(token),
  };
  if (visit.link.kind === 'uploader') return dropByDav(deps, call, visit);
  if (address.path.length === 0 && (method === 'DELETE' || method === 'MOVE'))
    throw new DomainError('Forbidden', 'files.read_only', 'What the link leads to stays where it is.');
  if (method === 'GET' || method === 'HEAD') await requireReading(deps, call, visit);
  return visitedTree(call);
}

/** Also a wrong password is 401 here: programs then ask for another. */
async function enter({ links }: PublicDavDeps, request: HttpRequest, address: PublicAddress) {
  const shown = basicPair(request.raw.headers.authorization);
  const token = address.token ?? shown?.user;
  if (token === undefined) throw linkLocked();
  if (!isToken(token)) throw linkNotFound();
  try {
    return { token, visit: await links.visitors.basic(token, shown?.password ?? '', request.ip) };
  } catch (error) {
    if (isDomainError(error) && error.code === 'sharing.link_wrong_password') throw linkLocked();
    throw error;
  }
}

/** Another link's address is as foreign as another server's. */
function inLink(token: string): FilesCall['inFiles'] {
  return (segments) => {
    const address = publicAddress(segments);
    if (address === null) return segments[0] === 'public.php' ? 'no-files' : 'foreign';
    return (address.token ?? token) === token ? address.path : 'not-theirs';
  };
}

const held: ReadonlySet<unknown> = new Set(['waiting', 'infected', 'withheld'] satisfies ReleaseState[]);

/** A file, or a folder as zip. */
async function requireReading({ files, links }: PublicDavDeps, call: FilesCall, visit: LinkVisit): Promise<void> {
  if (visit.link.viewOnly) throw viewOnly();
  if (call.method === 'HEAD') return;
  const node = await files.nodes.get(visit.actor, { path: call.path });
  // what the scanner keeps back is refused below, and is no download
  if (!held.has(node.release)) await links.visitors.noteDownload(visit, node);
}
