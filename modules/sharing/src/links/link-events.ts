import type { Actor, LinkActor } from '@landescloud/kernel';
import type { Queryable } from '@landescloud/platform/database';
import { eventActor } from '../event-actor.ts';
import type { LinksDeps } from './link-deps.ts';
import type { LinkRecord } from './link-record.ts';

/** Says what happened to a link, or by it; `node:<id>` is what it leads to. */
export function recordOf({ events, clock }: Pick<LinksDeps, 'events' | 'clock'>) {
  return (
    tx: Queryable,
    actor: Actor | LinkActor,
    type: string,
    link: Pick<LinkRecord, 'id' | 'nodeId' | 'organisationId'>,
    data: Readonly<Record<string, unknown>> = {},
  ): Promise<void> =>
    events.record(tx, [
      {
        type: `sharing.${type}`,
        actor: eventActor(actor),
        organisationId: link.organisationId,
        subject: `node:${link.nodeId}`,
        data: { linkId: link.id, nodeId: link.nodeId, ...data },
        at: clock.now(),
      },
    ]);
}
