import { randomUUID } from 'node:crypto';
import {
  applyMessage,
  objectOf,
  organizerMessages,
  partOf,
  readCalendar,
  refreshOf,
  requestFor,
  writeCalendar,
  type Applied,
  type Calendar,
} from '@landescloud/icalendar';
import { systemActor } from '@landescloud/kernel';
import { storeObject } from '../commands/put-object.ts';
import { readObject } from '../objects/read-object.ts';
import type { CalendarWrite } from '../store/calendar-lanes.ts';
import { dataOf, findObjects } from '../store/object-writer.ts';
import {
  dropDelivery,
  findDelivery,
  placeOfUid,
  standardCalendar,
  takeDeliveries,
  type Delivery,
} from './delivery-store.ts';
import { insertInboxItem } from './inbox-store.ts';
import { deliverer } from './on-write.ts';
import { personParty, roomParty, type Party } from './parties.ts';
import { withUsualAlarm } from '../reminders/usual-alarm.ts';
import { answerBooking, giveBack } from './rooms/answer-booking.ts';
import { post } from './post.ts';
import { askPerson } from './questions.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import { tellAnswersLater } from './tell-answers.ts';
import { tellPerson } from './tell-person.ts';

/**
 * Applies one message to the calendar of whom it is for (RFC 6638, 3.2: automatic processing), in one transaction with
 * its removal: killed in the middle, nothing has happened; done twice, the second finds nothing to do.
 */
export function deliver(deps: SchedulingDeps) {
  return async ({ id }: { readonly id: number }): Promise<void> => {
    const { db, lanes } = deps;
    const delivery = await findDelivery(db, id);
    if (delivery === undefined) return;
    const find = delivery.recipientKind === 'room' ? roomParty : personParty;
    const recipient = await find(db, delivery.recipientId);
    const calendarId = recipient === null ? null : await calendarFor(deps, delivery, recipient);
    if (recipient === null || calendarId === null) return dropDelivery(db, id);
    await lanes.run(calendarId, async (write) => {
      // the lane ends what it began only where something was written
      write.dirty = true;
      for (const each of await takeDeliveries(write.tx, delivery)) await apply(deps, write, recipient, each);
    });
  };
}

async function calendarFor(
  deps: SchedulingDeps,
  { recipientKind, recipientId, uid }: Delivery,
  { id }: Party,
): Promise<number | null> {
  const place = await placeOfUid(deps.db, recipientKind, recipientId, uid);
  if (place !== null) return place.calendarId;
  if (recipientKind === 'person') await deps.ensureHome({ personId: id, role: 'member' });
  return standardCalendar(deps.db, recipientKind, recipientId);
}

async function apply(deps: SchedulingDeps, write: CalendarWrite, recipient: Party, delivery: Delivery): Promise<void> {
  const message = partOf(readCalendar(delivery.data, { message: true }));
  const uri = `${delivery.uid.replaceAll(/[^\w.@-]/g, '_').slice(0, 150)}.ics`;
  const existing = (await findObjects(write, uri, delivery.uid)).find(({ uid }) => uid === delivery.uid);
  const stored = existing === undefined ? null : partOf(readCalendar(await dataOf(write, existing.id)));
  const applied = applyMessage(stored, { calendar: message, self: recipient.addresses, sender: delivery.sender });
  if (applied.outcome === 'stored') {
    const received = objectOf(applied.calendar);
    const isInvitation = applied.isNew && recipient.kind === 'person';
    const given = isInvitation ? await withUsualAlarm(write.tx, recipient.id, received) : received;
    const data = Buffer.from(writeCalendar(given));
    const actor = systemActor(deliverer);
    // an answer alone is no reason for the organizer's program to fetch all again (RFC 6638, 3.2.10)
    const scheduleTag =
      delivery.method === 'REPLY' || delivery.quiet ? (existing?.scheduleTag ?? randomUUID()) : randomUUID();
    const object = readObject(data);
    const at = existing?.uri ?? (await freeUri(write, uri));
    await storeObject(deps, write, { actor, uri: at, data, object, existing, silent: true, scheduleTag });
    if (recipient.kind === 'room' && delivery.method === 'REQUEST' && !delivery.quiet)
      await answerBooking(deps, write, recipient, applied.calendar, delivery.uid);
    if (recipient.kind === 'room' && delivery.method === 'CANCEL')
      await giveBack(deps, write, recipient, applied.calendar, delivery.uid);
    if (delivery.method === 'REPLY') await passOn(deps, write, recipient, stored, applied.calendar, delivery.uid);
  }
  await follow(deps, write, recipient, delivery, { applied, stored, message });
}

async function freeUri(write: CalendarWrite, uri: string): Promise<string> {
  return (await findObjects(write, uri, '')).length === 0 ? uri : `${randomUUID()}.ics`;
}

/** An answer concerns the others too: their calendars show it, and whom somebody sends instead is invited. */
async function passOn(
  deps: SchedulingDeps,
  write: CalendarWrite,
  owner: Party,
  before: Calendar | null,
  after: Calendar,
  uid: string,
): Promise<void> {
  const messages = organizerMessages({ before, after, now: write.now });
  await post(
    deps,
    write.tx,
    owner,
    messages.filter(({ weight }) => weight === 'notice'),
  );
  await tellAnswersLater(deps, write.tx, owner, uid);
}

interface Outcome {
  readonly applied: Applied;
  readonly stored: Calendar | null;
  readonly message: Calendar;
}

async function follow(
  deps: SchedulingDeps,
  write: CalendarWrite,
  recipient: Party,
  delivery: Delivery,
  { applied, stored, message }: Outcome,
): Promise<void> {
  const { tx, now } = write;
  if (recipient.kind === 'room') return;
  if (applied.outcome === 'refresh' && stored !== null) {
    const request = requestFor(stored, applied.from, now);
    if (request !== null) await post(deps, tx, recipient, [request]);
  } else if (applied.outcome === 'incomplete') {
    const refresh = refreshOf(stored ?? message, recipient.addresses[0] ?? '', now);
    if (refresh !== null) await post(deps, tx, recipient, [refresh]);
  } else if (applied.outcome === 'asks') {
    await askPerson(deps, tx, recipient, {
      kind: applied.question,
      sender: applied.from,
      message,
      data: delivery.data,
    });
  }
  // the same once more is meant so: SCHEDULE-FORCE-SEND
  const again = applied.outcome === 'ignored' && applied.because === 'known';
  const heard = applied.outcome === 'stored' || applied.outcome === 'declined-counter' || again;
  if (!heard || delivery.quiet) return;
  await insertInboxItem(tx, { personId: recipient.id, uid: delivery.uid, data: delivery.data }, now);
  const [own] = await findObjects(write, '', delivery.uid);
  await tellPerson(deps, tx, recipient, {
    message,
    eventId: own?.id ?? null,
    sender: delivery.sender,
    isNew: applied.outcome === 'stored' && applied.isNew,
  });
}
