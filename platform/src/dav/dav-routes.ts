import { DomainError } from '@landescloud/kernel';
import { encodePath } from '@landescloud/webdav-xml';
import { requireScope } from '../auth/index.ts';
import { registerRaw, type Http, type HttpPlugin, type HttpRequest } from '../http/index.ts';
import type { Answer, DavCall, Handler } from './answer.ts';
import { davHandler, type DavLog } from './dav-handler.ts';
import { byMethod } from './method-table.ts';
import { davMethods } from './methods.ts';
import { collection, plainPropfind, type PlainResource } from './plain-resource.ts';
import { aboutActor } from './principals/principal.ts';
import type { PrincipalsDependencies } from './principals/principal-lookup.ts';
import { principalsTree } from './principals/principals-tree.ts';
import { requestPath } from './raw-path.ts';
import { davRoot, treeFinder, type DavTree, type FindTree } from './tree.ts';

export interface DavDependencies {
  readonly trees: readonly DavTree[];
  readonly principals: PrincipalsDependencies;
  readonly log: DavLog;
}

/** WebDAV under `/remote.php/`: the trees that modules contribute, what lies above them, and who there is. */
export function davRoutes(deps: DavDependencies): HttpPlugin {
  return (http: Http) => {
    const find = treeFinder(deps.trees);
    const aliases = deps.trees.flatMap(({ alias }) => (alias === undefined ? [] : [`/remote.php/${alias}`]));
    registerRaw(http, (raw) => {
      const handler = davHandler(deps.log, (request) => answer(deps, find, request));
      // One route for each method, so that each is measured apart.
      for (const method of davMethods)
        for (const url of [davRoot, ...aliases].flatMap((each) => [each, `${each}/*`]))
          raw.route({ method, url, exposeHeadRoute: false, schema: { hide: true }, config: { scope: 'any' }, handler });
      // RFC 6764 section 5: clients ask by PROPFIND, people by GET.
      for (const name of ['caldav', 'carddav', 'webdav'])
        for (const method of ['GET', 'HEAD', 'PROPFIND'])
          raw.route({
            method,
            url: `/.well-known/${name}`,
            exposeHeadRoute: false,
            schema: { hide: true },
            config: { scope: 'any' },
            handler: (_request, reply) => reply.redirect(`${davRoot}/`, 301),
          });
    });
  };
}

async function answer(deps: DavDependencies, find: FindTree, request: HttpRequest): Promise<Answer> {
  const { raw } = request;
  const method = raw.method ?? 'GET';
  // Also without sign-in: some clients ask what a server can do before they sign in.
  if (method === 'OPTIONS') {
    const tree = find(requestPath(raw.url ?? '/'))?.tree ?? null;
    return options(tree === null ? deps.trees : [tree]);
  }
  const { actor } = request;
  if (actor === null)
    throw new DomainError('NotSignedIn', 'auth.not_signed_in', 'Sign in with your login and an app password.');
  const address = find(requestPath(raw.url ?? '/'));
  if (address === null) throw notThere();
  const { tree, login, root, path } = address;
  const call: DavCall = { actor, method, headers: raw.headers, body: raw, root, path };
  if (tree === null) return above(deps, request, call);
  requireScope(request, tree.scope);
  if (login !== null && login !== actor.login) throw notThere();
  return tree.handle(call);
}

/** What lies above the trees: `/remote.php/dav/`, each tree's folder of people, and principals. */
function above(deps: DavDependencies, request: HttpRequest, call: DavCall): Promise<Answer> {
  const [first, ...rest] = call.path;
  if (first === 'principals') return principalsTree(deps.principals, { ...call, path: rest });
  const within = deps.trees.filter(
    ({ name, owner }) => first === undefined || (owner === 'login' && isAt(name, call.path)),
  );
  if (within.length === 0) throw notThere();
  const contributed: Record<string, Handler> = {};
  for (const { above: methods, scope } of within)
    for (const [method, handler] of Object.entries(methods ?? {}))
      contributed[method] = (each) => {
        requireScope(request, scope);
        return handler(each);
      };
  // What every program asks to find its way, whatever it is for.
  return byMethod({ PROPFIND: () => listAbove(deps, call), ...contributed }, call);
}

function isAt(name: string, path: readonly string[]): boolean {
  return name === path.join('/') || name.startsWith(`${path.join('/')}/`);
}

/** Nobody sees anyone but themselves. */
async function listAbove(deps: DavDependencies, call: DavCall): Promise<Answer> {
  const { path, actor } = call;
  const listed = deps.trees.filter((tree) => tree.listed);
  const folder = (segments: readonly string[]): PlainResource => ({
    href: `${davRoot}${encodePath(segments)}/`,
    properties: { 'DAV: resourcetype': collection, ...aboutActor(actor) },
  });
  return plainPropfind(call, folder(path), async () => {
    if (path.length === 0)
      return [...new Set([...listed.map(({ name }) => name.split('/')[0] ?? ''), 'principals'])].map((name) =>
        folder([name]),
      );
    const deeper = deps.trees.find(({ name }) => name.startsWith(`${path.join('/')}/`));
    return [folder([...path, deeper?.name.split('/')[path.length] ?? actor.login])];
  });
}

function options(trees: readonly DavTree[]): Answer {
  const classes = new Set(trees.flatMap((tree) => tree.classes));
  const methods = new Set(['OPTIONS', ...trees.flatMap((tree) => tree.methods)]);
  return {
    status: 200,
    headers: {
      allow: [...methods].join(', '),
      dav: [...classes].join(', '),
      'ms-author-via': 'DAV',
      'accept-ranges': 'bytes',
      'content-length': 0,
      ...Object.assign({}, ...trees.map((tree) => tree.optionsHeaders ?? {})),
    },
  };
}

function notThere(): DomainError {
  return new DomainError('NotFound', 'dav.not_found', 'There is nothing here.');
}
