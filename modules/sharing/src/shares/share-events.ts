import type { Actor, Clock } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { eventActor } from '../event-actor.ts';
import type { ShareDeps } from './share-deps.ts';

export interface ShareEvent {
  readonly type:
    | 'sharing.shared'
    | 'sharing.share_changed'
    | 'sharing.share_ended'
    | 'sharing.share_left'
    | 'sharing.owner_changed';
  readonly nodeId: number;
  readonly organisationId: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** For the audit log, one for each share: whom it concerns stands in it by id. */
export function createShareEvents({ events, clock }: { events: ShareDeps['events']; clock: Clock }) {
  return async (tx: Queryable, actor: Actor, happened: readonly ShareEvent[]): Promise<void> => {
    const by = eventActor(actor);
    const at = clock.now();
    await events.record(
      tx,
      happened.map(({ type, nodeId, organisationId, data }) => ({
        type,
        actor: by,
        organisationId,
        subject: `node:${nodeId}`,
        data,
        at,
      })),
    );
  };
}

/** What an event says of a share's recipient. */
export function recipientData(share: {
  readonly kind: string;
  readonly person_id: number | null;
  readonly group_id: number | null;
  readonly organisation_id: number | null;
}): Record<string, unknown> {
  const { kind, person_id: personId, group_id: groupId, organisation_id: organisationId } = share;
  return {
    kind,
    ...(personId === null ? {} : { personId }),
    ...(groupId === null ? {} : { groupId }),
    ...(organisationId === null ? {} : { organisationId }),
  };
}
