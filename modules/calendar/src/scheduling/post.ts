import { partsOf, type OutgoingMessage } from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import { insertDelivery } from './delivery-store.ts';
import { routeOf, type Party } from './parties.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { mailMessage } from './mail/mail-message.ts';

export const deliverJob = 'calendar.deliver';

/**
 * Sends messages with what `tx` does: into calendars of this house by a job, to everybody else by mail. Answers
 * SCHEDULE-STATUS by address (RFC 6638, 3.2.9). Whose message it is, is `from`.
 */
export async function post(
  deps: SchedulingDeps,
  tx: Transaction,
  from: Party,
  messages: readonly OutgoingMessage[],
): Promise<Map<string, string>> {
  const status = new Map<string, string>();
  const now = deps.clock.now();
  const sender = from.addresses[0] ?? '';
  for (const { method, to, calendar, weight } of messages) {
    const data = Buffer.from(calendar.toString());
    const uid = partsOf(calendar)?.uid ?? '';
    for (const address of to) {
      const route = await routeOf(tx, address);
      if (route.to === 'nobody') status.set(address, '3.7');
      else if (route.to === 'mail') {
        if (weight === 'notice') await mailMessage(deps, tx, from, { method, calendar, address: route.address });
        status.set(address, '1.1');
      } else {
        const { kind: recipientKind, id: recipientId } = route.party;
        const delivery = { recipientKind, recipientId, sender, uid, method, quiet: weight === 'quiet', data };
        const id = await insertDelivery(tx, delivery, now);
        await deps.jobs.enqueue(tx, deliverJob, { id }, { key: String(id) });
        status.set(address, '1.2');
      }
    }
  }
  return status;
}
