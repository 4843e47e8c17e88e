import { requireRead, type NodeView } from '@landescloud/files';
import { DomainError, type Actor, type PersonActor } from '@landescloud/kernel';
import type { CollaborationDeps } from './collaboration-deps.ts';

/** Somebody with an account. */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new DomainError('Forbidden', 'files.person_required', 'Only a person can do this.');
}

/** The node as files shows it to the actor, who may also look into it. */
export async function seenNode(
  { files }: Pick<CollaborationDeps, 'files'>,
  actor: Actor,
  id: number,
): Promise<NodeView> {
  const node = await files.nodes.get(personOf(actor), { id });
  requireRead(node);
  return node;
}
