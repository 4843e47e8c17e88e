import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { DomainError } from '@landescloud/kernel';
import { requireScope } from '@landescloud/platform/auth';
import { davErrorAnswer } from '@landescloud/platform/dav';
import type { Http, HttpPlugin, HttpReply, HttpRequest } from '@landescloud/platform/http';
import {
  requestAddress,
  xmlType,
  type Answer,
  type DavAddress,
  type DavCall,
  type DavDependencies,
  type Handler,
} from './dav-call.ts';
import { options, davMethods } from './methods/options.ts';
import { filesTree } from './trees/files-tree.ts';
import { rootTree } from './trees/root-tree.ts';
import { trashbinTree } from './trees/trashbin-tree.ts';
import { uploadsTree } from './trees/uploads-tree.ts';
import { versionsTree } from './trees/versions-tree.ts';

export interface DavRouteDependencies extends DavDependencies {
  readonly log: { error(fields: object, message: string): void };
}

const trees: ReadonlyMap<string, Handler> = new Map([
  ['files', filesTree],
  ['uploads', uploadsTree],
  ['trashbin', trashbinTree],
  ['versions', versionsTree],
  ['', rootTree],
]);

/** WebDAV under `/remote.php/`. To be registered by `registerRaw`: bodies are streams. */
export function davRoutes(deps: DavRouteDependencies): HttpPlugin {
  return (http: Http) => {
    const handle = (request: HttpRequest, reply: HttpReply): void => {
      answer(deps, request)
        .catch((error: unknown) => failure(deps, request, error))
        .then((result) => send(request, reply, result))
        .catch((error: unknown) => {
          deps.log.error({ request: request.id, method: request.raw.method, err: error }, 'could not answer');
          reply.raw.destroy();
        });
    };
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
  };
  return tree(call);
}

/** What every program asks to find its way, whatever it is for. */
function isDiscovery({ tree, path }: DavAddress, method: string): boolean {
  return tree === '' && method !== 'SEARCH' && (path.length === 0 || path[0] === 'principals');
}

function failure(deps: DavRouteDependencies, request: HttpRequest, error: unknown): Answer {
  const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
  const { status, body, occurrence } = davErrorAnswer(error, path);
  if (occurrence !== null && !isGone(request.raw))
    deps.log.error({ request: request.id, occurrence, method: request.raw.method, err: error }, 'unexpected error');
  const headers: Record<string, string> = { 'content-type': xmlType };
  if (status === 401) headers['www-authenticate'] = 'Basic realm="Landescloud", charset="UTF-8"';
  if (status === 405) headers.allow = davMethods.join(', ');
  if (status === 503 || status === 429) headers['retry-after'] = '5';
  return { status, headers, body };
}

/** The connection broke while the body was read: nobody is left to answer, and nothing went wrong here. */
function isGone(raw: IncomingMessage): boolean {
  return raw.destroyed && !raw.complete;
}

/**
 * Past the framework's own sending, which costs a poll more than its answer, and which forgets the length that HEAD
 * announces. Headers that hold for every answer are on the reply already.
 */
function send(request: HttpRequest, reply: HttpReply, answer: Answer): void {
  const { status, headers } = answer;
  const body = encoded(answer.body);
  reply.hijack();
  const { raw } = reply;
  const bodiless = request.raw.method === 'HEAD' || status === 204 || status === 304;
  const length = body instanceof Readable || bodiless ? {} : { 'content-length': Buffer.byteLength(body) };
  raw.writeHead(status, { ...reply.getHeaders(), ...length, ...headers } as OutgoingHttpHeaders);
  if (!(body instanceof Readable)) raw.end(bodiless ? undefined : body);
  else if (bodiless) {
    body.destroy();
    raw.end();
  }
  // Where the content breaks off, only a broken connection tells the client.
  else pipeline(body, raw, () => undefined);
}

/** Long texts as bytes: encoding them at once is many times quicker than leaving it to the socket. */
function encoded(body: Answer['body'] = ''): NonNullable<Answer['body']> {
  return typeof body === 'string' && body.length > 4096 ? Buffer.from(body) : body;
}
