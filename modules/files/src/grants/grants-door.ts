import type { Queryable, Transaction } from '@landescloud/platform/database';
import type { PersonActor } from '@landescloud/kernel';
import type { Visitor } from '../access.ts';
import type { NodeView, SpaceKind, SpaceRole } from '../views.ts';

/** A role that sharing gives on a node; several of one grantee are united. */
export interface SharedRoles {
  /** A person, or negative: who comes by a link. */
  readonly granteeId: number;
  /** None: nothing (any more). */
  readonly roles: readonly SpaceRole[];
}

/** A grant on a node or above it. */
export interface GrantView {
  readonly granteeId: number;
  readonly nodeId: number;
  /** How far above the node that was asked for; 0 is the node itself. */
  readonly distance: number;
  /** As a member of the space; null: not one. */
  readonly member: SpaceRole | null;
  /** By sharing; null: not shared with them. */
  readonly shared: SpaceRole | null;
  /** The same as bits: all, and by sharing alone; a set of several roles has no name of its own. */
  readonly rights: number;
  readonly sharedRights: number;
}

/** What is granted, for the room that decides about sharing. No right is checked but where an actor is asked for. */
export interface Grants {
  /**
   * What sharing gives these grantees on the node from now on, in the caller's transaction; others keep what they have. It
   * comes to stand in people's roots under the node's name or one that is free, and a link's root is the node itself.
   * Thousands at once. NotFound `files.node_not_found`; what lies in the trash can be taken from people, not given.
   */
  share(tx: Transaction, nodeId: number, grantees: readonly SharedRoles[]): Promise<void>;
  /** An id for who comes by a link: negative, never given before. */
  newLinkGrantee(tx: Queryable): Promise<number>;
  /** On the node and on all above it, for who may see why somebody reaches it. */
  of(nodeId: number, q?: Queryable): Promise<GrantView[]>;
  /**
   * From the actor, who manages it, into the personal space of somebody else; grants on it stay. What it will be called there
   * is free in their root. InsufficientStorage where it does not fit, Forbidden `files.space_root` for what stands in a root.
   */
  transfer(actor: PersonActor, nodeId: number, toPersonId: number): Promise<void>;
  /** The node as the actor sees it. */
  node(actor: Visitor, nodeId: number): Promise<NodeView>;
  /** Where the node is, whoever asks; null: gone, or in the trash. */
  place(nodeId: number, q?: Queryable): Promise<NodePlace | null>;
}

export interface NodePlace {
  readonly nodeId: number;
  readonly spaceId: number;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** It is the root of its space; its name is the space's. */
  readonly isRoot: boolean;
  readonly spaceKind: SpaceKind;
  readonly spaceName: string;
  readonly ownerId: number | null;
  readonly organisationId: number;
}
