import { encodePath, encodeSegment } from '@landescloud/webdav-xml';
import type { FilesCall } from './dav-call.ts';

/** Collections end with a slash (RFC 4918 section 5.2). */
export function nodeHref(root: string, path: readonly string[], kind: 'file' | 'folder'): string {
  return root + encodePath(path) + (kind === 'folder' ? '/' : '');
}

export function childHref(parentHref: string, name: string, kind: 'file' | 'folder'): string {
  return parentHref + encodeSegment(name) + (kind === 'folder' ? '/' : '');
}

export async function hrefOfId(call: FilesCall, id: number): Promise<string> {
  const { nodes } = call.deps.files;
  const [path, node] = await Promise.all([nodes.pathOf(call.actor, id), nodes.get(call.actor, { id })]);
  return nodeHref(call.root, path, node.kind);
}
