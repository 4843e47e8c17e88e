import type { Static } from 'typebox';
import type { Contents, Located } from '../files.ts';
import type { NodeView } from '../views.ts';
import type { Node } from './schemas.ts';

export type NodeAnswer = Static<typeof Node>;
type Previews = Pick<Contents, 'hasPreview'>;

export function presentNode(contents: Previews, node: NodeView): NodeAnswer {
  const { lock } = node;
  if (lock === null) return { ...node, lock, hasPreview: contents.hasPreview(node) };
  // The token is a key to the file, and the owner whatever a client wrote: neither is anyone else's.
  const { token: _token, owner: _owner, ...shown } = lock;
  return { ...node, lock: shown, hasPreview: contents.hasPreview(node) };
}

export function presentNodes(contents: Previews, nodes: readonly NodeView[]): NodeAnswer[] {
  return nodes.map((node) => presentNode(contents, node));
}

export function presentLocated(
  contents: Previews,
  found: readonly Located[],
): { items: { node: NodeAnswer; path: string[] }[] } {
  return { items: found.map(({ node, path }) => ({ node: presentNode(contents, node), path })) };
}
