import { ownAddress } from './attendee-messages.ts';
import { answersDigest, contentDigest } from './part-digest.ts';
import type { Applied } from './itip-types.ts';
import { attendeeOf, cloneCalendar, clonePart, isCancelled, partsOf, sequenceOf, stampOf, takeZones } from './parts.ts';
import type { Calendar, Part, Parts } from './parts.ts';
import { copyParameter } from './revise.ts';
import { include } from './series.ts';

/** Positive: `a` is newer (RFC 5546, 2.1.5). */
export function compareAge(a: Part, b: Part): number {
  const [first, second] = [stampOf(a), stampOf(b)];
  return sequenceOf(a) - sequenceOf(b) || (first < second ? -1 : first > second ? 1 : 0);
}

/** REQUEST for an attendee: what they have is replaced part by part, but for what is their own or newer. */
export function applyRequest(stored: Calendar | null, message: Calendar, self: readonly string[]): Applied {
  const me = ownAddress(message, self);
  if (stored === null) {
    if (me === null) return { outcome: 'ignored', because: 'not-allowed' };
    const calendar = cloneCalendar(message);
    calendar.remove('method');
    for (const part of calendar.parts()) part.remove('request-status');
    return { outcome: 'stored', calendar, isNew: true };
  }
  const calendar = cloneCalendar(stored);
  const [old, next] = [partsOf(calendar)!, partsOf(message)!];
  const changes = next.master === null ? mergeInstances(calendar, old, next, me) : mergeSeries(calendar, old, next, me);
  if (changes !== true) return { outcome: 'ignored', because: changes };
  takeZones(message, calendar);
  return { outcome: 'stored', calendar, isNew: false };
}

type Merged = true | 'old' | 'known';

/** Within one second things may change twice: what is as new as what is there and says something else counts. */
function isNewer(given: Part, mine: Part, me: string | null): Merged {
  const age = compareAge(given, mine);
  if (age !== 0) return age > 0 ? true : 'old';
  return sameFor(given, mine, me) ? 'known' : true;
}

function sameFor(given: Part, mine: Part, me: string | null): boolean {
  const others = (part: Part) =>
    answersDigest(part)
      .split('\n')
      .filter((line) => me === null || !line.startsWith(`${me} `))
      .join('\n');
  const shared = (part: Part) => {
    const copy = clonePart(part);
    copy.remove(...kept);
    return contentDigest(copy);
  };
  return shared(given) === shared(mine) && others(given) === others(mine);
}

function mergeSeries(calendar: Calendar, old: Parts, next: Parts, me: string | null): Merged {
  const master = next.master!;
  const current = old.master;
  const seen: Merged = current === null ? true : isNewer(master, current, me);
  const newer = seen === true;
  let changed = newer;
  if (newer) replace(calendar, current, taken(master, current, me));
  for (const [key, part] of old.overrides) {
    const given = next.overrides.get(key);
    if (given !== undefined) {
      if (isNewer(given, part, me) !== true) continue;
      replace(calendar, part, taken(given, part, me));
      changed = true;
    } else if (newer && compareAge(master, part) > 0) calendar.removePart(part);
  }
  for (const [key, part] of next.overrides) {
    // an old message's instance that the series has dropped since stays dropped
    if (old.overrides.has(key) || (!newer && compareAge(part, current!) <= 0)) continue;
    replace(calendar, null, taken(part, current, me));
    changed = true;
  }
  return changed || seen;
}

function mergeInstances(calendar: Calendar, old: Parts, next: Parts, me: string | null): Merged {
  let merged: Merged = 'old';
  for (const [key, part] of next.overrides) {
    const known = old.overrides.get(key) ?? old.master;
    const seen = known === null ? true : isNewer(part, known, me);
    if (seen !== true) {
      if (merged === 'old') merged = seen;
      continue;
    }
    replace(calendar, old.overrides.get(key) ?? null, taken(part, known, me));
    const at = part.moment('recurrence-id');
    if (old.master !== null && at !== null) include(old.master, at);
    merged = true;
  }
  return merged;
}

function replace(calendar: Calendar, old: Part | null, part: Part): void {
  if (old !== null) calendar.removePart(old);
  calendar.addPart(part);
}

/** What is the attendee's own. */
const kept = ['transp', 'categories', 'x-moz-lastack', 'x-moz-snooze-time', 'percent-complete', 'completed'];
const ownAnswer = ['partstat', 'delegated-to', 'x-landescloud-replied'];

/** The organizer's part with what the attendee has made of theirs: alarms, and the answer where none new is asked for. */
function taken(given: Part, mine: Part | null, me: string | null): Part {
  const part = clonePart(given);
  if (mine === null || isCancelled(mine)) return part;
  part.removeParts('valarm');
  for (const alarm of mine.parts('valarm')) part.addPart(clonePart(alarm));
  for (const name of kept) {
    if (!mine.has(name)) continue;
    part.remove(name);
    for (const property of mine.lines(name)) part.add(property.clone());
  }
  const [was, is] = me === null ? [undefined, undefined] : [attendeeOf(mine, me), attendeeOf(part, me)];
  if (was !== undefined && is !== undefined && sequenceOf(given) <= sequenceOf(mine))
    for (const name of ownAnswer) copyParameter(was, is, name);
  return part;
}
