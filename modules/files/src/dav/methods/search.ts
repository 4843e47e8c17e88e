import { parseSearch, type SearchRequest } from '@landescloud/webdav-xml';
import { type Answer, DavError, addressPath, badRequest, readXml } from '@landescloud/platform/dav';
import type { Located } from '../../files.ts';
import { davAddress, type DavCall } from '../dav-call.ts';
import { searchCandidates } from '../search/candidates.ts';
import { compareBy, holds } from '../search/evaluate.ts';
import { locatedAnswer } from './report.ts';

const mostResults = 1000;

/** RFC 5323 section 2: within the person's own files, whatever address it is sent to. */
export async function search(call: DavCall): Promise<Answer> {
  const request = parseSearch(await readXml(call.body));
  const scope = scopeOf(call, request);
  const candidates = await searchCandidates(call, request, scope.path, mostResults);
  const found = candidates.filter((c) => isBelow(c, scope) && (request.where === null || holds(request.where, c)));
  if (request.order.length > 0) found.sort(compareBy(request.order));
  const limit = Math.min(request.limit ?? mostResults, mostResults);
  return locatedAnswer(call, scope.root, found.slice(request.offset, request.offset + limit), request.names);
}

interface Scope {
  readonly root: string;
  readonly path: readonly string[];
  readonly depth: '0' | '1' | 'infinity';
}

function scopeOf(call: DavCall, { scopes }: SearchRequest): Scope {
  const [scope, another] = scopes;
  if (scope === undefined || another !== undefined)
    throw badRequest('dav.search_scope_invalid', 'Exactly one scope is searched at once.');
  const segments = addressPath(scope.href, 'The scope');
  // Clients write it below /remote.php/dav or from there on: '/files/anna'.
  const address = davAddress(segments[0] === 'remote.php' ? segments : ['remote.php', 'dav', ...segments]);
  if (address?.tree !== 'files' || (address.login ?? call.actor.login) !== call.actor.login) {
    throw new DavError(404, 'files.node_not_found', 'There is no such file or folder.', {
      condition: '<d:search-scope-valid/>',
    });
  }
  return { root: address.root, path: address.path, depth: scope.depth };
}

function isBelow({ path }: Located, scope: Scope): boolean {
  if (!scope.path.every((segment, i) => path[i] === segment)) return false;
  const levels = path.length - scope.path.length;
  return scope.depth === 'infinity' || levels <= Number(scope.depth);
}
