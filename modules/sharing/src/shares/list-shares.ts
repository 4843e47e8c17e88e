import type { PersonActor } from '@landescloud/kernel';
import { type Page, pageOfNodes, type Window } from '../page-of-nodes.ts';
import type { ShareDeps } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';
import type { GivenShares, ReceivedShare } from './share-views.ts';
import { shareWriter } from './share-writer.ts';
import type { shareViews } from './view-shares.ts';

const shownOfEach = 5;

/** What is shared with a person and by them, newest first. */
export function listShares(
  { db, clock, files }: Pick<ShareDeps, 'db' | 'clock' | 'files'>,
  { reader, view }: { reader: ShareReader; view: ReturnType<typeof shareViews> },
) {
  return {
    async received(actor: PersonActor, window: Window): Promise<Page<ReceivedShare>> {
      const since = await reader.lookedAt(actor.personId);
      const { found, next } = await pageOfNodes(
        files,
        actor,
        window,
        (before) => reader.received(actor.personId, before, window.limit),
        { nodeId: (row) => row.node_id, position: ({ id }) => id },
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
      const { found, next } = await pageOfNodes(
        files,
        actor,
        window,
        (before) => reader.givenNodes(actor.personId, before, window.limit),
        { nodeId: (row) => row.node_id, position: ({ newest }) => newest },
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
