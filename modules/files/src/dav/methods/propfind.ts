import { Readable } from 'node:stream';
import { multistatusEnd, multistatusStart } from '@landescloud/webdav-xml';
import { propfindDepth, type Answer, readXml, xmlAnswer, xmlType } from '@landescloud/platform/dav';
import { has, READ } from '../../access.ts';
import type { NodeView } from '../../views.ts';
import { type FilesCall } from '../dav-call.ts';
import { childHref, nodeHref } from '../node-href.ts';
import { deadProperties, propertyContext } from '../properties/property-context.ts';
import { queryOf, writeResponse } from '../properties/property-query.ts';

/** RFC 4918 section 9.1. */
export async function propfind(call: FilesCall): Promise<Answer> {
  const depth = propfindDepth(call.headers.depth);
  const query = queryOf(await readXml(call.body));
  const { nodes } = call.deps.files;
  const found =
    depth === '0' ? { folder: await nodes.get(call.actor, { path: call.path }), children: [] } : await listed(call);
  const folder = shownTo(call, found.folder);
  const children = call.actor.kind === 'link' ? found.children.map((node) => shownTo(call, node)) : found.children;
  const all = [folder, ...children];
  const context = await propertyContext(call, query, all);
  const dead = await deadProperties(call, query, all);
  const href = nodeHref(call.root, call.path, folder.kind);
  const start = multistatusStart + writeResponse(href, folder, query, context, dead.get(folder.id));
  const write = (node: NodeView): string =>
    writeResponse(childHref(href, node.name, node.kind), node, query, context, dead.get(node.id));
  if (children.length > sentAtOnce)
    return { status: 207, headers: { 'content-type': xmlType }, body: Readable.from(pieces(start, children, write)) };
  let text = start;
  for (const node of children) text += write(node);
  return xmlAnswer(207, text + multistatusEnd);
}

/** Visitors by a link are not told who is behind what they see. */
function shownTo({ actor }: FilesCall, node: NodeView): NodeView {
  if (actor.kind !== 'link') return node;
  const nobody = { ownerLogin: '', ownerName: '', modifiedBy: null, modifiedByVisitor: null, lock: null };
  // Nor, who may read nothing, how much others have sent and when.
  const nothing = has(node.rights, READ)
    ? {}
    : { size: 0, mtime: node.createdAt, etag: '0', folderCount: 0, fileCount: 0 };
  return { ...node, ...nobody, ...nothing };
}

/** Longer listings are written while they are sent: a folder may have 100,000 entries. */
const sentAtOnce = 2000;
const pieceLength = 256 * 1024;

function* pieces(start: string, children: readonly NodeView[], write: (node: NodeView) => string): Generator<Buffer> {
  let text = start;
  for (const node of children) {
    text += write(node);
    if (text.length < pieceLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + multistatusEnd);
}

async function listed(call: FilesCall): ReturnType<typeof call.deps.files.nodes.list> {
  const { nodes } = call.deps.files;
  try {
    return await nodes.list(call.actor, { path: call.path });
  } catch (error) {
    if ((error as { code?: string }).code !== 'files.is_file') throw error;
    return { folder: await nodes.get(call.actor, { path: call.path }), children: [] };
  }
}
