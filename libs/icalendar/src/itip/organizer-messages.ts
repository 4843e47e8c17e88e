import type { Line } from './part.ts';
import { addressOf, calendarAddress } from './address.ts';
import { viewOf } from './attendee-view.ts';
import { cancelOf } from './cancel-message.ts';
import type { OutgoingMessage } from './itip-types.ts';
import { answersDigest, contentDigest } from './part-digest.ts';
import { allParts, attendeeAddresses, attendeeOf, attendeesOf, cloneCalendar, organizerAddress } from './parts.ts';
import { partsOf, sequenceOf, setStamp, type Calendar, type Part, type Parts } from './parts.ts';
import { Moment } from './moment.ts';
import { excludedKeys, findInstance, overrideOf } from './series.ts';

export interface OrganizerChange {
  /** null: it is new. */
  readonly before: Calendar | null;
  /** null: it is deleted. As `reviseForOrganizer` made it. */
  readonly after: Calendar | null;
  readonly now: number;
}

/**
 * What the organizer's change has to tell attendees (RFC 6638, 3.2.1; RFC 5546, 3.2): REQUEST to whom something is new or
 * changed, of the instances that they are invited to; CANCEL to whom something is taken away. Attendees with another
 * SCHEDULE-AGENT than SERVER are left out. Who gets the same is in one message.
 */
export function organizerMessages({ before, after, now }: OrganizerChange): OutgoingMessage[] {
  const organizer = after === null && before === null ? '' : organizerAddress((after ?? before)!);
  const people = new Set([before, after].flatMap((each) => (each === null ? [] : attendeeAddresses(each))));
  people.delete(organizer);
  const groupOf = grouping([before, after]);
  const shared = new Map<string, readonly OutgoingMessage[]>();
  const messages = [...people].flatMap((address) => {
    const group = groupOf(address);
    const same = shared.get(group);
    if (same !== undefined) return same.map((message) => ({ ...message, to: [address] }));
    const made = messagesTo(address, { before, after, now });
    // who is uninvited is named alone
    if (made.every(({ method }) => method === 'REQUEST')) shared.set(group, made);
    return made;
  });
  return gathered(messages);
}

/** People who are invited to the same, in the same way, get the same: a hundred of them cost hardly more than one. */
function grouping(calendars: readonly (Calendar | null)[]): (address: string) => string {
  const groups = new Map<string, string>();
  for (const [which, calendar] of calendars.entries()) {
    const parts = calendar === null ? null : partsOf(calendar);
    for (const [index, part] of (parts === null ? [] : allParts(parts)).entries())
      for (const attendee of attendeesOf(part)) {
        const address = addressOf(attendee);
        const way = ['schedule-agent', 'schedule-force-send'].map((name) => attendee.parameter(name) ?? '').join(' ');
        groups.set(address, `${groups.get(address) ?? ''}${which}.${index} ${way};`);
      }
  }
  return (address) => groups.get(address) ?? '';
}

function messagesTo(address: string, { before, after, now }: OrganizerChange): OutgoingMessage[] {
  if (!serverSends(address, after ?? before)) return [];
  const [known, next] = [before && viewOf(before, address), after && viewOf(after, address)];
  if (known === null && next === null) return [];
  const to = [address];
  if (next === null)
    return [{ method: 'CANCEL', to, weight: 'notice', calendar: cancelOf(before!, after, address, now) }];
  const forced = isForced(address, after);
  const request = (weight: OutgoingMessage['weight']): OutgoingMessage => {
    const calendar = cloneCalendar(next);
    calendar.set('method', 'REQUEST');
    for (const part of allParts(partsOf(calendar)!)) setStamp(part, now);
    return { method: 'REQUEST', to, weight, calendar };
  };
  if (known === null) return [request('notice')];
  const messages: OutgoingMessage[] = [];
  const cancelled = instancesTakenAway(known, next);
  if (cancelled.length > 0) {
    const calendar = cancelOf(before!, after, address, now, cancelled);
    messages.push({ method: 'CANCEL', to, weight: 'notice', calendar });
  }
  if (forced || changed(known, next, contentDigest, cancelled)) messages.push(request('notice'));
  else if (changed(known, next, answersDigest, cancelled)) messages.push(request('quiet'));
  return messages;
}

/** RFC 6638, 7.1. */
function serverSends(address: string, calendar: Calendar | null): boolean {
  const attendees = attendeesNamed(address, calendar);
  const agents = attendees.map((each) => (each.parameter('schedule-agent') ?? 'SERVER').toUpperCase());
  return agents.length === 0 || agents.includes('SERVER');
}

/** RFC 6638, 7.2. */
function isForced(address: string, calendar: Calendar | null): boolean {
  return attendeesNamed(address, calendar).some(
    (each) => each.parameter('schedule-force-send')?.toUpperCase() === 'REQUEST',
  );
}

function attendeesNamed(address: string, calendar: Calendar | null): Line[] {
  const parts = calendar === null ? null : partsOf(calendar);
  return parts === null ? [] : allParts(parts).flatMap((part) => attendeeOf(part, address) ?? []);
}

/** Keys of instances that were of the attendee's series, or theirs alone, and are no more. */
function instancesTakenAway(known: Calendar, next: Calendar): string[] {
  const [before, after] = [partsOf(known)!, partsOf(next)!];
  if (before.master === null || after.master === null) {
    if (after.master !== null) return [];
    return [...before.overrides.keys()].filter((key) => !after.overrides.has(key));
  }
  const already = excludedKeys(before.master);
  return [...excludedKeys(after.master).keys()].filter((key) => !already.has(key));
}

function changed(
  known: Calendar,
  next: Calendar,
  digest: (part: Part) => string,
  cancelled: readonly string[],
): boolean {
  const [before, after] = [partsOf(known)!, partsOf(next)!];
  const gone = new Set(cancelled);
  const differs = (was: Part | null, is: Part | null) =>
    was === null || is === null ? was !== is : lessOf(digest(was), gone) !== lessOf(digest(is), gone);
  if (differs(before.master, after.master)) return true;
  const keys = new Set([...before.overrides.keys(), ...after.overrides.keys()]);
  return [...keys].some((key) => !gone.has(key) && differs(instanceOf(before, key), instanceOf(after, key)));
}

/** What holds for an instance: an override that says nothing else than the series changes nothing. */
function instanceOf({ master, overrides }: Parts, key: string): Part | null {
  const override = overrides.get(key);
  if (override !== undefined || master === null) return override ?? null;
  const start = findInstance(
    master,
    Moment.parse(key, null, () => null),
  );
  return start === null ? null : overrideOf(master, start);
}

/** What a CANCEL tells need not be told by a REQUEST too. */
function lessOf(digest: string, cancelled: ReadonlySet<string>): string {
  const lines = digest.split('\n');
  return lines.filter((line) => !line.startsWith('exdate ') || !cancelled.has(line.slice(7))).join('\n');
}

function gathered(messages: readonly OutgoingMessage[]): OutgoingMessage[] {
  const texts = new Map<Calendar, string>();
  const found = new Map<string, { message: OutgoingMessage; to: string[] }>();
  for (const message of messages) {
    const text = texts.get(message.calendar) ?? message.calendar.toString();
    texts.set(message.calendar, text);
    const key = `${message.method} ${message.weight} ${text}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, { message, to: [...message.to] });
    else same.to.push(...message.to);
  }
  return [...found.values()].map(({ message, to }) => ({ ...message, to }));
}

/** REQUEST of everything that this attendee is invited to: what answers a REFRESH (RFC 5546, 3.2.6). null: to nothing. */
export function requestFor(calendar: Calendar, address: string, now: number): OutgoingMessage | null {
  const message = organizerMessages({ before: null, after: calendar, now }).find(({ to }) =>
    to.includes(calendarAddress(address)),
  );
  return message === undefined ? null : { ...message, to: [calendarAddress(address)] };
}

/** Whether it has an organizer and attendees: a scheduling object (RFC 6638, 3.1). */
export function isScheduled(calendar: Calendar): boolean {
  const parts = partsOf(calendar);
  const organizer = organizerAddress(calendar);
  return (
    parts !== null &&
    organizer !== '' &&
    allParts(parts).some((part) => attendeesOf(part).some((each) => addressOf(each) !== ''))
  );
}

export function highestSequence(calendar: Calendar): number {
  const parts = partsOf(calendar);
  return parts === null ? 0 : Math.max(0, ...allParts(parts).map(sequenceOf));
}
