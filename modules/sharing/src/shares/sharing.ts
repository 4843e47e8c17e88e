import type { Recipient } from '@landescloud/directory';
import type { SharesOfNodes } from '@landescloud/files';
import type { Actor, PersonActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { shareNotFound } from '../errors.ts';
import { accessOfNode } from './access-of-node.ts';
import { changeShare, type ShareUpdate } from './change-share.ts';
import { checkRecipients } from './check-recipients.ts';
import { dataOfShares, type SharesData } from './data-of-shares.ts';
import { createEndShares } from './end-shares.ts';
import { followDirectory } from './follow-directory.ts';
import { createGrants } from './grants.ts';
import { leaveShare } from './leave-share.ts';
import type { Page, Window } from '../page-of-nodes.ts';
import { listShares } from './list-shares.ts';
import type { ShareDeps } from './share-deps.ts';
import { createShareEvents } from './share-events.ts';
import { shareLookup } from './share-lookup.ts';
import { type ShareInput, shareNode, type ShareParts } from './share-node.ts';
import { createShareReader } from './share-reader.ts';
import { shareRights } from './share-rights.ts';
import type { AccessView, GivenShares, ReceivedShare, ShareView } from './share-views.ts';
import { shareWriter } from './share-writer.ts';
import { tellRecipients } from './tell-recipients.ts';
import { type TransferInput, transferNode } from './transfer-node.ts';
import { shareViews } from './view-shares.ts';

/**
 * Who gets a right on whose files. A share is one recipient (a person, group or organisation) of one node; what follows
 * from all of them stands as grants in files, at once for the one who shares, in any case within seconds.
 * Nodes that the actor does not see are NotFound `files.node_not_found`, shares `sharing.share_not_found`.
 */
export interface Sharing {
  /** With several recipients, all or none. NotFound `sharing.recipient_not_found`, Forbidden `sharing.not_allowed`, … */
  share(actor: PersonActor, nodeId: number, input: ShareInput): Promise<ShareView[]>;
  change(actor: PersonActor, shareId: number, update: ShareUpdate): Promise<ShareView>;
  withdraw(actor: PersonActor, shareId: number): Promise<void>;
  /** Every share of the node (not of folders above it) that the actor may withdraw. Answers how many. */
  withdrawAll(actor: PersonActor, nodeId: number): Promise<number>;
  /** The recipient does not want it any more; what files asks when a mount is removed, too. */
  leave(actor: Actor, personId: number, nodeId: number): Promise<void>;
  /**
   * The actor's own becomes somebody else's, with its shares; by choice the actor keeps a role. Forbidden `sharing.not_owner`,
   * Conflict `sharing.guest_not_owner`, and as `share`.
   */
  transfer(actor: PersonActor, nodeId: number, input: TransferInput): Promise<void>;
  get(actor: PersonActor, shareId: number): Promise<ShareView>;
  /** Who has access to the node, and why. */
  access(actor: PersonActor, nodeId: number): Promise<AccessView>;
  received(actor: PersonActor, window: Window): Promise<Page<ReceivedShare>>;
  given(actor: PersonActor, window: Window): Promise<Page<GivenShares>>;
  /** The newest thousand that the person made, of these nodes or of all; whether they still see the nodes is not asked. */
  made(actor: PersonActor, nodeIds?: readonly number[]): Promise<ShareView[]>;
  /** Every node that the person shared, for marks in listings. */
  givenIds(actor: PersonActor): Promise<number[]>;
  /** How many came since the person last looked. */
  countNew(actor: PersonActor): Promise<number>;
  looked(actor: PersonActor): Promise<void>;
  /** Whom one could share with, by a part of the name. */
  recipients(actor: PersonActor, text: string, limit?: number): Promise<Recipient[]>;
  /** What listings of Nextcloud's clients tell of shares; no right is checked. */
  readonly listings: SharesOfNodes;
  /** What is stored about the person's shares, with times as Dates (GDPR Art. 15 and 20). No right is checked. */
  dataOf(personId: number): Promise<SharesData>;
  /** Somebody is erased: what they wrote goes. */
  forget(tx: Queryable, personId: number): Promise<void>;
  /** What the jobs do: grants that are behind, shares whose end has come. */
  tidy(): Promise<void>;
  /** Nodes whose grants are not what their shares say; mended by the nightly job. */
  faults(): Promise<number[]>;
}

/** Of one node in a listing. */
const mostSharees = 20;

/** Before `events.start` and `jobs.start`. */
export function createSharing(deps: ShareDeps): Sharing {
  const { clock, db, files, people, recipients } = deps;
  const reader = createShareReader(db, () => clock.now());
  const record = createShareEvents(deps);
  const grants = createGrants(deps, tellRecipients(deps));
  const ends = createEndShares(deps, grants, record);
  const rights = shareRights({ ...deps, reader });
  const parts: ShareParts = { deps, rights, grants, check: checkRecipients(deps), record, ends };
  const lookup = shareLookup({ reader, files });
  const view = shareViews(people);
  const lists = listShares(deps, { reader, view });
  const [share, change, leave] = [shareNode(parts), changeShare(parts, lookup), leaveShare(parts, reader)];
  followDirectory(deps, grants, ends);

  async function viewed(actor: PersonActor, ids: readonly number[]): Promise<ShareView[]> {
    return view(actor, await reader.byIds(ids), () => true);
  }

  return {
    share: async (actor, nodeId, input) => viewed(actor, await share(actor, nodeId, input)),
    async change(actor, shareId, update) {
      await change(actor, shareId, update);
      const [changed] = await viewed(actor, [shareId]);
      // withdrawn in that moment: a program that sends both at once
      if (changed === undefined) throw shareNotFound();
      return changed;
    },
    async withdraw(actor, shareId) {
      const { id } = await lookup.changeable(actor, shareId);
      await ends.end(actor, [id], 'withdrawn');
    },
    async withdrawAll(actor, nodeId) {
      const { manages } = await rights.sharer(actor, nodeId);
      const shares = await reader.ofNodes([nodeId]);
      const own = shares.filter(({ shared_by: by }) => manages || by === actor.personId);
      return ends.end(
        actor,
        own.map(({ id }) => id),
        'withdrawn',
      );
    },
    leave,
    transfer: transferNode(parts),
    async get(actor, shareId) {
      const { share: row, manages } = await lookup.known(actor, shareId);
      const [found] = await view(actor, [row], () => manages);
      return found as ShareView;
    },
    access: accessOfNode(deps, { rights, reader, view }),
    ...lists,
    made: async (actor, nodeIds) => view(actor, await reader.made(actor.personId, nodeIds ?? null)),
    givenIds: (actor) => reader.givenIds(actor.personId),
    async looked(actor) {
      await lists.looked(actor);
    },
    recipients: (actor, text, limit) => recipients.find(actor, text, limit),
    listings: {
      typesOf: async (nodeIds) => new Map((await reader.typesOf(nodeIds)).map(({ id, types }) => [id, types])),
      async shareesOf(nodeIds) {
        const shares = await reader.newestOfNodes(nodeIds, mostSharees);
        const sharees = shares.map(({ node_id: nodeId, kind, key, name }) => ({
          nodeId,
          type: kind === 'person' ? 0 : 1,
          id: key,
          name,
        }));
        return Map.groupBy(sharees, ({ nodeId }) => nodeId);
      },
    },
    dataOf: (personId) => dataOfShares(db, personId, files),
    faults: grants.faults,
    forget: (tx, personId) => shareWriter.forget(tx, personId),
    async tidy() {
      await ends.endDue();
      await grants.catchUp();
      await grants.mend();
    },
  };
}
