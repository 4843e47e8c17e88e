import type { Actor } from '@landescloud/kernel';
import type { LinksDeps } from './link-deps.ts';
import { hasEnded, type LinkKind } from './link-record.ts';
import { linkStore } from './link-store.ts';

/** A public link whose visitors see what comes to lie in a folder. */
export interface SeeingLink {
  /** What it leads to: the folder itself, or one above it; without a name where the actor sees no more of it. */
  readonly on: { readonly id: number; readonly name: string };
  readonly kind: Exclude<LinkKind, 'uploader'>;
  readonly viewOnly: boolean;
  /** It asks for a password, or for a code by mail. */
  readonly isProtected: boolean;
  readonly endsAt: number | null;
}

/**
 * For who is about to collect something there, whoever made the link. What one may not see is NotFound
 * `files.node_not_found`.
 */
export function seenByLinks({ db, clock, files }: LinksDeps) {
  return async (actor: Actor, nodeId: number): Promise<SeeingLink[]> => {
    const node = await files.grants.node(actor, nodeId);
    const visitors = (await files.grants.of(nodeId)).filter(({ granteeId }) => granteeId < 0);
    const links = await linkStore.byIds(
      db,
      visitors.map(({ granteeId }) => -granteeId),
    );
    const above = await files.nodes.ancestors(actor, nodeId);
    const names = new Map([...above, node].map(({ id, name }) => [id, name]));
    const now = clock.now();
    return links.flatMap((link): SeeingLink[] => {
      const { kind, viewOnly, endsAt, passwordHash, recipients } = link;
      if (kind === 'uploader' || hasEnded(link, now)) return [];
      const on = { id: link.nodeId, name: names.get(link.nodeId) ?? '' };
      return [{ on, kind, viewOnly, endsAt, isProtected: passwordHash !== null || recipients.length > 0 }];
    });
  };
}
