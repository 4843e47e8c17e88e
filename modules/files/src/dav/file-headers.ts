import type { NodeView } from '../views.ts';
import type { DavDependencies } from './dav-call.ts';

/** Nextcloud's form of a file id: the number, padded, and the installation's id. */
export function ocId(deps: Pick<DavDependencies, 'instanceId'>, nodeId: number): string {
  return `${String(nodeId).padStart(8, '0')}${deps.instanceId}`;
}

/** What clients read after a change, so that they need not ask again. */
export function nodeHeaders(
  deps: Pick<DavDependencies, 'instanceId'>,
  node: Pick<NodeView, 'id' | 'etag'>,
): Record<string, string> {
  return { etag: `"${node.etag}"`, 'oc-etag': `"${node.etag}"`, 'oc-fileid': ocId(deps, node.id) };
}
