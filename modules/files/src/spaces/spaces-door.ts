import type { Actor } from '@landescloud/kernel';
import type { SpaceRole, SpaceView } from '../views.ts';

export interface Spaces {
  /** The person's spaces, personal first; makes the personal space when it is missing. Guests have none of their own. */
  list(actor: Actor): Promise<SpaceView[]>;
  /** Every space with its owner and member count; platform administrators only (no contents are shown). */
  listAll(actor: Actor, query?: SpacesQuery): Promise<SpacePage>;
  /** What all spaces of an organisation hold together; for who administers it. Forbidden `files.organisation_not_administered`. */
  organisationStorage(actor: Actor, key: string): Promise<OrganisationStorage>;
  createProject(
    actor: Actor,
    input: { name: string; organisationKey?: string; quotaBytes?: number | null },
  ): Promise<SpaceView>;
  rename(actor: Actor, spaceId: number, name: string): Promise<void>;
  setQuota(actor: Actor, spaceId: number, quotaBytes: number | null): Promise<void>;
  members(actor: Actor, spaceId: number): Promise<SpaceMember[]>;
  /**
   * Guests become viewers or editors where the rules of the space's organisation allow it: Forbidden
   * `files.guests_not_allowed`, Conflict `files.guest_not_manager`. One whom the actor does not know is nobody.
   */
  setMember(actor: Actor, spaceId: number, login: string, role: SpaceRole): Promise<void>;
  /** Throws what adding a guest to the space would throw whoever it is; for who is about to invite one. */
  checkGuests(actor: Actor, spaceId: number): Promise<{ readonly name: string }>;
  removeMember(actor: Actor, spaceId: number, login: string): Promise<void>;
  /** Whose changes concern the person: their spaces, and those of which something was shared with them. */
  followed(actor: Actor): Promise<FollowedSpace[]>;
  /** Which of these folders they may see, and what was shared with them out of the others. */
  visible(actor: Actor, nodeIds: readonly number[]): Promise<number[]>;
}

/** A space whose changes concern a person. */
export interface FollowedSpace {
  readonly id: number;
  /** They see all of it; else only what was shared with them. */
  readonly whole: boolean;
}

export interface OrganisationStorage {
  readonly usedBytes: number;
  /** Null: no limit. */
  readonly quotaBytes: number | null;
  readonly spaces: number;
}

export interface SpaceMember {
  readonly login: string;
  readonly name: string;
  readonly role: SpaceRole;
}

export interface SpacesQuery {
  readonly kind?: 'personal' | 'project';
  /** Part of the space's name, or of its owner's name or login. */
  readonly text?: string;
  readonly offset?: number;
  /** Absent: all. */
  readonly limit?: number;
}

export interface SpacePage {
  readonly total: number;
  readonly items: SpaceSummary[];
}

export interface SpaceSummary {
  readonly id: number;
  readonly kind: 'personal' | 'project';
  readonly name: string;
  readonly organisationKey: string;
  readonly ownerLogin: string | null;
  readonly memberCount: number;
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
  readonly createdAt: number;
}
