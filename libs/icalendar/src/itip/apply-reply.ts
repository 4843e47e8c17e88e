import { addressOf, calendarAddress } from './address.ts';
import type { Applied, IgnoredBecause } from './itip-types.ts';
import { Line } from './part.ts';
import { attendeeOf, attendeesOf, cloneCalendar, partsOf, partstatOf, sequenceOf, stampOf } from './parts.ts';
import type { Calendar, Part } from './parts.ts';
import { copyParameter } from './revise.ts';
import { findInstance, overrideOf } from './series.ts';

/**
 * REPLY for the organizer. An answer to the whole holds for every instance that was not answered later on its own; which of
 * two answers is later says SEQUENCE, then DTSTAMP, so that the order in which they come does not matter. What
 * somebody answered to before the object was changed (a lower SEQUENCE) does not count any more (RFC 5546, 2.1.5).
 */
export function applyReply(stored: Calendar, message: Calendar, from: string): Applied {
  const calendar = cloneCalendar(stored);
  const given = partsOf(message)!;
  const failures: IgnoredBecause[] = [];
  let changed = false;
  const note = (outcome: true | IgnoredBecause) => {
    if (outcome === true) changed = true;
    else failures.push(outcome);
  };
  if (given.master !== null) note(answerAll(calendar, given.master, from));
  for (const reply of given.overrides.values()) note(answerInstance(calendar, reply, from));
  if (changed) return { outcome: 'stored', calendar, isNew: false };
  return { outcome: 'ignored', because: failures[0] ?? 'malformed' };
}

function answerAll(calendar: Calendar, reply: Part, from: string): true | IgnoredBecause {
  const { master, overrides } = partsOf(calendar)!;
  let outcome: true | IgnoredBecause = 'no-instance';
  for (const part of [...(master === null ? [] : [master]), ...overrides.values()]) {
    if (attendeeOf(part, from) === undefined) continue;
    const taken = take(part, reply, from);
    if (outcome !== true) outcome = taken;
  }
  return outcome;
}

function answerInstance(calendar: Calendar, reply: Part, from: string): true | IgnoredBecause {
  const { master, overrides } = partsOf(calendar)!;
  const at = reply.moment('recurrence-id');
  if (at === null) return 'malformed';
  const known = overrides.get(at.key);
  if (known !== undefined) return attendeeOf(known, from) === undefined ? 'not-allowed' : take(known, reply, from);
  const start = master === null ? null : findInstance(master, at);
  if (master === null || start === null) return 'no-instance';
  const part = overrideOf(master, start);
  part.removeParts('valarm');
  const outcome = attendeeOf(part, from) === undefined ? 'not-allowed' : take(part, reply, from);
  if (outcome === true) calendar.addPart(part);
  return outcome;
}

function take(part: Part, reply: Part, from: string): true | IgnoredBecause {
  const [mine, given] = [attendeeOf(part, from)!, attendeeOf(reply, from)!];
  if (sequenceOf(reply) < sequenceOf(part)) return 'old';
  const stamp = `${String(sequenceOf(reply)).padStart(10, '0')}-${stampOf(reply)}`;
  const last = mine.parameter('x-landescloud-replied') ?? '';
  if (last > stamp) return 'old';
  // within one second people do change their mind
  if (last === stamp && partstatOf(mine) === partstatOf(given)) return 'known';
  mine.setParameter('partstat', partstatOf(given));
  mine.setParameter('x-landescloud-replied', stamp);
  mine.setParameter('schedule-status', '2.0');
  mine.removeParameter('rsvp');
  for (const name of ['sent-by', 'delegated-to']) copyParameter(given, mine, name);
  if (partstatOf(given) === 'DELEGATED') takeDelegates(part, reply, from);
  return true;
}

/** RFC 5546, 4.2.5: who answers instead is an attendee from now on. */
function takeDelegates(part: Part, reply: Part, from: string): void {
  const given = attendeeOf(reply, from)!;
  for (const address of given.parameterValues('delegated-to').map(calendarAddress)) {
    if (attendeeOf(part, address) !== undefined) continue;
    const told = attendeesOf(reply).find((each) => addressOf(each) === address);
    const delegate = told === undefined ? Line.of('attendee') : told.clone();
    if (told === undefined) delegate.setValue(address);
    delegate.setParameter('delegated-from', from);
    delegate.setParameter('partstat', 'NEEDS-ACTION');
    delegate.setParameter('rsvp', 'TRUE');
    part.add(delegate);
  }
}
