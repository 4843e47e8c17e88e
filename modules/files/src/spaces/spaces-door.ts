import type { Actor, PersonActor } from '@landescloud/kernel';
import type { SpaceKind, SpaceRole, SpaceView } from '../views.ts';

export interface Spaces {
  /** The person's spaces, personal first; makes the personal space when it is missing. Guests have none of their own. */
  list(actor: Actor): Promise<SpaceView[]>;
  /** Every space of what the actor administers, with its owner and member count (no contents are shown). */
  listAll(actor: Actor, query?: SpacesQuery): Promise<SpacePage>;
  /** What all spaces of an organisation hold together; for who administers it. Forbidden `files.organisation_not_administered`. */
  organisationStorage(actor: Actor, key: string): Promise<OrganisationStorage>;
  /** What the person may make, by the rules of their organisation. */
  mayMake(actor: PersonActor): Promise<MayMakeSpaces>;
  /** Forbidden `files.may_not_make_space`, Invalid `files.space_end_invalid`. Who makes it manages it. */
  createProject(actor: Actor, input: NewProject): Promise<SpaceView>;
  /** A space for third parties. As `createProject`, and Invalid `files.space_purpose_missing`, Conflict `files.sponsor_unfit`. */
  createExchange(actor: Actor, input: NewExchange): Promise<SpaceView>;
  rename(actor: Actor, spaceId: number, name: string): Promise<void>;
  setQuota(actor: Actor, spaceId: number, quotaBytes: number | null): Promise<void>;
  /** A later end opens what has ended again. */
  change(actor: Actor, spaceId: number, change: SpaceChange): Promise<void>;
  /** Ends it now. Conflict `files.space_closed`. */
  close(actor: Actor, spaceId: number): Promise<void>;
  /**
   * A manager leaves the space to another person, who manages it then, or to its organisation (`login` null), whose
   * administrators name somebody. `stay`: as an editor. Conflict `files.successor_unfit`, `files.sponsor_unfit`.
   */
  handOver(actor: Actor, spaceId: number, to: { login: string | null; stay?: boolean }): Promise<void>;
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

export interface MayMakeSpaces {
  readonly project: boolean;
  readonly exchange: boolean;
  readonly latestExchangeEnd: number;
  /** Whether a limit may be set. */
  readonly quota: boolean;
}

export interface NewProject {
  readonly name: string;
  /** Absent: the person's own. */
  readonly organisationKey?: string;
  /** For administrators. */
  readonly quotaBytes?: number | null;
  readonly purpose?: string;
  /** Milliseconds since 1970; null: none. */
  readonly endsAt?: number | null;
}

export interface NewExchange extends NewProject {
  /** Who answers for it, a member of its organisation; absent: who makes it. */
  readonly sponsorLogin?: string;
}

export interface SpaceChange {
  readonly purpose?: string;
  readonly endsAt?: number | null;
  readonly sponsorLogin?: string;
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
  readonly kind?: SpaceKind;
  /** 'ending': within 30 days. 'unmanaged': handed back to the organisation. */
  readonly state?: 'closed' | 'ending' | 'held' | 'unmanaged';
  readonly sort?: 'name' | 'size';
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
  readonly kind: SpaceKind;
  readonly name: string;
  readonly organisationKey: string;
  readonly ownerLogin: string | null;
  readonly memberCount: number;
  readonly managerCount: number;
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
  readonly createdAt: number;
  readonly purpose: string;
  readonly sponsorLogin: string | null;
  readonly endsAt: number | null;
  readonly closedAt: number | null;
  readonly held: boolean;
}
