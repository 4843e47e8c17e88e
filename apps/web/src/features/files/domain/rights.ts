interface Granted {
  readonly rights: number;
}

/** What the server says that one may do with a node; several at once. */
const bits = { read: 1, comment: 2, add: 4, change: 8, manage: 16 } as const;

/** Whether the node's `rights` hold it. */
export function may(node: Granted, right: keyof typeof bits): boolean {
  return (node.rights & bits[right]) !== 0;
}

/** What stands in one's root by a share. */
export function isReceived({ parentId, rootOf }: { readonly parentId: number | null; readonly rootOf: string | null }) {
  return parentId === null && rootOf === null;
}
