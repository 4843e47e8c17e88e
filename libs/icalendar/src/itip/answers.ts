import { calendarAddress } from './address.ts';
import { sharedPart } from './attendee-view.ts';
import { Line } from './part.ts';
import type { Moment } from './moment.ts';
import type { OutgoingMessage } from './itip-types.ts';
import { replyPart } from './attendee-messages.ts';
import { allParts, attendeeOf, attendeesOf, calendarWith, cloneCalendar, organizerAddress, partsOf } from './parts.ts';
import { setStamp, type Calendar, Part } from './parts.ts';
import { findInstance, overrideOf } from './series.ts';

export type Partstat = 'ACCEPTED' | 'TENTATIVE' | 'DECLINED';

export interface Answer {
  readonly attendee: string;
  readonly partstat: Partstat;
  /** Of a series: only this instance. */
  readonly instance?: Moment;
  readonly comment?: string;
  readonly now: number;
}

/** REPLY of who has no calendar program at hand. null: not invited to it, or there is no such instance. */
export function replyTo(
  calendar: Calendar,
  { attendee, partstat, instance, comment, now }: Answer,
): OutgoingMessage | null {
  const found = partAt(calendar, instance);
  const mine = found === null ? undefined : attendeeOf(found, attendee);
  if (found === null || mine === undefined) return null;
  const part = replyPart(found, mine, partstat);
  part.remove('comment');
  if (comment !== undefined && comment !== '') part.addValue('comment', comment);
  setStamp(part, now);
  const to = [organizerAddress(calendar)];
  return { method: 'REPLY', to, weight: 'notice', calendar: calendarWith([part], calendar, 'REPLY') };
}

/** The object with the attendee's own answer in it: what an attendee stores. */
export function withAnswer(calendar: Calendar, { attendee, partstat, instance }: Omit<Answer, 'now'>): Calendar {
  const answered = cloneCalendar(calendar);
  const parts = partsOf(answered);
  if (parts === null) return answered;
  if (instance === undefined) {
    for (const part of allParts(parts)) attendeeOf(part, attendee)?.setParameter('partstat', partstat);
    return answered;
  }
  const found = partAt(answered, instance);
  if (found === null) return answered;
  attendeeOf(found, attendee)?.setParameter('partstat', partstat);
  if (!allParts(parts).includes(found)) answered.addPart(found);
  return answered;
}

export interface Proposal {
  readonly attendee: string;
  readonly instance?: Moment;
  readonly start: Moment;
  readonly end: Moment;
  readonly comment?: string;
  readonly now: number;
}

/** COUNTER (RFC 5546, 3.2.7): another time is proposed. */
export function counterTo(
  calendar: Calendar,
  { attendee, instance, start, end, comment, now }: Proposal,
): OutgoingMessage | null {
  const found = partAt(calendar, instance);
  const mine = found === null ? undefined : attendeeOf(found, attendee);
  if (found === null || mine === undefined) return null;
  const part = sharedPart(found);
  for (const name of ['rrule', 'rdate', 'exdate', 'duration', 'dtstart', 'dtend', 'comment']) part.remove(name);
  part.addValue('dtstart', start);
  part.addValue('dtend', end);
  if (comment !== undefined && comment !== '') part.addValue('comment', comment);
  for (const each of attendeesOf(part)) if (each !== attendeeOf(part, attendee)) part.remove(each);
  attendeeOf(part, attendee)?.setParameter('partstat', 'TENTATIVE');
  setStamp(part, now);
  const to = [organizerAddress(calendar)];
  return { method: 'COUNTER', to, weight: 'notice', calendar: calendarWith([part], calendar, 'COUNTER') };
}

/** DECLINECOUNTER (RFC 5546, 3.2.8) to who proposed. */
export function declineCounter(counter: Calendar, proposer: string, now: number): OutgoingMessage {
  const parts = allParts(partsOf(counter)!).map((part) => {
    const declined = sharedPart(part);
    setStamp(declined, now);
    return declined;
  });
  const calendar = calendarWith(parts, counter, 'DECLINECOUNTER');
  return { method: 'DECLINECOUNTER', to: [calendarAddress(proposer)], weight: 'notice', calendar };
}

/** REFRESH (RFC 5546, 3.2.6): the organizer is asked for the whole. */
export function refreshOf(calendar: Calendar, attendee: string, now: number): OutgoingMessage | null {
  const parts = partsOf(calendar);
  const [first] = parts === null ? [] : allParts(parts);
  const mine = first === undefined ? undefined : attendeeOf(first, attendee);
  if (parts === null || first === undefined || mine === undefined) return null;
  const part = new Part(parts.kind);
  part.addValue('uid', parts.uid);
  for (const [name, address] of [
    ['organizer', organizerAddress(calendar)],
    ['attendee', calendarAddress(attendee)],
  ] as const)
    part.addValue(name, address);
  setStamp(part, now);
  const to = [organizerAddress(calendar)];
  return { method: 'REFRESH', to, weight: 'notice', calendar: calendarWith([part], calendar, 'REFRESH') };
}

export interface Delegation {
  readonly attendee: string;
  readonly to: string;
  readonly name?: string;
}

/** The attendee sends somebody instead: what they store, of which `attendeeMessages` makes REPLY. */
export function delegate(calendar: Calendar, { attendee, to, name }: Delegation): Calendar {
  const delegated = cloneCalendar(calendar);
  const parts = partsOf(delegated);
  for (const part of parts === null ? [] : allParts(parts)) {
    const mine = attendeeOf(part, attendee);
    if (mine === undefined) continue;
    mine.setParameter('partstat', 'DELEGATED');
    mine.setParameter('delegated-to', calendarAddress(to));
    if (attendeeOf(part, to) !== undefined) continue;
    const other = Line.of('attendee');
    other.setValue(calendarAddress(to));
    if (name !== undefined) other.setParameter('cn', name);
    other.setParameter('delegated-from', calendarAddress(attendee));
    other.setParameter('partstat', 'NEEDS-ACTION');
    other.setParameter('rsvp', 'TRUE');
    part.add(other);
  }
  return delegated;
}

/** The part that says what holds at this instance; one of its own where the series has none yet. */
export function partAt(calendar: Calendar, instance: Moment | undefined): Part | null {
  const parts = partsOf(calendar);
  if (parts === null) return null;
  if (instance === undefined) return parts.master ?? [...parts.overrides.values()][0] ?? null;
  const override = parts.overrides.get(instance.key);
  if (override !== undefined) return override;
  const start = parts.master === null ? null : findInstance(parts.master, instance);
  return parts.master === null || start === null ? null : overrideOf(parts.master, start);
}
