import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { ReleaseRules } from './release/release-context.ts';

/** What files needs to know of people and organisations; directory implements it, compose.ts plugs it. */
export interface FilesDirectory {
  /** Names by id; cached, so that a listing does not ask for each row. */
  byIds(ids: readonly number[]): Promise<ReadonlyMap<number, { readonly login: string; readonly name: string }>>;
  byLogin(login: string): Promise<DirectoryPerson | null>;
  byId(id: number): Promise<DirectoryPerson | null>;
  organisationByKey(key: string): Promise<{ readonly id: number } | null>;
  /** Bytes for all its spaces together; null: no limit. Asked of `q` where a transaction is open. */
  organisationQuota(id: number, q: Queryable): Promise<number | null>;
  /** How many days the trash is kept, for organisations that say other than usual. */
  trashDays(): Promise<ReadonlyMap<number, number>>;
  /** The same for the lists of what was deleted by rule, and what is usual. */
  deletionDays(): Promise<{ readonly usual: number; readonly ruled: ReadonlyMap<number, number> }>;
  /** Whether the actor administers it; null: they may not know it. */
  organisationAdministered(
    actor: Actor,
    key: string,
  ): Promise<{ readonly id: number; readonly administered: boolean } | null>;
  organisationKeys(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /**
   * Whether the rules of the organisation let its spaces be shared with guests, and, where one is named, whether the actor
   * knows that guest.
   */
  guestSharing(actor: Actor, organisationId: number, guestId?: number): Promise<'allowed' | 'unknown' | 'forbidden'>;
  spaceRules(organisationId: number): Promise<SpaceRules>;
  releaseRules(organisationId: number): Promise<ReleaseRules>;
  /** The organisations that the actor administers; null: all there are. */
  administered(actor: Actor): Promise<readonly number[] | null>;
  /** The organisation itself, then what stands above it up to the root. */
  pathUp(organisationId: number): Promise<readonly number[]>;
  /** The organisation and everything below it. */
  subtree(organisationId: number): Promise<readonly number[]>;
  /** Whether the actor finds the person, by the rules of both their organisations. */
  finds(actor: Actor, login: string): Promise<boolean>;
  /** Where to write to these people; who cannot be written to is absent. */
  contacts(ids: readonly number[]): Promise<readonly Contact[]>;
  /** Who administers the organisation, or the nearest above it that anybody does. */
  administratorsOf(organisationId: number): Promise<readonly number[]>;
}

/** What an organisation's rules say of spaces. */
export interface SpaceRules {
  readonly projects: 'members' | 'administrators';
  readonly exchange: 'members' | 'administrators' | 'nobody';
  readonly exchangeLongestDays: number;
  /** How many days before an end its managers are told. */
  readonly remindDays: number;
  /** How long a space is kept after its end, before it is deleted. */
  readonly projectKeptDays: number;
  readonly exchangeKeptDays: number;
}

export interface Contact {
  readonly personId: number;
  readonly name: string;
  readonly email: string;
  readonly language: 'de' | 'en';
}

export interface DirectoryPerson {
  readonly personId: number;
  readonly login: string;
  readonly name: string;
  readonly organisationId: number;
  /** Sees what was shared and nothing else. */
  readonly guest: boolean;
}
