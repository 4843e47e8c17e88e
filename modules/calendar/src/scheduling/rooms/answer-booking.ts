import { randomUUID } from 'node:crypto';
import {
  Moment,
  allParts,
  attendeeMessages,
  attendeeOf,
  extent,
  objectOf,
  occurrences,
  organizerAddress,
  partsOf,
  partstatOf,
  withAnswer,
  writeCalendar,
  type Calendar,
} from '@landescloud/icalendar';
import { systemActor } from '@landescloud/kernel';
import { storeObject } from '../../commands/put-object.ts';
import { readObject } from '../../objects/read-object.ts';
import { busyOfOwners } from '../../queries/free-busy.ts';
import type { CalendarWrite } from '../../store/calendar-lanes.ts';
import { findObjects } from '../../store/object-writer.ts';
import { usualZone } from '../../zones.ts';
import { deliverer } from '../on-write.ts';
import { routeOf, type Party } from '../parties.ts';
import { post } from '../post.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { decideBooking } from './decide-booking.ts';
import { roomById } from './room-store.ts';

const mostDates = 1000;
const farthest = 20 * 366 * 86_400_000;

/** A room answers what has just been put into its calendar, in the same transaction: nobody gets it twice. */
export async function answerBooking(
  deps: SchedulingDeps,
  write: CalendarWrite,
  party: Party,
  asked: Calendar,
  uid: string,
): Promise<void> {
  const { tx, now } = write;
  const room = await roomById(tx, party.id);
  const [address = ''] = party.addresses;
  if (room === undefined) return;
  const existing = (await findObjects(write, '', uid)).find((each) => each.uid === uid);
  if (existing === undefined) return;
  const object = objectOf(asked);
  const zone = usualZone();
  const range = { from: now, to: now + room.horizonDays * 86_400_000 };
  const dates = occurrences(object, { from: now, to: now + farthest, floatingZone: zone, most: mostDates });
  if (dates.length === 0) return;
  const busy = (await busyOfOwners(tx, 'room', [room.id], range, uid)).get(room.id) ?? [];
  const organizer = await routeOf(tx, organizerAddress(asked));
  const mayBook =
    organizer.to === 'party' && (room.books === 'everyone' || organizer.party.organisationId === room.organisationId);
  const decision = decideBooking({ room, mayBook, dates, busy, lastAt: extent(object).last, now, zone });
  let answered = withAnswer(asked, { attendee: address, partstat: decision.answer });
  for (const id of decision.answer === 'ACCEPTED' ? decision.without : []) {
    const instance = Moment.parse(id, null, asked.zones);
    answered = withAnswer(answered, { attendee: address, partstat: 'DECLINED', instance });
  }
  // what was declined takes no time
  for (const part of allParts(partsOf(answered)!)) {
    const mine = attendeeOf(part, address);
    const isDeclined = mine !== undefined && partstatOf(mine) === 'DECLINED';
    part.set('transp', isDeclined ? 'TRANSPARENT' : 'OPAQUE');
  }
  const data = Buffer.from(writeCalendar(objectOf(answered)));
  const stored = {
    actor: systemActor(deliverer),
    uri: existing.uri,
    data,
    object: readObject(data),
    existing,
    silent: true,
  };
  await storeObject(deps, write, { ...stored, scheduleTag: randomUUID() });
  const messages = attendeeMessages({ before: asked, after: answered, self: party.addresses, now });
  await post(deps, tx, party, messages);
}
