import type { RecipientQueries, RuleName, RuleValues } from '@landescloud/directory';
import type { Files } from '@landescloud/files';
import type { Handovers } from '../handovers/handovers.ts';
import type { Actor, Clock } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { DomainEvent, StoredEvent } from '@landescloud/platform/events';
import type { Notifications } from '@landescloud/platform/notifications';

export type { GrantView, SharedRoles } from '@landescloud/files';

/** The part of files by which grants are written and nodes are shown. */
export interface SharedFiles {
  readonly grants: Pick<Files['grants'], 'share' | 'of' | 'node' | 'place' | 'transfer'>;
  readonly nodes: Pick<Files['nodes'], 'ancestors'>;
}

export interface ShareDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: {
    record(tx: Queryable, events: readonly DomainEvent[]): Promise<void>;
    subscribe(name: string, types: readonly string[], handler: (events: StoredEvent[]) => Promise<void>): void;
  };
  readonly jobs: {
    define<P>(name: string, handler: (payload: P) => Promise<void>): void;
    cron(pattern: string, name: string): void;
    enqueue(tx: Queryable, name: string, payload: object, o?: { key?: string; runAt?: Date }): Promise<void>;
  };
  readonly notifications: Pick<Notifications, 'define' | 'notify'>;
  readonly files: SharedFiles;
  readonly recipients: RecipientQueries;
  /** What holds for an organisation; directory's rules. */
  readonly rule: <Name extends RuleName>(organisationId: number, rule: Name) => Promise<RuleValues[Name]>;
  readonly people: {
    byIds(ids: readonly number[]): Promise<ReadonlyMap<number, { readonly login: string; readonly name: string }>>;
  };
  /** What guests get is handed over, with a receipt. */
  readonly handovers: Pick<Handovers, 'record'>;
  /** Whether the organisation's rules let this guest be shared with; directory's guests. */
  readonly guestSharing: (
    actor: Actor,
    organisationId: number,
    guestId: number,
  ) => Promise<'allowed' | 'unknown' | 'forbidden'>;
}
