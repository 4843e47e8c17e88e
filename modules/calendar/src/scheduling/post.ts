import { partsOf, type OutgoingMessage } from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import { insertDeliveries, type Delivery } from './delivery-store.ts';
import { insertOutgoing, type Outgoing } from './mail/outgoing-store.ts';
import { routesOf, type Party } from './parties.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';

export const deliverJob = 'calendar.deliver';
export const sendJob = 'calendar.send';
/** So many are one job: a meeting of a hundred makes a handful, which run beside each other. */
const together = 25;

/**
 * Sends messages with what `tx` does: into calendars of this house and to everybody else by mail, both by jobs, so that storing a
 * meeting of hundreds takes hardly longer than one of a few. Answers SCHEDULE-STATUS by address (RFC 6638, 3.2.9). Whose message it
 * is, is `from`.
 */
export async function post(
  deps: Pick<SchedulingDeps, 'clock' | 'jobs'>,
  tx: Transaction,
  from: Party,
  messages: readonly OutgoingMessage[],
): Promise<Map<string, string>> {
  const status = new Map<string, string>();
  if (messages.length === 0) return status;
  const sender = from.addresses[0] ?? '';
  const routes = await routesOf(
    tx,
    messages.flatMap(({ to }) => to),
  );
  const deliveries: Omit<Delivery, 'id'>[] = [];
  const outgoing: Omit<Outgoing, 'id'>[] = [];
  for (const { method, to, calendar, weight } of messages) {
    const data = Buffer.from(calendar.toString());
    const uid = partsOf(calendar)?.uid ?? '';
    for (const address of to) {
      const route = routes.get(address) ?? { to: 'nobody' };
      if (route.to === 'nobody') status.set(address, '3.7');
      else if (route.to === 'mail') {
        const about = { ownerKind: from.kind, ownerId: from.id, uid, address: route.address, method, data };
        if (weight === 'notice') outgoing.push(about);
        status.set(address, '1.1');
      } else {
        const { kind: recipientKind, id: recipientId } = route.party;
        deliveries.push({ recipientKind, recipientId, sender, uid, method, quiet: weight === 'quiet', data });
        status.set(address, '1.2');
      }
    }
  }
  await enqueueAll(deps, tx, deliverJob, await insertDeliveries(tx, deliveries, deps.clock.now()));
  await enqueueAll(deps, tx, sendJob, await insertOutgoing(tx, outgoing, deps.clock.now()));
  return status;
}

export async function enqueueAll(
  { jobs }: Pick<SchedulingDeps, 'jobs'>,
  tx: Transaction,
  job: string,
  ids: readonly number[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += together) await jobs.enqueue(tx, job, { ids: ids.slice(at, at + together) });
}
