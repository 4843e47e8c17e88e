import { allParts, attendeeOf, objectOf, partOf, partsOf, readCalendar, writeCalendar } from '@landescloud/icalendar';
import { systemActor } from '@landescloud/kernel';
import { storeObject } from '../../commands/put-object.ts';
import { readObject } from '../../objects/read-object.ts';
import { dataOf, findObjects } from '../../store/object-writer.ts';
import { placeOfUid } from '../delivery-store.ts';
import { deliverer } from '../on-write.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';
import { undeliveredKind } from '../scheduling-notifications.ts';
import { summaryOf } from '../tell-person.ts';
import type { Invitation } from './invitation-store.ts';

const status = '5.1';

/**
 * An invitation came back: the organizer's object says so (SCHEDULE-STATUS, RFC 6638, 3.2.9), and the organizer is told, once. False:
 * there is no such event any more, or it is known.
 */
export async function takeUndelivered(deps: SchedulingDeps, { ownerId, uid, address }: Invitation): Promise<boolean> {
  const place = await placeOfUid(deps.db, 'person', ownerId, uid);
  if (place === null) return false;
  return deps.lanes.run(place.calendarId, async (write) => {
    const [existing] = await findObjects(write, place.uri, uid);
    if (existing === undefined) return false;
    const calendar = partOf(readCalendar(await dataOf(write, existing.id)));
    const lines = allParts(partsOf(calendar)!).flatMap((part) => attendeeOf(part, `mailto:${address}`) ?? []);
    if (lines.every((line) => line.parameter('schedule-status') === status)) return false;
    for (const line of lines) line.setParameter('schedule-status', status);
    const data = Buffer.from(writeCalendar(objectOf(calendar)));
    const stored = { actor: systemActor(deliverer), uri: existing.uri, data, object: readObject(data), existing };
    const tag = existing.scheduleTag === null ? {} : { scheduleTag: existing.scheduleTag };
    await storeObject(deps, write, { ...stored, ...tag, silent: true });
    const about = { kind: undeliveredKind.name, subject: `event:${uid}`.slice(0, 250), link: '/calendar' };
    await deps.notifications.notify(write.tx, [
      { ...about, personId: ownerId, data: { title: summaryOf(calendar), address } },
    ]);
    return true;
  });
}
