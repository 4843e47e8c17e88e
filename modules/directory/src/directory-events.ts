import type { Actor, Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';

/** The part of platform/events that the directory needs. */
export interface EventLog {
  record(tx: Queryable, events: readonly DomainEvent[]): Promise<void>;
}

export interface DirectoryEvents {
  /** `organisationId` is the one it happened in; the actor's own where that says nothing. */
  record(tx: Queryable, actor: Actor, ...events: readonly DirectoryEvent[]): Promise<void>;
}

export interface DirectoryEvent {
  readonly type: string;
  readonly subject: string;
  readonly organisationId?: number | null;
  readonly data: Record<string, unknown>;
}

export function createDirectoryEvents(log: EventLog, clock: Clock): DirectoryEvents {
  return {
    async record(tx, actor, ...happened) {
      const by =
        actor.kind === 'person'
          ? { kind: actor.kind, personId: actor.personId, name: actor.name, client: actor.client }
          : { kind: actor.kind, name: actor.name };
      const own = actor.kind === 'person' ? actor.organisationId : null;
      const at = clock.now();
      const events = happened.map(({ type, subject, organisationId, data }) => ({
        type,
        actor: by,
        organisationId: organisationId ?? own,
        subject,
        data,
        at,
      }));
      await log.record(tx, events);
    },
  };
}
