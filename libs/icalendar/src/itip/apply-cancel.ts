import ICAL from 'ical.js';
import { compareAge } from './apply-request.ts';
import type { Applied } from './itip-types.ts';
import { keyOfTime } from './instance-key.ts';
import {
  allParts,
  cloneCalendar,
  isCancelled,
  partsOf,
  sequenceOf,
  stampOf,
  type Calendar,
  type Part,
} from './parts.ts';
import { findInstance, overrideOf } from './series.ts';

/**
 * CANCEL for an attendee: the whole, single instances, or all from one on (RANGE=THISANDFUTURE). What is cancelled stays,
 * marked so: people see what is off, and what comes late finds that it is old.
 */
export function applyCancel(stored: Calendar, message: Calendar): Applied {
  const calendar = cloneCalendar(stored);
  const given = partsOf(message)!;
  let changed = false;
  let missed = 0;
  if (given.master !== null) changed = cancelAll(calendar, given.master);
  for (const cancel of given.overrides.values()) {
    const outcome = cancelInstance(calendar, cancel);
    changed ||= outcome === true;
    missed += outcome === null ? 1 : 0;
  }
  if (changed) return { outcome: 'stored', calendar, isNew: false };
  return { outcome: 'ignored', because: missed > 0 ? 'no-instance' : 'old' };
}

function cancelAll(calendar: Calendar, cancel: Part): boolean {
  let changed = false;
  for (const part of allParts(partsOf(calendar)!)) {
    if (isOld(cancel, part) || isCancelled(part)) continue;
    mark(part, cancel);
    changed = true;
  }
  return changed;
}

/** null: there is none. */
function cancelInstance(calendar: Calendar, cancel: Part): boolean | null {
  const { master, overrides } = partsOf(calendar)!;
  const at = cancel.getFirstPropertyValue('recurrence-id');
  if (!(at instanceof ICAL.Time)) return null;
  const isRange =
    cancel.getFirstProperty('recurrence-id')?.getFirstParameter('range')?.toUpperCase() === 'THISANDFUTURE';
  if (isRange && master !== null) return cancelFrom(calendar, master, [...overrides.values()], at, cancel);
  const known = overrides.get(keyOfTime(at));
  if (known !== undefined) {
    if (isOld(cancel, known) || isCancelled(known)) return false;
    mark(known, cancel);
    return true;
  }
  const start = master === null ? null : findInstance(master, at);
  if (master === null || start === null) return null;
  if (isOld(cancel, master)) return false;
  const part = overrideOf(master, start);
  part.removeAllSubcomponents('valarm');
  mark(part, cancel);
  calendar.addSubcomponent(part);
  return true;
}

function cancelFrom(
  calendar: Calendar,
  master: Part,
  overrides: readonly Part[],
  at: ICAL.Time,
  cancel: Part,
): boolean {
  const rule = master.getFirstPropertyValue('rrule');
  if (!(rule instanceof ICAL.Recur) || isOld(cancel, master)) return false;
  const ends = rule.clone();
  const last = at.isDate ? at.clone() : at.convertToZone(ICAL.Timezone.utcTimezone);
  last.adjust(at.isDate ? -1 : 0, 0, 0, at.isDate ? 0 : -1);
  ends.count = null;
  ends.until = last;
  master.updatePropertyWithValue('rrule', ends);
  bear(master, cancel);
  for (const part of overrides) {
    const id = part.getFirstPropertyValue('recurrence-id');
    if (id instanceof ICAL.Time && keyOfTime(id) >= keyOfTime(at)) calendar.removeSubcomponent(part);
  }
  return true;
}

/** A CANCEL of the same SEQUENCE still counts: programs differ in whether they raise it. */
function isOld(cancel: Part, part: Part): boolean {
  return compareAge(cancel, part) < 0 && sequenceOf(cancel) <= sequenceOf(part);
}

function mark(part: Part, cancel: Part): void {
  part.updatePropertyWithValue('status', 'CANCELLED');
  bear(part, cancel);
}

/** It is now as new as what cancelled it. */
function bear(part: Part, cancel: Part): void {
  part.updatePropertyWithValue('sequence', Math.max(sequenceOf(part), sequenceOf(cancel)));
  const stamp = cancel.getFirstPropertyValue('dtstamp');
  if (stamp instanceof ICAL.Time && stampOf(cancel) > stampOf(part)) part.updatePropertyWithValue('dtstamp', stamp);
}
