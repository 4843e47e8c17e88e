import type { RecipientQueries, RuleName, RuleValues } from '@landescloud/directory';
import type { NodeView } from '@landescloud/files';
import type { Actor, Clock, PersonActor, SystemActor } from '@landescloud/kernel';
import type { Database, Queryable } from '@landescloud/platform/database';
import type { DomainEvent, StoredEvent } from '@landescloud/platform/events';
import type { Notifications } from '@landescloud/platform/notifications';
import type { ShareRole } from '../roles.ts';

/** The part of files by which grants are written and nodes are shown; `files.grants` and `files.nodes`. */
export interface SharedFiles {
  /** Sets what sharing gives these grantees on the node; no roles: nothing. Nothing happens where the node is gone. */
  grant(actor: SystemActor, nodeId: number, grants: readonly ShareGrant[]): Promise<void>;
  /** What is granted on the node and on all above it, the node's first; none where it is gone. */
  granted(nodeId: number): Promise<readonly NodeGrants[]>;
  /** NotFound `files.node_not_found` where the actor may not see it. */
  node(actor: PersonActor, nodeId: number): Promise<SharedNode>;
}

export interface ShareGrant {
  readonly granteeId: number;
  readonly roles: readonly ShareRole[];
}

export interface NodeGrants {
  readonly nodeId: number;
  readonly name: string;
  readonly grants: readonly {
    readonly granteeId: number;
    /** Bits by membership in the space, and by shares. */
    readonly member: number;
    readonly shared: number;
  }[];
}

export interface SharedNode {
  readonly node: NodeView;
  readonly rights: number;
  /** Of the organisation and person whose space it is in. */
  readonly organisationId: number;
  readonly ownerId: number | null;
  /** Ids from the node itself up to its space's root. */
  readonly chain: readonly number[];
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
  readonly notifications: Pick<Notifications, 'define' | 'notify' | 'withdraw'>;
  readonly files: SharedFiles;
  readonly recipients: RecipientQueries;
  /** What holds for an organisation; directory's rules. */
  readonly rule: <Name extends RuleName>(organisationId: number, rule: Name) => Promise<RuleValues[Name]>;
  readonly people: {
    byIds(ids: readonly number[]): Promise<ReadonlyMap<number, PersonName>>;
  };
  /** Whether the organisation's rules let this guest be shared with; directory's guests. */
  readonly guestSharing: (
    actor: Actor,
    organisationId: number,
    guestId: number,
  ) => Promise<'allowed' | 'unknown' | 'forbidden'>;
}

export interface PersonName {
  readonly login: string;
  readonly name: string;
}
