import type { Actor } from '@landescloud/kernel';

/** Legal hold: what an organisation's administrators have said must be kept, whatever else is ruled. */
export interface Holds {
  /** Those that hold, or all there ever were, newest first. Forbidden `files.organisation_not_administered`. */
  list(actor: Actor, organisationKey: string, options?: { ended?: boolean }): Promise<HoldView[]>;
  /**
   * On a space of the organisation, or a file or folder of one. NotFound `files.space_not_found`, `files.node_not_found`.
   * Nothing of it is deleted, purged or thinned until it is lifted.
   */
  set(actor: Actor, organisationKey: string, input: NewHold): Promise<HoldView>;
  /** NotFound `files.hold_not_found`. */
  lift(actor: Actor, organisationKey: string, holdId: number, reason: string): Promise<void>;
}

export type NewHold = ({ readonly spaceId: number } | { readonly nodeId: number }) & { readonly reason: string };

export interface HoldView {
  readonly id: number;
  readonly spaceId: number;
  readonly spaceName: string;
  readonly nodeId: number;
  /** Null: the whole space. What the node is called is not told: administrators see no file. */
  readonly kind: 'file' | 'folder' | null;
  readonly reason: string;
  readonly setBy: string | null;
  readonly setAt: number;
  readonly liftedBy: string | null;
  readonly liftedAt: number | null;
  readonly liftedReason: string | null;
}
