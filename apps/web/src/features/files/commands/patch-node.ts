import type { QueryClient } from '@tanstack/react-query';
import type { NodePage, NodeView } from '../api/node-types.ts';
import { fileKeys } from '../api/file-keys.ts';

/** Shows a changed node at once wherever its folder is loaded; the refresh puts it in its place afterwards. */
export function patchNode(client: QueryClient, node: NodeView): void {
  client.setQueryData(fileKeys.node(node.id), node);
  const keys = node.parentId === null ? [] : [fileKeys.folder(node.parentId)];
  for (const queryKey of keys) {
    client.setQueriesData<NodePage>({ queryKey }, (page) => {
      if (!page || !Array.isArray(page.items)) return page;
      if (!page.items.some(({ id }) => id === node.id)) return page;
      return { ...page, items: page.items.map((item) => (item.id === node.id ? { ...item, ...node } : item)) };
    });
  }
}
