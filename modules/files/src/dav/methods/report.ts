import { multistatus, parseReport, statusResponse, type Report, type XmlName } from '@landescloud/webdav-xml';
import { type Answer, DavError, readXml, xmlAnswer } from '@landescloud/platform/dav';
import type { Located } from '../../files.ts';
import type { NodeView } from '../../views.ts';
import { type DavCall } from '../dav-call.ts';
import { childHref, nodeHref } from '../node-href.ts';
import { parseSyncToken, syncTokenOf } from '../properties/node-properties.ts';
import { deadProperties, propertyContext } from '../properties/property-context.ts';
import { compileNames, writeResponse } from '../properties/property-query.ts';

const mostChanges = 5000;

export async function report(call: DavCall): Promise<Answer> {
  const request = parseReport(await readXml(call.body));
  if (request.kind === 'sync-collection') return syncCollection(call, request);
  if (request.kind === 'filter-files') return filterFiles(call, request);
  throw new DavError(403, 'dav.report_unknown', 'This report is not known.', { condition: '<d:supported-report/>' });
}

/** RFC 6578 section 3. */
async function syncCollection(call: DavCall, request: Extract<Report, { kind: 'sync-collection' }>): Promise<Answer> {
  if (request.level === 'infinite') {
    throw new DavError(403, 'dav.sync_level_refused', 'Only sync-level 1 is answered.', {
      condition: '<d:sync-traversal-supported/>',
    });
  }
  const limit = Math.min(request.limit ?? mostChanges, mostChanges);
  const changes = await call.deps.files.nodes.changes(
    call.actor,
    { path: call.path },
    tokenOf(request.token),
    Math.max(1, limit),
  );
  const query = compileNames(request.names, true);
  const context = await propertyContext(call, query, changes.changed);
  const dead = await deadProperties(call, query, changes.changed);
  const href = nodeHref(call.root, call.path, 'folder');
  const responses = changes.changed.map((node) =>
    writeResponse(childHref(href, node.name, node.kind), node, query, context, dead.get(node.id)),
  );
  for (const { name, isFolder } of changes.gone)
    responses.push(statusResponse(childHref(href, name, isFolder ? 'folder' : 'file'), 404));
  // RFC 6578 section 3.6: more remains, the client asks again with the new token.
  if (changes.truncated) responses.push(statusResponse(href, 507, '<d:number-of-matches-within-limits/>'));
  return xmlAnswer(207, multistatus(responses, `<d:sync-token>${syncTokenOf(changes.token)}</d:sync-token>`));
}

function tokenOf(token: string | null): string | null {
  if (token === null) return null;
  const known = parseSyncToken(token);
  if (known !== null) return known;
  throw new DavError(403, 'files.sync_token_invalid', 'This sync token is not known; start anew.', {
    condition: '<d:valid-sync-token/>',
  });
}

/** ownCloud's filter: favourites below the folder. Rules that nothing here can fulfil find nothing. */
async function filterFiles(call: DavCall, request: Extract<Report, { kind: 'filter-files' }>): Promise<Answer> {
  const folder = await call.deps.files.nodes.get(call.actor, { path: call.path });
  if (folder.kind !== 'folder') throw new DavError(405, 'dav.method_not_allowed', 'This report is for folders.');
  const wanted = request.favourite === true && request.otherRules.length === 0;
  const found = wanted ? await call.deps.files.nodes.favourites(call.actor) : [];
  const below = found.filter(
    ({ path }) => path.length > call.path.length && call.path.every((segment, i) => path[i] === segment),
  );
  const end = request.limit === null ? undefined : request.offset + request.limit;
  return locatedAnswer(call, call.root, below.slice(request.offset, end), request.names);
}

/** Found nodes as a multistatus below the root of the person's files. */
export async function locatedAnswer(
  call: DavCall,
  root: string,
  located: readonly Located[],
  names: readonly XmlName[],
): Promise<Answer> {
  const query = compileNames(names, true);
  const nodes: NodeView[] = located.map(({ node }) => node);
  const context = await propertyContext({ ...call, root }, query, nodes);
  const dead = await deadProperties(call, query, nodes);
  const responses = located.map(({ node, path }) =>
    writeResponse(nodeHref(root, path, node.kind), node, query, context, dead.get(node.id)),
  );
  return xmlAnswer(207, multistatus(responses));
}
