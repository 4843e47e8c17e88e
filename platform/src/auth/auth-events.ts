import type { Actor, Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { DomainEvent, StoredEvent } from '@landescloud/platform/events';

/** The part of platform/events that auth needs. */
export interface EventLog {
  record(tx: Queryable, events: readonly DomainEvent[]): Promise<void>;
  subscribe(name: string, types: readonly string[], handler: (events: StoredEvent[]) => Promise<void>): void;
}

/** Writes what auth did into the outbox, in the transaction that did it. No secret is ever part of it. */
export interface AuthEvents {
  record(tx: Queryable, actor: Actor, type: string, personId: number, data: Record<string, unknown>): Promise<void>;
}

export function createAuthEvents(log: EventLog, clock: Clock): AuthEvents {
  return {
    async record(tx, actor, type, personId, data) {
      const by =
        actor.kind === 'person'
          ? { kind: actor.kind, personId: actor.personId, name: actor.name, client: actor.client }
          : { kind: actor.kind, name: actor.name };
      const organisationId = actor.kind === 'person' ? actor.organisationId : null;
      const event = { type, actor: by, organisationId, subject: `person:${personId}`, data, at: clock.now() };
      await log.record(tx, [event]);
    },
  };
}
