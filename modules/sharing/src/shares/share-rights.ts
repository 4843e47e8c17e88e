import { DomainError, type PersonActor } from '@landescloud/kernel';
import { rightsOf, type NodePlace, type NodeView } from '@landescloud/files';
import { mayNotShare, rootNotShared } from '../errors.ts';
import { allows, CHANGE, MANAGE, rolesWithin, type ShareRole } from '../roles.ts';
import type { GrantView, ShareDeps } from './share-deps.ts';
import type { ShareReader } from './share-reader.ts';

export interface Sharer {
  readonly node: NodeView;
  readonly place: NodePlace;
  /** On the node and on all above it. */
  readonly granted: readonly GrantView[];
  readonly manages: boolean;
  /** Weakest first; none: may not share it. */
  readonly mayGive: ShareRole[];
  readonly resharing: boolean;
  readonly longestDays: number | null;
}

/** Ten years stand for: it need not end. */
const endless = 3650;

/**
 * Who manages a node gives every role. Who may change it passes on what came with a share that allows it, no more than
 * that share gives, where the organisation whose space it is in lets them.
 */
export function shareRights({ files, rule, reader }: Pick<ShareDeps, 'files' | 'rule'> & { reader: ShareReader }) {
  async function passable(actor: PersonActor, rights: number, nodeIds: readonly number[]): Promise<ShareRole[]> {
    if (!allows(rights, CHANGE)) return [];
    const received = await reader.receivedOfNodes(actor.personId, nodeIds);
    const held = received.filter(({ resharing }) => resharing).reduce((all, { role }) => all | rightsOf(role), 0);
    return rolesWithin(held & rights).filter((role) => role !== 'manager');
  }

  /** NotFound `files.node_not_found`. */
  async function sharer(actor: PersonActor, nodeId: number): Promise<Sharer> {
    const node = await files.grants.node(actor, nodeId);
    const [place, granted] = await Promise.all([files.grants.place(nodeId), files.grants.of(nodeId)]);
    if (place === null) throw new DomainError('NotFound', 'files.node_not_found', 'There is no such file or folder.');
    const manages = allows(node.rights, MANAGE) && actor.role !== 'guest';
    const [resharing, days] = await Promise.all([
      rule(place.organisationId, 'sharing.resharing'),
      rule(place.organisationId, 'sharing.longest_days'),
    ]);
    const common = {
      node,
      place,
      granted,
      manages,
      resharing: resharing === 'allowed',
      longestDays: days >= endless ? null : days,
    };
    // A personal space as a whole stays its owner's; what is in it can be shared.
    if (place.isRoot && place.spaceKind === 'personal') return { ...common, mayGive: [] };
    if (manages) return { ...common, mayGive: rolesWithin(rightsOf('manager')) };
    const mayGive = resharing === 'allowed' ? await passable(actor, node.rights, nodesOf(nodeId, granted)) : [];
    return { ...common, mayGive };
  }

  /** Forbidden `sharing.not_allowed`, Conflict `sharing.personal_root`. */
  async function requireSharer(actor: PersonActor, nodeId: number, role?: ShareRole): Promise<Sharer> {
    const found = await sharer(actor, nodeId);
    if (found.place.isRoot && found.place.spaceKind === 'personal') throw rootNotShared();
    if (found.mayGive.length === 0 || (role !== undefined && !found.mayGive.includes(role))) throw mayNotShare();
    return found;
  }

  return { sharer, requireSharer };
}

export type ShareRights = ReturnType<typeof shareRights>;

/** The node and those above it on which anything is granted. */
export function nodesOf(nodeId: number, granted: readonly GrantView[]): number[] {
  return [...new Set([nodeId, ...granted.map((each) => each.nodeId)])];
}
