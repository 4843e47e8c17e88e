import type { PersonActor } from '@landescloud/kernel';
import { isDomainError } from '@landescloud/kernel';
import { mayNotShare, shareNotFound } from '../errors.ts';
import { allows, MANAGE } from '../roles.ts';
import type { NodeView } from '@landescloud/files';
import type { SharedFiles } from './share-deps.ts';
import type { ShareReader, ShareRow } from './share-reader.ts';

export type ShareLookup = ReturnType<typeof shareLookup>;

/** Single shares, as the actor may know them. */
export function shareLookup({ reader, files }: { reader: ShareReader; files: SharedFiles }) {
  /** Absent where the actor does not see the node any more. */
  async function nodeOf(actor: PersonActor, share: ShareRow): Promise<NodeView | null> {
    try {
      return await files.grants.node(actor, share.node_id);
    } catch (error) {
      if (isDomainError(error, 'NotFound')) return null;
      throw error;
    }
  }

  async function find(actor: PersonActor, shareId: number) {
    const share = await reader.byId(shareId);
    const node = share === undefined ? null : await nodeOf(actor, share);
    if (share === undefined || node === null) throw shareNotFound();
    const given = share.shared_by === actor.personId;
    const manages = allows(node.rights, MANAGE);
    const received =
      !given &&
      !manages &&
      (await reader.receivedOfNodes(actor.personId, [share.node_id])).some(({ id }) => id === shareId);
    if (!given && !manages && !received) throw shareNotFound();
    return { share, given, manages };
  }

  return {
    /** Made, received or managed by the actor. NotFound `sharing.share_not_found`. */
    known: find,
    /** Forbidden `sharing.not_allowed` where the actor only has it. */
    async changeable(actor: PersonActor, shareId: number): Promise<ShareRow> {
      const { share, given, manages } = await find(actor, shareId);
      if (!given && !manages) throw mayNotShare();
      return share;
    },
  };
}
