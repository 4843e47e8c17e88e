import type { Actor, Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { DomainEvent } from '@landescloud/platform/events';

/** Deletions are told by it, so its own entries keep what they say. */
export const redactedType = 'audit.redacted';

/** What the log itself has to tell goes the way of all events. */
export function auditEvent(actor: Actor, clock: Clock, type: string, data: Record<string, unknown>): DomainEvent {
  const by =
    actor.kind === 'person'
      ? { kind: actor.kind, personId: actor.personId, name: actor.name, client: actor.client }
      : { kind: actor.kind, name: actor.name };
  const organisationId = actor.kind === 'person' ? actor.organisationId : null;
  return { type, actor: by, organisationId, subject: 'audit', data, at: clock.now() };
}

/** The part of platform/events that records. */
export interface Recorder {
  record(tx: Queryable, events: readonly DomainEvent[]): Promise<void>;
}
