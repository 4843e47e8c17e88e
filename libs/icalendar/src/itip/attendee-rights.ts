import { addressOf, calendarAddress, sameAddress } from './address.ts';
import { overrideOf, findInstance } from './series.ts';
import { timeDigest } from './part-digest.ts';
import { attendeesOf, organizerAddress, organizerOf, partsOf, sequenceOf, textOf } from './parts.ts';
import type { Calendar, Part } from './parts.ts';

/** What an attendee may not change in the organizer's object; each is one reason to refuse the whole. */
export type ForbiddenChange =
  | 'uid'
  | 'organizer'
  | 'time'
  | 'recurrence'
  | 'attendees'
  | 'summary'
  | 'location'
  | 'sequence';

/**
 * What of an attendee's change only the organizer may do (RFC 6638, 3.2.2.1): everything but their own answer, alarms, what
 * they keep for themselves, leaving instances out (EXDATE) and answering single ones. Empty: all is allowed. Whom they
 * delegate to they may add.
 */
export function forbiddenToAttendee(before: Calendar, after: Calendar, self: readonly string[]): ForbiddenChange[] {
  const [old, next] = [partsOf(before), partsOf(after)];
  if (old === null || next === null || old.uid !== next.uid) return ['uid'];
  const found = new Set<ForbiddenChange>();
  if (!sameAddress(organizerAddress(before), organizerAddress(after))) found.add('organizer');
  const own = new Set(self.map(calendarAddress));
  const check = (was: Part, is: Part) => forbidden(was, is, own).forEach((each) => found.add(each));
  if (old.master !== null && next.master !== null) check(old.master, next.master);
  else if (old.master === null && next.master !== null) found.add('recurrence');
  for (const [key, part] of next.overrides) {
    const known = old.overrides.get(key) ?? ofSeries(old.master, part);
    if (known === null) found.add('recurrence');
    else check(known, part);
  }
  return [...found];
}

/** Whether who was the organizer still is: nobody makes an object another's by storing it (RFC 6638, 3.2.4.2). */
export function keepsOrganizer(before: Calendar, after: Calendar): boolean {
  const [was, is] = [organizerAddress(before), organizerAddress(after)];
  return was === '' || is === '' || sameAddress(was, is);
}

function forbidden(was: Part, is: Part, own: ReadonlySet<string>): ForbiddenChange[] {
  const found: ForbiddenChange[] = [];
  const text = (part: Part, name: string) => textOf(part, name).replaceAll(/\s+/g, ' ').trim();
  if (timeDigest(was) !== timeDigest(is)) found.push(was.has('recurrence-id') ? 'time' : kindOfTime(was, is));
  if (text(was, 'summary') !== text(is, 'summary')) found.push('summary');
  if (text(was, 'location') !== text(is, 'location')) found.push('location');
  if (sequenceOf(is) < sequenceOf(was)) found.push('sequence');
  const organizer = organizerOf(is);
  if (organizer !== null && !sameAddress(addressOf(organizer), addressOf(organizerOf(was) ?? organizer)))
    found.push('organizer');
  if (!sameOthers(was, is, own)) found.push('attendees');
  return found;
}

function kindOfTime(was: Part, is: Part): ForbiddenChange {
  const rule = (part: Part) => ['rrule', 'rdate'].map((name) => textOf(part, name)).join(' ');
  return rule(was) === rule(is) ? 'time' : 'recurrence';
}

/** Others neither come, go nor answer by one's own hand; but for whom one sends instead. */
function sameOthers(was: Part, is: Part, own: ReadonlySet<string>): boolean {
  const before = new Map(attendeesOf(was).map((each) => [addressOf(each), each]));
  const after = new Map(attendeesOf(is).map((each) => [addressOf(each), each]));
  const delegates = new Set(
    [...after].flatMap(([address, each]) =>
      own.has(address) ? each.parameterValues('delegated-to').map(calendarAddress) : [],
    ),
  );
  for (const address of before.keys()) if (!own.has(address) && !after.has(address)) return false;
  for (const address of after.keys())
    if (!own.has(address) && !before.has(address) && !delegates.has(address)) return false;
  return true;
}

function ofSeries(master: Part | null, part: Part): Part | null {
  const id = part.moment('recurrence-id');
  const start = master === null || id === null ? null : findInstance(master, id);
  return master === null || start === null ? null : overrideOf(master, start);
}
