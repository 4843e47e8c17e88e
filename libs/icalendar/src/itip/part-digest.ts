import type { Line } from './part.ts';
import { addressOf, calendarAddress } from './address.ts';
import { partstatOf, type Part } from './parts.ts';

/** RFC 5546, 2.1.4: what raises SEQUENCE when it changes. */
const significant = ['dtstart', 'dtend', 'duration', 'due', 'rrule', 'rdate', 'exdate', 'status'];
/** What a new answer is needed for. */
const when = ['dtstart', 'dtend', 'duration', 'due', 'rrule', 'rdate'];
/** What says nothing that people would want to hear of. */
const silent = new Set(['dtstamp', 'last-modified', 'created', 'sequence', 'attendee', 'organizer', 'request-status']);

export function significantDigest(part: Part): string {
  return digest(part, (name) => significant.includes(name));
}

export function timeDigest(part: Part): string {
  return digest(part, (name) => when.includes(name));
}

/** Everything that attendees see, but who else is invited and has answered what. */
export function contentDigest(part: Part): string {
  return digest(part, (name) => !silent.has(name));
}

/** Who is invited, and has answered what. */
export function answersDigest(part: Part): string {
  return part
    .lines('attendee')
    .map((each) => `${addressOf(each)} ${partstatOf(each)}${parametersOf(each)}`)
    .sort(byText)
    .join('\n');
}

function digest(part: Part, wanted: (name: string) => boolean): string {
  return part
    .lines()
    .filter(({ name }) => wanted(name))
    .flatMap((line) => written(line).map((value) => `${line.name} ${value}`))
    .sort(byText)
    .join('\n');
}

const told = ['role', 'cutype', 'delegated-to', 'delegated-from', 'member'];

function parametersOf(attendee: Line): string {
  return told.map((name) => ` ${attendee.parameterValues(name).map(calendarAddress).join(',')}`).join('');
}

/** A time is the same however it is written. */
function written(line: Line): readonly string[] {
  const { moments } = line;
  return moments.length === 0 ? [line.plain] : moments.map(({ key }) => key);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
