import { randomUUID } from 'node:crypto';
import {
  allParts,
  attendeeMessages,
  attendeeOf,
  objectOf,
  partsOf,
  partstatOf,
  writeCalendar,
  type Calendar,
} from '@landescloud/icalendar';
import { systemActor } from '@landescloud/kernel';
import { storeObject } from '../../commands/put-object.ts';
import { readObject } from '../../objects/read-object.ts';
import type { CalendarWrite } from '../../store/calendar-lanes.ts';
import type { FoundObject } from '../../store/object-writer.ts';
import { deliverer } from '../on-write.ts';
import type { Party } from '../parties.ts';
import { post } from '../post.ts';
import type { SchedulingDeps } from '../scheduling-deps.ts';

export interface AnswerToWrite {
  readonly party: Party;
  readonly existing: FoundObject;
  /** As it stands in the room's calendar. */
  readonly before: Calendar;
  /** With the room's answer in it. */
  readonly after: Calendar;
  /** Why, in words, for every program. */
  readonly comment: string;
}

/** Puts a room's answer into its calendar and on the way to the organizer, in one transaction. */
export async function writeAnswer(deps: SchedulingDeps, write: CalendarWrite, answer: AnswerToWrite): Promise<void> {
  const { party, existing, before, after, comment } = answer;
  const [address = ''] = party.addresses;
  for (const part of allParts(partsOf(after)!)) {
    const mine = attendeeOf(part, address);
    mine?.setParameter('cn', party.name);
    // What was declined takes no time; everything else does, whatever the organizer's program shows.
    part.set('transp', mine !== undefined && partstatOf(mine) === 'DECLINED' ? 'TRANSPARENT' : 'OPAQUE');
    part.remove('x-microsoft-cdo-busystatus');
    part.remove('comment');
    if (comment !== '') part.addValue('comment', comment);
  }
  const data = Buffer.from(writeCalendar(objectOf(after)));
  await storeObject(deps, write, {
    actor: systemActor(deliverer),
    uri: existing.uri,
    data,
    object: readObject(data),
    existing,
    silent: true,
    scheduleTag: randomUUID(),
  });
  const messages = attendeeMessages({ before, after, self: party.addresses, now: write.now });
  await post(deps, write.tx, party, messages);
}
