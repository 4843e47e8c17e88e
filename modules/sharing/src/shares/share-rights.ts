import type { PersonActor } from '@landescloud/kernel';
import { mayNotShare, rootNotShared } from '../errors.ts';
import { allows, CHANGE, MANAGE, rightsOf, rolesWithin, type ShareRole } from '../roles.ts';
import type { ShareDeps, SharedNode } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';

export interface Sharer extends SharedNode {
  readonly manages: boolean;
  /** Weakest first; none: may not share it. */
  readonly mayGive: readonly ShareRole[];
  readonly resharing: boolean;
  readonly longestDays: number | null;
}

/** Ten years stand for: it need not end. */
const endless = 3650;

/**
 * Who manages a node gives every role. Who may change it passes on what came with a share that allows it, no more than
 * that share gives, where the organisation whose space it is in lets them.
 */
export function shareRights(deps: Pick<ShareDeps, 'files' | 'rule'> & { reader: ShareReader }) {
  const { files, rule, reader } = deps;

  async function passable(actor: PersonActor, { rights, chain }: SharedNode): Promise<readonly ShareRole[]> {
    if (!allows(rights, CHANGE)) return [];
    const received = await reader.receivedOfNodes(actor.personId, chain);
    const held = received.filter(({ resharing }) => resharing).reduce((all, { role }) => all | rightsOf(role), 0);
    return rolesWithin(held & rights).filter((role) => role !== 'manager');
  }

  /** NotFound `files.node_not_found`. */
  async function sharer(actor: PersonActor, nodeId: number): Promise<Sharer> {
    const node = await files.node(actor, nodeId);
    const manages = allows(node.rights, MANAGE) && actor.role !== 'guest';
    const [resharing, days] = await Promise.all([
      rule(node.organisationId, 'sharing.resharing'),
      rule(node.organisationId, 'sharing.longest_days'),
    ]);
    const common = {
      ...node,
      manages,
      resharing: resharing === 'allowed',
      longestDays: days >= endless ? null : days,
    };
    // A personal space as a whole stays its owner's; what is in it can be shared.
    if (node.node.rootOf === 'personal') return { ...common, mayGive: [] };
    if (manages) return { ...common, mayGive: rolesWithin(rightsOf('manager')) };
    return { ...common, mayGive: resharing === 'allowed' ? await passable(actor, node) : [] };
  }

  /** Forbidden `sharing.not_allowed`, Conflict `sharing.personal_root`. */
  async function requireSharer(actor: PersonActor, nodeId: number, role?: ShareRole): Promise<Sharer> {
    const found = await sharer(actor, nodeId);
    if (found.node.rootOf === 'personal') throw rootNotShared();
    if (found.mayGive.length === 0 || (role !== undefined && !found.mayGive.includes(role))) throw mayNotShare();
    return found;
  }

  return { sharer, requireSharer };
}

export type ShareRights = ReturnType<typeof shareRights>;
