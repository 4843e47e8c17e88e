import type { Line } from './part.ts';
import type { Moment } from './moment.ts';
import { addressOf, calendarAddress, sameAddress } from './address.ts';
import type { OutgoingMessage } from './itip-types.ts';
import { attendeeOf, attendeesOf, calendarWith, isCancelled, organizerAddress, organizerOf, partsOf } from './parts.ts';
import { partstatOf, sequenceOf, setStamp, textOf, type Calendar, Part } from './parts.ts';
import { excludedKeys, findInstance, overrideOf } from './series.ts';

export interface AttendeeChange {
  readonly before: Calendar | null;
  /** null: deleted, which declines what was not declined yet. */
  readonly after: Calendar | null;
  /** Every address of the person; the first that is an attendee's is theirs. */
  readonly self: readonly string[];
  readonly now: number;
  /** Whether deleting tells the organizer; false: `Schedule-Reply: F` (RFC 6638, 8.1). */
  readonly replies?: boolean;
}

/**
 * The REPLY that an attendee's change makes (RFC 6638, 3.2.2): to the whole, and to single instances that they answer
 * otherwise, leave out (EXDATE) or delete. Nothing where the organizer's SCHEDULE-AGENT is another than SERVER.
 */
export function attendeeMessages({ before, after, self, now, replies = true }: AttendeeChange): OutgoingMessage[] {
  const calendar = after ?? before;
  if (calendar === null || !replies) return [];
  const organizer = organizerAddress(calendar);
  const me = ownAddress(calendar, self) ?? (before === null ? null : ownAddress(before, self));
  if (organizer === '' || me === null || sameAddress(organizer, me) || !organizerTakes(calendar)) return [];
  const parts = after === null ? declined(before!, me) : answered(before, after, me);
  if (parts.length === 0) return [];
  for (const part of parts) setStamp(part, now);
  return [{ method: 'REPLY', to: [organizer], weight: 'notice', calendar: calendarWith(parts, calendar, 'REPLY') }];
}

export function ownAddress(calendar: Calendar, self: readonly string[]): string | null {
  const parts = partsOf(calendar);
  if (parts === null) return null;
  const own = new Set(self.map(calendarAddress));
  for (const part of [...(parts.master === null ? [] : [parts.master]), ...parts.overrides.values()])
    for (const attendee of attendeesOf(part)) if (own.has(addressOf(attendee))) return addressOf(attendee);
  return null;
}

/** RFC 6638, 7.1: on ORGANIZER it is the attendee's to say. */
function organizerTakes(calendar: Calendar): boolean {
  const parts = partsOf(calendar);
  const first = parts?.master ?? [...(parts?.overrides.values() ?? [])][0];
  const agent = first === undefined ? null : organizerOf(first)?.parameter('schedule-agent');
  return (agent ?? 'SERVER').toUpperCase() === 'SERVER';
}

function answered(before: Calendar | null, after: Calendar, me: string): Part[] {
  const [old, next] = [before === null ? null : partsOf(before), partsOf(after)!];
  const replies: Part[] = [];
  const forced = (attendee: Line, part: Part) =>
    [attendee, organizerOf(part)].some((each) => each?.parameter('schedule-force-send')?.toUpperCase() === 'REPLY');
  if (next.master !== null) {
    const mine = attendeeOf(next.master, me);
    const was = old?.master ? attendeeOf(old.master, me) : undefined;
    if (mine !== undefined && (forced(mine, next.master) || answer(mine) !== answer(was)))
      replies.push(replyPart(next.master, mine));
    const already = old?.master ? excludedKeys(old.master) : new Map<string, Moment>();
    if (old !== null && mine !== undefined) {
      for (const [key, time] of excludedKeys(next.master)) {
        if (already.has(key) || next.overrides.has(key)) continue;
        const gone = old.overrides.get(key) ?? instanceOf(old.master, time);
        const asked = gone === null ? undefined : attendeeOf(gone, me);
        if (gone !== null && asked !== undefined && !isCancelled(gone))
          replies.push(replyPart(gone, asked, 'DECLINED'));
      }
    }
  }
  const whole = next.master === null ? undefined : attendeeOf(next.master, me);
  for (const [key, part] of next.overrides) {
    const mine = attendeeOf(part, me);
    if (mine === undefined || isCancelled(part)) continue;
    const known = old?.overrides.get(key);
    const was = known === undefined ? whole : attendeeOf(known, me);
    if (forced(mine, part) || answer(mine) !== answer(was)) replies.push(replyPart(part, mine));
  }
  return replies;
}

function declined(before: Calendar, me: string): Part[] {
  const { master, overrides } = partsOf(before)!;
  const asked = (part: Part) => {
    const mine = attendeeOf(part, me);
    return mine === undefined || isCancelled(part) || partstatOf(mine) === 'DECLINED' ? [] : [mine];
  };
  if (master !== null) return asked(master).map((mine) => replyPart(master, mine, 'DECLINED'));
  return [...overrides.values()].flatMap((part) => asked(part).map((mine) => replyPart(part, mine, 'DECLINED')));
}

function answer(attendee: Line | undefined): string {
  if (attendee === undefined) return 'NEEDS-ACTION ';
  return `${partstatOf(attendee)} ${attendee.parameterValues('delegated-to').join(',')}`;
}

function instanceOf(master: Part | null, time: Moment): Part | null {
  const start = master === null ? null : findInstance(master, time);
  return master === null || start === null ? null : overrideOf(master, start);
}

/** RFC 5546, 3.2.3: no more than what is needed to find what is answered, and the answer. */
export function replyPart(part: Part, attendee: Line, partstat = partstatOf(attendee)): Part {
  const reply = new Part(part.name);
  const copy = (name: string) => {
    for (const property of part.lines(name)) reply.add(property.clone());
  };
  for (const name of ['uid', 'recurrence-id', 'dtstart', 'dtend', 'duration', 'due', 'summary', 'comment']) copy(name);
  reply.addValue('sequence', sequenceOf(part));
  const organizer = organizerOf(part);
  if (organizer !== null) reply.add(bare(organizer, ['cn', 'sent-by']));
  const own = bare(attendee, ['cn', 'partstat', 'sent-by', 'delegated-to', 'delegated-from', 'cutype']);
  own.setParameter('partstat', partstat);
  reply.add(own);
  // who takes part instead is told with it (RFC 5546, 4.2.5)
  const delegates = new Set(attendee.parameterValues('delegated-to').map(calendarAddress));
  for (const other of attendeesOf(part))
    if (delegates.has(addressOf(other)) && partstat === 'DELEGATED')
      reply.add(bare(other, ['cn', 'partstat', 'delegated-from', 'role', 'rsvp']));
  if (part.name === 'vtodo') ['percent-complete', 'completed'].forEach(copy);
  if (textOf(part, 'request-status') === '') reply.addValue('request-status', '2.0;Success');
  return reply;
}

function bare(property: Line, keep: readonly string[]): Line {
  const copy = property.clone();
  for (const name of copy.parameterNames) if (!keep.includes(name)) copy.removeParameter(name);
  return copy;
}
