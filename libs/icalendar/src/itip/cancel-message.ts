import { sharedPart } from './attendee-view.ts';
import { Moment } from './moment.ts';
import { attendeeOf, attendeesOf, calendarWith, isCancelled, partsOf, sequenceOf, setStamp } from './parts.ts';
import type { Calendar, Part } from './parts.ts';
import { findInstance, overrideOf } from './series.ts';

/** What a CANCEL says besides of whom it is from and for (RFC 5546, 3.2.5), so that a mail can be read. */
const said = new Set(
  'uid,organizer,attendee,dtstamp,sequence,recurrence-id,status,summary,location,dtstart,dtend,duration,due,comment'.split(
    ',',
  ),
);

/**
 * CANCEL for one attendee: of everything they knew, or of the instances with these keys. The meeting itself goes on for
 * others where it still stands in `after`; then only this attendee is named (RFC 5546, 4.2.10).
 */
export function cancelOf(
  before: Calendar,
  after: Calendar | null,
  address: string,
  now: number,
  instances: readonly string[] | null = null,
): Calendar {
  const [old, next] = [partsOf(before)!, after === null ? null : partsOf(after)];
  const parts: Part[] = [];
  const add = (part: Part, current: Part | null | undefined) => {
    // the others still meet: who is taken out is named alone
    const goesOn = current !== null && current !== undefined && !isCancelled(current);
    parts.push(cancelPart(part, current ?? null, goesOn ? address : null, now));
  };
  if (instances === null) {
    const { master } = old;
    if (master !== null && attendeeOf(master, address) !== undefined) add(master, next?.master);
    else
      for (const [key, part] of old.overrides)
        if (attendeeOf(part, address) !== undefined) add(part, next?.overrides.get(key));
  } else {
    for (const key of instances) {
      const part = old.overrides.get(key) ?? instanceOf(old.master, key);
      const current = next?.overrides.get(key);
      if (part === null) continue;
      if (current !== undefined) add(part, current);
      else parts.push(cancelPart(part, next?.master ?? null, null, now));
    }
  }
  return calendarWith(parts, before, 'CANCEL');
}

function cancelPart(part: Part, current: Part | null, onlyFor: string | null, now: number): Part {
  const cancel = sharedPart(part);
  for (const property of cancel.lines()) if (!said.has(property.name)) cancel.remove(property);
  if (onlyFor !== null)
    for (const attendee of attendeesOf(cancel)) if (attendee !== attendeeOf(cancel, onlyFor)) cancel.remove(attendee);
  cancel.set('status', 'CANCELLED');
  const known = sequenceOf(part);
  cancel.set('sequence', Math.max(current === null ? 0 : sequenceOf(current), known + 1));
  setStamp(cancel, now);
  return cancel;
}

function instanceOf(master: Part | null, key: string): Part | null {
  if (master === null) return null;
  const at = Moment.parse(key, null, () => null);
  const start = findInstance(master, at);
  if (start === null) return null;
  const part = overrideOf(master, start);
  // kept as the series writes it, the key is only for finding
  return start.key === key ? part : null;
}
