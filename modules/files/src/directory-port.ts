import type { Actor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';

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
}

export interface DirectoryPerson {
  readonly personId: number;
  readonly login: string;
  readonly name: string;
  readonly organisationId: number;
  /** Sees what was shared and nothing else. */
  readonly guest: boolean;
}
