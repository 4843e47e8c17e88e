import { partOf, readCalendar, type ItipMethod } from '@landescloud/icalendar';
import { personParty, roomParty } from '../parties.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { mailMessage } from './mail-message.ts';
import { takeOutgoing } from './outgoing-store.ts';

/** Makes the mail of one message, in one transaction with its removal: killed in the middle, nothing has been sent. */
export function sendOutgoing(deps: SchedulingDeps) {
  return ({ id }: { readonly id: number }): Promise<void> =>
    deps.db.transaction(async (tx) => {
      for (const { ownerKind, ownerId, address, method, data } of await takeOutgoing(tx, id)) {
        const from = await (ownerKind === 'room' ? roomParty : personParty)(tx, ownerId);
        if (from === null) continue;
        const calendar = partOf(readCalendar(data, { message: true }));
        await mailMessage(deps, tx, from, { method: method as ItipMethod, calendar, address });
      }
    });
}
