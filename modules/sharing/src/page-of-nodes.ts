import { isDomainError, type Actor } from '@landescloud/kernel';
import type { Files, NodeView } from '@landescloud/files';

export interface Window {
  /** As `next` of the page before. */
  readonly before?: number;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: T[];
  /** Null: that was all. */
  readonly next: number | null;
}

/**
 * A page of what hangs on nodes. Nodes that lie in the trash or are gone are passed over, so a page is filled from as many
 * looks as it takes. `read` answers at most `limit` rows from before a position on, in the order of `position` downwards.
 */
export async function pageOfNodes<Row>(
  { grants }: { readonly grants: Pick<Files['grants'], 'node'> },
  actor: Actor,
  { before, limit }: Window,
  read: (before: number | null) => Promise<Row[]>,
  { nodeId, position }: { readonly nodeId: (row: Row) => number; readonly position: (row: Row) => number },
): Promise<{ found: { row: Row; node: NodeView }[]; next: number | null }> {
  async function nodeOf(id: number): Promise<NodeView | null> {
    try {
      return await grants.node(actor, id);
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return null;
      throw error;
    }
  }

  const found: { row: Row; node: NodeView }[] = [];
  let from = before ?? null;
  for (;;) {
    const rows = await read(from);
    const nodes = await Promise.all(rows.map((row) => nodeOf(nodeId(row))));
    for (const [at, row] of rows.entries()) {
      const node = nodes[at];
      if (found.length === limit) return { found, next: from };
      from = position(row);
      if (node) found.push({ row, node });
    }
    if (rows.length < limit) return { found, next: null };
    if (found.length === limit) return { found, next: from };
  }
}
