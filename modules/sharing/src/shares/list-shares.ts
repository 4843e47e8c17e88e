import { isDomainError, type PersonActor } from '@landescloud/kernel';
import type { NodeView } from '@landescloud/files';
import type { ShareDeps } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';
import type { GivenShares, ReceivedShare } from './share-views.ts';
import { shareWriter } from './share-writer.ts';
import type { shareViews } from './view-shares.ts';

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

const shownOfEach = 5;

/**
 * What is shared with a person and by them, newest first. Nodes that lie in the trash or are gone are passed over, so a page
 * is filled from as many looks as it takes.
 */
export function listShares(
  { db, clock, files }: Pick<ShareDeps, 'db' | 'clock' | 'files'>,
  { reader, view }: { reader: ShareReader; view: ReturnType<typeof shareViews> },
) {
  async function nodeOf(actor: PersonActor, id: number): Promise<NodeView | null> {
    try {
      return await files.grants.node(actor, id);
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return null;
      throw error;
    }
  }

  async function fill<Row extends { readonly node_id: number }>(
    actor: PersonActor,
    { before, limit }: Window,
    read: (before: number | null) => Promise<Row[]>,
    position: (row: Row) => number,
  ): Promise<{ found: { row: Row; node: NodeView }[]; next: number | null }> {
    const found: { row: Row; node: NodeView }[] = [];
    let from = before ?? null;
    for (;;) {
      const rows = await read(from);
      const nodes = await Promise.all(rows.map((row) => nodeOf(actor, row.node_id)));
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

  return {
    async received(actor: PersonActor, window: Window): Promise<Page<ReceivedShare>> {
      const since = await reader.lookedAt(actor.personId);
      const { found, next } = await fill(
        actor,
        window,
        (before) => reader.received(actor.personId, before, window.limit),
        ({ id }) => id,
      );
      const shares = await view(
        actor,
        found.map(({ row }) => row),
      );
      const items = found.flatMap(({ node }, at): ReceivedShare[] => {
        const share = shares[at];
        return share === undefined ? [] : [{ node, share, isNew: share.sharedAt > since }];
      });
      return { items, next };
    },

    async given(actor: PersonActor, window: Window): Promise<Page<GivenShares>> {
      const { found, next } = await fill(
        actor,
        window,
        (before) => reader.givenNodes(actor.personId, before, window.limit),
        ({ newest }) => newest,
      );
      const ids = found.map(({ node }) => node.id);
      const rows = await reader.newestOfNodes(ids, shownOfEach);
      const shares = await view(actor, rows);
      const items = found.map(({ row, node }) => ({
        node,
        shares: shares.filter(({ nodeId }) => nodeId === node.id),
        total: row.total,
      }));
      return { items, next };
    },

    /** How many nodes came since the person last looked. */
    countNew: async (actor: PersonActor) => reader.countNew(actor.personId, await reader.lookedAt(actor.personId)),

    looked: (actor: PersonActor) => shareWriter.look(db, actor.personId, clock.now()),
  };
}
