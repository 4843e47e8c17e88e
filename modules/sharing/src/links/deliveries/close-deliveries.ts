import { isDomainError, type LinkActor } from '@landescloud/kernel';
import type { LinksDeps } from '../link-deps.ts';
import { recordOf } from '../link-events.ts';
import { granteeOf } from '../link-record.ts';
import { linkStore } from '../link-store.ts';
import { closeDelivery, recordSubmitted } from './deliveries.ts';
import { deliveryStore, type OpenDelivery } from './delivery-store.ts';

/** Programs do not say when they are done: what has come is handed in when nothing more comes. */
const idleMs = 15 * 60_000;

/**
 * What nobody goes on with. What came by a program counts as handed in; what somebody left on the page without handing it
 * in stays where it is, and is not said to be.
 */
export async function closeDeliveries(deps: LinksDeps): Promise<void> {
  const { db, clock } = deps;
  await closeAll(deps, await deliveryStore.idle(db, clock.now(), clock.now() - idleMs));
}

/** The link has ended: what runs into its drop does, too. */
export async function closeDeliveriesOf(deps: LinksDeps, linkId: number): Promise<void> {
  await closeAll(deps, await deliveryStore.openOfLink(deps.db, linkId));
}

async function closeAll(deps: LinksDeps, deliveries: readonly OpenDelivery[]): Promise<void> {
  const { db, files } = deps;
  for (const delivery of deliveries) {
    const link = await linkStore.byId(db, delivery.linkId);
    if (link === undefined) continue;
    const { makerId, organisationId } = link;
    const name = [delivery.senderName, delivery.senderOrganisation].filter(Boolean).join(', ');
    const client = delivery.byProgram === true ? 'dav' : 'browser';
    const actor: LinkActor = { kind: 'link', granteeId: granteeOf(delivery), makerId, organisationId, name, client };
    const submits = delivery.byProgram === true && (await holdsSomething(files, actor));
    await db.transaction(async (tx) => {
      const closed = await closeDelivery(deps, tx, delivery, submits);
      if (closed === undefined) return;
      if (submits) await recordSubmitted(deps, tx, link, closed, actor).catch(withoutReceipt);
      else
        await recordOf(deps)(tx, actor, 'delivery_abandoned', link, {
          deliveryId: delivery.id,
          folderId: delivery.folderId,
        });
    });
  }
}

/** Too much for one: it has arrived all the same, and nobody is there to send it in pieces. */
function withoutReceipt(error: unknown): void {
  if (!isDomainError(error, 'LimitExceeded')) throw error;
}

async function holdsSomething(files: LinksDeps['files'], actor: LinkActor): Promise<boolean> {
  const folder = await files.nodes.get(actor, { path: [] }).catch(() => null);
  return folder !== null && folder.folderCount + folder.fileCount > 0;
}
