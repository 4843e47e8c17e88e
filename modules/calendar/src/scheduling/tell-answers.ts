import { attendeeAddresses, partOf, readCalendar, requestFor } from '@landescloud/icalendar';
import type { Transaction } from '@landescloud/platform/database';
import { insertDeliveries, placeOfUid, type Delivery } from './delivery-store.ts';
import { personParty, routesOf, type Party } from './parties.ts';
import { deliverJob, enqueueAll } from './post.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { readStored } from './stored-object.ts';

export const tellAnswersJob = 'calendar.tell_answers';
/** A hundred people answer within minutes: the others' calendars hear of several at once. */
const gather = 3_000;

/** The calendars of the others learn in a moment who has answered what. */
export async function tellAnswersLater(
  { jobs, clock }: SchedulingDeps,
  tx: Transaction,
  owner: Party,
  uid: string,
): Promise<void> {
  const runAt = new Date(clock.now() + gather);
  await jobs.enqueue(tx, tellAnswersJob, { personId: owner.id, uid }, { key: `${owner.id} ${uid}`, runAt });
}

export function tellAnswers(deps: SchedulingDeps) {
  return async ({ personId, uid }: { readonly personId: number; readonly uid: string }): Promise<void> => {
    const { db, clock } = deps;
    const owner = await personParty(db, personId);
    const place = await placeOfUid(db, 'person', personId, uid);
    const stored = place === null ? undefined : await readStored(db, place);
    if (owner === null || stored === undefined) return;
    const calendar = partOf(readCalendar(stored.data));
    const now = clock.now();
    await db.transaction(async (tx) => {
      const addresses = attendeeAddresses(calendar);
      const routes = await routesOf(tx, addresses);
      const deliveries: Omit<Delivery, 'id'>[] = [];
      for (const address of addresses) {
        const route = routes.get(address) ?? { to: 'nobody' };
        if (route.to !== 'party' || route.party.kind !== 'person' || route.party.id === personId) continue;
        const message = requestFor(calendar, address, now);
        if (message === null) continue;
        const [sender, data] = [owner.addresses[0] ?? '', Buffer.from(message.calendar.toString())];
        const recipient = { recipientKind: 'person', recipientId: route.party.id } as const;
        deliveries.push({ ...recipient, sender, uid, method: 'REQUEST', quiet: true, data });
      }
      await enqueueAll(deps, tx, deliverJob, await insertDeliveries(tx, deliveries, now));
    });
  };
}
