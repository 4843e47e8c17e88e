import type { Actor } from '@landescloud/kernel';
import type { CollaborationDeps } from '../collaboration-deps.ts';
import { personOf, seenNode } from '../seen-node.ts';
import { follow, follows, unfollow } from './subscription-store.ts';

/** To be told of what others change in a folder or file. For whoever may see it; nobody else learns of it. */
export interface Subscriptions {
  get(actor: Actor, nodeId: number): Promise<{ subscribed: boolean }>;
  set(actor: Actor, nodeId: number, subscribed: boolean): Promise<void>;
}

export function createSubscriptions(deps: CollaborationDeps): Subscriptions {
  const { db, clock } = deps;
  return {
    async get(actor, nodeId) {
      await seenNode(deps, actor, nodeId);
      return { subscribed: await follows(db, personOf(actor).personId, nodeId) };
    },
    async set(actor, nodeId, subscribed) {
      await seenNode(deps, actor, nodeId);
      const { personId } = personOf(actor);
      await (subscribed ? follow(db, personId, nodeId, clock.now()) : unfollow(db, personId, nodeId));
    },
  };
}
