import type { Actor, Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import type { EventLog } from '../directory-events.ts';
import type { SourceEvent } from './apply-context.ts';

/** Many at once: a first run says of tens of thousands that they are here. */
export type RecordEvents = (tx: Queryable, actor: Actor, events: readonly SourceEvent[]) => Promise<void>;

export function createRecordEvents(log: EventLog, clock: Clock): RecordEvents {
  return async (tx, actor, events) => {
    if (events.length === 0) return;
    const by =
      actor.kind === 'person'
        ? { kind: actor.kind, personId: actor.personId, name: actor.name, client: actor.client }
        : { kind: actor.kind, name: actor.name };
    const at = clock.now();
    await log.record(
      tx,
      events.map((event) => ({ ...event, actor: by, at })),
    );
  };
}
